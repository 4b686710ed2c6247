"""Train the fast classifier: python -m models.train [CSV ...] [--unlabelled CSV ...] [--out DIR] [--seed 7]

Learns from seeds/labels*.csv and the labelled files named. Same input and seed, same output to the byte.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from signals.documents import Rejected
from signals.lexicon import load_lexicon

from . import SHIPPED, load
from .artefact import read_artefact, save_artefact
from .card import write_card
from .dataset import mask_sentences, read_labelled
from .evaluate import answer, label_numbers, tasks_in
from .features import design_matrix
from .fitting import cross_calibrated, fit_calibration, fit_heads, folds_of, out_of_fold_odds, tasks_of
from .held_out import write_held_out
from .systems import classifier as verdicts_of
from .vectors import split_rough, word_vectors
from .vocabulary import Vocabulary
from .vocabulary_building import Vectors, build_vocabulary

SEEDS = Path(__file__).parent.parent / "seeds"
DEFAULT_OUT = Path("out") / "fast"
TEXT_COLUMNS = ("title", "desc", "text", "sentence")
MIN_REFERENCE = 200


@dataclass(frozen=True)
class Trained:
    """A model ready to be saved, with every row's probabilities (n, 4) from folds that did not hold its story.

    `lower_bound`: the same without the lexicon's runs that only held-out rows support (`fitting.out_of_fold_odds`).
    """

    vocabulary: Vocabulary
    estimators: dict[str, Any]
    calibration: np.ndarray
    out_of_fold: np.ndarray
    lower_bound: np.ndarray


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        labelled, rejected = read_labelled([*sorted(SEEDS.glob("labels*.csv")), *options.files])
        unlabelled = read_unlabelled(options.unlabelled)
        masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
        trained = train(labelled, masked, unlabelled, seed=options.seed)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    _tell_rejected(rejected)
    print(compared_with_shipped(labelled, masked, trained.out_of_fold, seed=options.seed))
    save(options.out, labelled, rejected, trained, seed=options.seed, command=_command(options))
    print(f"written to {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad, conflict or plover_root"
    )
    parser.add_argument(
        "--unlabelled", nargs="*", type=Path, default=[], help="CSV with title, desc or text, for word vectors"
    )
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help=f"folder to write (default: {DEFAULT_OUT})")
    parser.add_argument("--seed", type=int, default=7, help="of the folds and the vectors (default: 7)")
    return parser


def _command(options: argparse.Namespace) -> str:
    words = ["python -m models.train", *map(str, options.files)]
    words += ["--unlabelled", *map(str, options.unlabelled)] if options.unlabelled else []
    return " ".join([*words, "--out", str(options.out), "--seed", str(options.seed)])


def read_unlabelled(paths: Sequence[Path]) -> list[str]:
    """Return the distinct pieces of text in the files' text columns. Raises ValueError for a file that has none."""
    texts: list[str] = []
    for path in paths:
        try:
            cells = pd.read_csv(path, dtype=str, keep_default_na=False)
        except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise ValueError(f"{path}: {error}; expected a CSV file") from error
        columns = [name for name in TEXT_COLUMNS if name in cells]
        if not columns:
            raise ValueError(
                f"{path.name}: found columns {', '.join(cells.columns)}; expected one of {', '.join(TEXT_COLUMNS)}"
            )
        texts += [text for name in columns for text in cells[name]]
    return split_rough(texts)


def train(labelled: pd.DataFrame, masked: list[str], unlabelled: list[str], *, seed: int) -> Trained:
    """Choose the vocabulary, fit the heads on all rows, and calibrate on predictions from held-out folds."""
    if len(labelled) == 0:
        raise ValueError("no usable labelled row; expected sentences with labels")
    text = list(dict.fromkeys(mask_sentences(unlabelled, [None] * len(unlabelled)))) if unlabelled else []
    vectors, known = (word_vectors([*text, *masked], seed=seed), text) if text else shipped_knowledge(masked, seed=seed)
    vocabulary = build_vocabulary(masked, known, vectors, load_lexicon())
    odds = out_of_fold_odds(labelled, masked, vocabulary, seed=seed)
    strict = out_of_fold_odds(labelled, masked, vocabulary, seed=seed, only_supported_cues=True)
    reference = reference_rows(labelled)
    everything = np.arange(len(labelled))
    return Trained(
        vocabulary,
        fit_heads(design_matrix(masked, vocabulary), tasks_of(labelled), everything),
        fit_calibration(odds, labelled, everything[reference]),
        cross_calibrated(odds, labelled, reference, seed=seed),
        cross_calibrated(strict, labelled, reference, seed=seed),
    )


def shipped_knowledge(masked: list[str], *, seed: int) -> tuple[Vectors, list[str]]:
    """Return the shipped model's word vectors and its runs of words as text; without one, vectors of `masked`."""
    if not (SHIPPED / "fast" / "meta.json").is_file():
        return word_vectors(masked, seed=seed), []
    vocabulary = read_artefact(SHIPPED / "fast").vocabulary
    has_vector = vocabulary.vector_scale > 0
    names = [name for name, has in zip(vocabulary.types, has_vector, strict=True) if has]
    pairs = [(vocabulary.types[one], vocabulary.types[two]) for one, two in vocabulary.pairs]
    triples = [(*pairs[pair], vocabulary.types[last]) for pair, last in vocabulary.triples]
    runs = [" ".join(run) for run in (*pairs, *triples)] + list(vocabulary.types)
    return (names, vocabulary.vectors[has_vector], vocabulary.vector_scale[has_vector]), runs


def reference_rows(labelled: pd.DataFrame) -> np.ndarray:
    """Return which rows calibration is fitted on: real news (rows that name their outlet), or all if these are few."""
    is_news = (labelled["outlet"] != "").to_numpy()
    return is_news if is_news.sum() >= MIN_REFERENCE else np.ones(len(labelled), dtype=bool)


def compared_with_shipped(labelled: pd.DataFrame, masked: list[str], out_of_fold: np.ndarray, *, seed: int) -> str:
    """Return lines that compare the new model with the shipped one on one held-out fold, a line per file."""
    held_out = folds_of(labelled, seed=seed)[0][1]
    try:
        shipped = load("fast")
    except ValueError as error:
        return f"no shipped model to compare with: {error}"
    judged = {
        "new": out_of_fold[held_out],
        f"shipped {shipped.version}": shipped.predict([masked[row] for row in held_out]),
    }
    rows = labelled.iloc[held_out].reset_index(drop=True)
    lines = [f"macro-F1 on {len(held_out)} held-out rows; the shipped model may have been trained on some of them"]
    for origin, part in rows.groupby("origin", sort=False):
        scores = {name: _main_score(part, probabilities[part.index]) for name, probabilities in judged.items()}
        lines.append(f"  {origin!s:<20}" + "   ".join(f"{name} {score:.3f}" for name, score in scores.items()))
    return "\n".join(lines)


def _main_score(part: pd.DataFrame, probabilities: np.ndarray) -> float:
    """Macro-F1 of three classes, or of the two directions where a file has no neutral rows."""
    task, rows = next(iter(tasks_in(part).items()))
    is_material = (part["form"] == "material").to_numpy()
    return float(answer(task, verdicts_of(probabilities), label_numbers(part), is_material, rows)["macro_f1"])


def save(
    out: Path, labelled: pd.DataFrame, rejected: list[Rejected], trained: Trained, *, seed: int, command: str
) -> None:
    """Write the artefact, what it said of sentences while they were held out, and its card."""
    about = {
        "name": "fast",
        "seed": seed,
        "command": command,
        "trained_on": {str(origin): int(n) for origin, n in labelled["origin"].value_counts(sort=False).items()},
        "n_rejected": len(rejected),
        "rows_calibrated_on": int(reference_rows(labelled).sum()),
    }
    save_artefact(out, trained.vocabulary, trained.estimators, trained.calibration, about)
    write_held_out(out, labelled, np.arange(len(labelled)), trained.out_of_fold)
    write_card(out, labelled, trained.out_of_fold, trained.lower_bound, reference_rows(labelled))


def _tell_rejected(rejected: list[Rejected]) -> None:
    for one in rejected[:10]:
        print(f"left out: {one.place}: {one.reason}", file=sys.stderr)
    if len(rejected) > 10:
        print(f"left out: {len(rejected) - 10} more row(s)", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
