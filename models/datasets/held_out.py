"""What a classifier said of sentences that it had not seen: kept beside it, without their text, for the report.

A trained model knows its lessons, so its figures must come from predictions made by models that were fitted on other
stories. Training writes these to held_out.csv: the sentence's fingerprint and the probabilities.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.classifiers.artefact import read_meta, version_of
from models.classifiers.loading import load
from models.datasets.labelled import masked_sentences

HELD_OUT = "held_out.csv"
HELD_OUT_COLUMNS = ("p_escalatory", "p_deescalatory", "p_material")  # p_neutral is what is missing to 1
N_HEX = 10  # among 10,000 sentences, two share a fingerprint once in 20,000 files


@dataclass(frozen=True)
class Unseen:
    """Probabilities (n, 4) of rows by models that did not see their story; `is_measured` (n,): where there are any."""

    probabilities: np.ndarray
    is_measured: np.ndarray


def sentence_key(sentence: str) -> str:
    """Return the fingerprint of a sentence, whatever its case and spaces: 10 hex digits of its SHA-256."""
    return hashlib.sha256(" ".join(sentence.lower().split()).encode("utf-8", "replace")).hexdigest()[:N_HEX]


def write_held_out(folder: Path, labelled: pd.DataFrame, rows: np.ndarray, probabilities: np.ndarray) -> None:
    """Write held_out.csv beside a saved model: call it after the model's meta.json stands.

    `rows`: row numbers of `labelled` (from `dataset.read_labelled`) that were judged by a model fitted and calibrated
    on other stories; `probabilities` (len(rows), 4) in the classifier's order. NaN: not judged.
    Raises ValueError when the two differ in length.
    """
    if len(rows) != len(probabilities):
        raise ValueError(f"{len(rows)} rows and {len(probabilities)} probabilities; expected as many")
    table = pd.DataFrame(probabilities[:, [0, 1, 3]], columns=list(HELD_OUT_COLUMNS))
    table.insert(0, "key", [sentence_key(sentence) for sentence in labelled["sentence"].iloc[rows]])
    lines = table.to_csv(index=False, float_format="%.4f", lineterminator="\n")
    (folder / HELD_OUT).write_text(f"# {version_of(folder)}\n{lines}", encoding="utf-8")


def read_held_out(folder: Path) -> pd.DataFrame:
    """Return the held-out probabilities of the model in `folder`: indexed by key, four columns, equal keys once.

    Raises ValueError in one line when there are none or when they belong to another model.
    """
    path = folder / HELD_OUT
    try:
        version = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        table = pd.read_csv(path, skiprows=1, dtype={"key": str})
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: {error}; expected the held-out probabilities: train the model again") from error
    if version != version_of(folder):
        raise ValueError(f"{path}: of model {version}, but {version_of(folder)} is installed; train the model again")
    table = table.drop_duplicates("key").set_index("key")[list(HELD_OUT_COLUMNS)]
    table.insert(2, "p_neutral", (1 - table["p_escalatory"] - table["p_deescalatory"]).clip(0, 1))
    return table


def unseen_probabilities(labelled: pd.DataFrame, folder: Path) -> Unseen:
    """Return what the model in `folder` says of rows from `read_labelled` whose story it had not seen.

    A row it was held back from: its held-out probabilities. A row of a story of which no sentence stands in the files
    that the model learned from: what it answers now. Any other row is not measured.
    Raises ValueError when the model or its held-out probabilities cannot be read.
    """
    held_out, learned_from = read_held_out(folder), files_learned_from(folder)
    keys = [sentence_key(sentence) for sentence in labelled["sentence"]]
    is_held_out = np.array([key in held_out.index for key in keys], dtype=bool)
    is_seen = is_held_out | labelled["origin"].isin(learned_from).to_numpy()
    is_fresh = ~labelled["group"].isin(labelled["group"][is_seen]).to_numpy()
    probabilities = np.full((len(labelled), 4), np.nan)
    probabilities[is_held_out] = held_out.loc[[key for key in keys if key in held_out.index]].to_numpy()
    if is_fresh.any():
        probabilities[is_fresh] = load(folder).predict(masked_sentences(labelled[is_fresh]))
    return Unseen(probabilities, is_held_out | is_fresh)


def files_learned_from(folder: Path) -> frozenset[str]:
    """Return the stems of the labelled files that the model in `folder` was trained on."""
    meta = read_meta(folder)
    return frozenset(meta.get("trained_on") or meta.get("rows") or ())
