"""Train a fast classifier: python -m models.train [--labels] CSV ... [--out DIR], or --anew from nothing.

With labelled files (from the dashboard, or any CSV with a sentence and a label) a new model learns from them on top of
the shipped one, is compared with it, and is written beside it (out/fast-own). With --anew, --unlabelled, or no file, a
model learns from nothing but seeds/labels*.csv and the files, as the shipped one did. Same input and seed, same bytes.
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
from scipy import sparse

from models import SHIPPED, load
from models.classifiers.artefact import read_artefact, save_artefact
from models.classifiers.features import design_matrix
from models.classifiers.vocabulary import Vocabulary
from models.datasets.held_out import cross_fitted, write_held_out
from models.datasets.labelled import mask_sentences, read_labelled, seed_files
from models.datasets.seen_sentences import write_learned_from
from models.evaluate import answer, label_numbers, tasks_in
from models.evaluation.baselines import classifier as verdicts_of
from models.reporting.model_card import write_card
from models.reporting.own_model_card import as_text, write_own_card
from models.training.distillation import WEIGHT, Teacher, lessons_in, load_teacher, not_held_out
from models.training.fine_tuning import learn
from models.training.heads import (
    IDENTITY,
    Taught,
    as_estimators,
    fit_calibration,
    fit_heads,
    folds_of,
    out_of_fold_odds,
    tasks_of,
)
from models.training.vocabulary_selection import Vectors, build_vocabulary
from models.training.word_vectors import split_rough, word_vectors
from signals.cues.lexicon import load_lexicon
from signals.documents import Rejected
from signals.ingest.rejected import RejectedFile

OUT, OUT_ANEW = Path("out") / "fast-own", Path("out") / "fast"
TEXT_COLUMNS = ("title", "desc", "text", "sentence")
MIN_REFERENCE = 200
CHOSEN = ("real_labels",)  # how they were chosen: docs/decisions/006
SHOWN = 10  # rows left out that are printed; all are in rejected.csv


@dataclass(frozen=True)
class Trained:
    """A model ready to be saved, and how it was measured.

    `measured`: row numbers judged by models that did not see their story; `out_of_fold` (len(measured), 4): their
    probabilities; `lower_bound`: the same without the lexicon's runs that only held-out rows support.
    """

    vocabulary: Vocabulary
    estimators: dict[str, Any]
    calibration: np.ndarray
    measured: np.ndarray
    out_of_fold: np.ndarray
    lower_bound: np.ndarray


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _options(arguments)
    try:
        if options.anew:
            train_anew(options)
        else:
            train_on_top(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"written to {options.out}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m models.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad, conflict or plover_root"
    )
    parser.add_argument("--labels", nargs="+", type=Path, default=[], metavar="CSV", help="more such files")
    parser.add_argument("--anew", action="store_true", help="from nothing, not on top of the shipped model")
    parser.add_argument(
        "--unlabelled", nargs="*", type=Path, default=[], help="CSV with title, desc or text, for word vectors: anew"
    )
    parser.add_argument(
        "--teacher", type=Path, metavar="DIR", help="what models.train_deep wrote: its network labels the unlabelled"
    )
    parser.add_argument("--out", type=Path, help=f"folder to write (default: {OUT}; anew: {OUT_ANEW})")
    parser.add_argument("--seed", type=int, default=7, help="of the folds and the vectors (default: 7)")
    options = parser.parse_args(arguments)
    options.files += options.labels
    if options.teacher and not options.unlabelled:
        parser.error("--teacher has nothing to read; expected --unlabelled CSV, too")
    options.anew = options.anew or bool(options.unlabelled) or not options.files
    options.out = options.out or (OUT_ANEW if options.anew else OUT)
    return options


def _command(options: argparse.Namespace) -> str:
    words = ["python -m models.train", *map(str, options.files)]
    words += ["--unlabelled", *map(str, options.unlabelled)] if options.unlabelled else []
    words += ["--teacher", str(options.teacher)] if options.teacher else []
    words += ["--anew"] if options.anew and options.files and not options.unlabelled else []
    return " ".join([*words, "--out", str(options.out), "--seed", str(options.seed)])


def train_anew(options: argparse.Namespace) -> None:
    """Learn from seeds and files alone, print a comparison with the shipped model, and write model and card."""
    labelled, rejected = read_labelled([*seed_files(), *options.files])
    unlabelled = read_unlabelled(options.unlabelled)
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    trained = (
        train_taught(labelled, masked, unlabelled, load_teacher(options.teacher, labelled), seed=options.seed)
        if options.teacher
        else train(labelled, masked, unlabelled, seed=options.seed)
    )
    print(compared_with_shipped(labelled, masked, trained))
    save(options.out, labelled, rejected, trained, seed=options.seed, command=_command(options))
    tell_rejected(options.out, rejected)


def train_on_top(options: argparse.Namespace) -> None:
    """Learn from the files on top of the shipped model, print whether that is better, and write model and card."""
    if options.out.resolve().is_relative_to(SHIPPED.resolve()):
        raise ValueError(
            f"--out is {options.out}, where shipped models are; expected a folder of its own, such as {OUT}"
        )
    base, seeds = read_artefact(SHIPPED / "fast"), seed_files()
    taken = {path.name.split(".")[0] for path in seeds}
    if clash := next((path for path in options.files if path.name.split(".")[0] in taken), None):
        raise ValueError(f"{clash}: has the name of a file in seeds/, which is known already; expected another name")
    labelled, rejected = read_labelled([*seeds, *options.files])
    is_seed = labelled["origin"].isin(taken).to_numpy()
    own = labelled[~is_seed]
    if not len(own):
        raise ValueError(f"no usable label in {', '.join(map(str, options.files))}{_first_reason(rejected)}")
    heads, comparison = learn(base, SHIPPED / "fast", labelled, is_seed, seed=options.seed)
    about = {
        "name": options.out.name,
        "started_from": f"{base.name} {base.version}",
        "seed": options.seed,
        "command": _command(options),
        "trained_on": _rows_by_file(own),
        "n_rejected": len(rejected),
    }
    save_artefact(options.out, base.vocabulary, as_estimators(heads.coefficients, heads.intercepts), IDENTITY, about)
    write_own_card(options.out, own, comparison)
    tell_rejected(options.out, rejected)
    print(as_text(comparison))


def _first_reason(rejected: list[Rejected]) -> str:
    return f" ({len(rejected)} left out; {rejected[0].place}: {rejected[0].reason})" if rejected else ""


def _rows_by_file(labelled: pd.DataFrame) -> dict[str, int]:
    return {str(origin): int(n) for origin, n in labelled["origin"].value_counts(sort=False).items()}


def tell_rejected(folder: Path, rejected: list[Rejected]) -> None:
    """Print the first rows left out, and write all of them, with place and reason, beside the model."""
    beside = folder / "rejected.csv"
    with RejectedFile(beside) as file:
        for one in rejected:
            file.add(one)
    for one in rejected[:SHOWN]:
        print(f"left out: {one.place}: {one.reason}", file=sys.stderr)
    if rejected:
        print(f"{len(rejected)} row(s) left out, all listed in {beside}", file=sys.stderr)


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
    folds = folds_of(labelled, seed=seed)
    odds = out_of_fold_odds(labelled, masked, vocabulary, folds)
    strict = out_of_fold_odds(labelled, masked, vocabulary, folds, only_supported_cues=True)
    heads = fit_heads(design_matrix(masked, vocabulary), tasks_of(labelled), np.arange(len(labelled)))
    return _measured(labelled, vocabulary, heads, np.arange(len(labelled)), odds, strict, seed=seed)


def train_taught(
    labelled: pd.DataFrame, masked: list[str], unlabelled: list[str], teacher: Teacher, *, seed: int
) -> Trained:
    """Learn from the labelled rows and from what the teacher says of unlabelled sentences; measure on its held-out
    stories, by a model that neither saw them nor was taught by a network that did."""
    sentences = lessons_in(unlabelled)
    text = mask_sentences(sentences, [None] * len(sentences))
    vocabulary = build_vocabulary(
        masked, text, word_vectors([*text, *masked], seed=seed), load_lexicon(), is_taught=True
    )
    matrix = design_matrix(text, vocabulary)
    fold = np.flatnonzero(~teacher.is_held_out), np.flatnonzero(teacher.is_held_out)
    fit_for = np.flatnonzero(not_held_out(sentences, labelled, teacher.is_held_out))
    honest = Taught(
        sparse.csr_array(matrix[fit_for]), teacher.measured.log_odds([text[row] for row in fit_for]), WEIGHT
    )
    odds = out_of_fold_odds(labelled, masked, vocabulary, [fold], taught=honest)
    strict = out_of_fold_odds(labelled, masked, vocabulary, [fold], taught=honest, only_supported_cues=True)
    taught = Taught(matrix, teacher.final.log_odds(text), WEIGHT)
    heads = fit_heads(design_matrix(masked, vocabulary), tasks_of(labelled), np.arange(len(labelled)), taught)
    return _measured(labelled, vocabulary, heads, fold[1], odds, strict, seed=seed)


def _measured(
    labelled: pd.DataFrame, vocabulary: Vocabulary, heads: dict[str, Any], rows: np.ndarray, odds: np.ndarray,
    strict: np.ndarray, *, seed: int,
) -> Trained:  # fmt: skip
    """Calibrate on the held-out `rows` of real news."""
    is_reference = reference_rows(labelled)
    return Trained(
        vocabulary,
        heads,
        fit_calibration(odds, labelled, rows[is_reference[rows]]),
        rows,
        cross_fitted(odds, labelled, rows, is_reference, seed=seed),
        cross_fitted(strict, labelled, rows, is_reference, seed=seed),
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
    """Return which rows calibration is fitted on: real news as it comes, or all rows if these are few.

    Real news names its outlet; items chosen because scorers disagree on them have not the shares of news as it comes.
    """
    is_news = ((labelled["outlet"] != "") & ~labelled["origin"].isin(CHOSEN)).to_numpy()
    return is_news if is_news.sum() >= MIN_REFERENCE else np.ones(len(labelled), dtype=bool)


def compared_with_shipped(labelled: pd.DataFrame, masked: list[str], trained: Trained) -> str:
    """Return lines that compare the new model with the shipped one on held-out rows, a line per file."""
    try:
        shipped = load("fast")
    except ValueError as error:
        return f"no shipped model to compare with: {error}"
    judged = {
        "new": trained.out_of_fold,
        f"shipped {shipped.version}": shipped.predict([masked[row] for row in trained.measured]),
    }
    rows = labelled.iloc[trained.measured].reset_index(drop=True)
    lines = [f"macro-F1 on {len(rows)} held-out rows; the shipped model may have been trained on some of them"]
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
        "trained_on": _rows_by_file(labelled),
        "n_rejected": len(rejected),
        "rows_calibrated_on": int(reference_rows(labelled).sum()),
    }
    save_artefact(out, trained.vocabulary, trained.estimators, trained.calibration, about)
    write_held_out(out, labelled, trained.measured, trained.out_of_fold)
    write_card(out, labelled, trained.measured, trained.out_of_fold, trained.lower_bound, reference_rows(labelled))
    write_learned_from(out, labelled["sentence"])


if __name__ == "__main__":
    sys.exit(main())
