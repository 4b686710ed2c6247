"""Train the fast classifier from nothing: words, heads, calibration, and its answers to stories that it did not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from models.classifiers.artefact import META, read_artefact, save_artefact
from models.classifiers.features import design_matrix
from models.classifiers.loading import SHIPPED
from models.classifiers.vocabulary import Vocabulary
from models.datasets.held_out import write_held_out
from models.datasets.labelled import mask_sentences, masked_sentences
from models.datasets.seen_sentences import write_learned_from
from models.training.cross_validation import (
    Folds,
    TrainingData,
    cross_calibrated_probabilities,
    fit_calibration,
    folds_of,
    out_of_fold_odds,
    reference_rows,
)
from models.training.distillation import TAUGHT_WEIGHT, Teacher, distinct_lessons, is_not_held_out
from models.training.heads import Taught, fit_heads, targets_of
from models.training.vocabulary_selection import Vectors, build_vocabulary
from models.training.word_vectors import split_rough, word_vectors
from signals.cues.lexicon import load_lexicon

TEXT_COLUMNS = ("title", "desc", "text", "sentence")


@dataclass(frozen=True)
class Trained:
    """A model ready to be saved, and how it was measured.

    `measured`: row numbers judged by models that did not see their story; `out_of_fold` (len(measured), 4): their
    probabilities; `lower_bound`: the same without the lexicon's runs that only held-out rows support.
    """

    vocabulary: Vocabulary
    estimators: dict[str, LogisticRegression]
    calibration: np.ndarray
    measured: np.ndarray
    out_of_fold: np.ndarray
    lower_bound: np.ndarray


def train(labelled: pd.DataFrame, unlabelled: Sequence[str], *, seed: int) -> Trained:
    """Choose the vocabulary, fit the heads on all rows, and calibrate on predictions from held-out folds.

    Raises ValueError for no rows, or for rows of one class.
    """
    if len(labelled) == 0:
        raise ValueError("no usable labelled row; expected sentences with labels")
    masked = masked_sentences(labelled)
    text = list(dict.fromkeys(mask_sentences(unlabelled, [None] * len(unlabelled)))) if unlabelled else []
    vectors, known = (word_vectors([*text, *masked], seed=seed), text) if text else shipped_knowledge(masked, seed=seed)
    vocabulary = build_vocabulary(masked, known, vectors, load_lexicon())
    heads = fit_heads(design_matrix(masked, vocabulary), targets_of(labelled), np.arange(len(labelled)))
    return _measured_model(TrainingData(labelled, masked, vocabulary), folds_of(labelled, seed=seed), heads, seed=seed)


def train_taught(labelled: pd.DataFrame, unlabelled: Sequence[str], teacher: Teacher, *, seed: int) -> Trained:
    """Learn from the labelled rows and from what the teacher says of unlabelled sentences; measure on its held-out
    stories, by a model that neither saw them nor was taught by a network that did."""
    masked, sentences = masked_sentences(labelled), distinct_lessons(unlabelled)
    text = mask_sentences(sentences, [None] * len(sentences))
    vectors = word_vectors([*text, *masked], seed=seed)
    vocabulary = build_vocabulary(masked, text, vectors, load_lexicon(), is_taught=True)
    matrix = design_matrix(text, vocabulary)
    fold = np.flatnonzero(~teacher.is_held_out), np.flatnonzero(teacher.is_held_out)
    unseen = np.flatnonzero(is_not_held_out(sentences, labelled, teacher.is_held_out))
    unseen_odds = teacher.measured.log_odds([text[row] for row in unseen])
    taught_unseen = Taught(sparse.csr_array(matrix[unseen]), unseen_odds, TAUGHT_WEIGHT)
    taught = Taught(matrix, teacher.final.log_odds(text), TAUGHT_WEIGHT)
    heads = fit_heads(design_matrix(masked, vocabulary), targets_of(labelled), np.arange(len(labelled)), taught)
    return _measured_model(TrainingData(labelled, masked, vocabulary, taught_unseen), [fold], heads, seed=seed)


def _measured_model(data: TrainingData, folds: Folds, heads: dict[str, LogisticRegression], *, seed: int) -> Trained:
    """Measure on the held-out rows of the folds, and calibrate on those of them that are real news."""
    rows = np.sort(np.concatenate([held_out for _, held_out in folds]))
    is_reference = reference_rows(data.labelled)
    odds = out_of_fold_odds(data, folds)
    strict_odds = out_of_fold_odds(data, folds, only_supported_cues=True)
    return Trained(
        data.vocabulary,
        heads,
        fit_calibration(odds, data.labelled, rows[is_reference[rows]]),
        rows,
        cross_calibrated_probabilities(odds, data.labelled, rows, is_reference, seed=seed),
        cross_calibrated_probabilities(strict_odds, data.labelled, rows, is_reference, seed=seed),
    )


def shipped_knowledge(masked: Sequence[str], *, seed: int) -> tuple[Vectors, list[str]]:
    """Return the shipped model's word vectors and its runs of words as text; without one, vectors of `masked`."""
    if not (SHIPPED / "fast" / META).is_file():
        return word_vectors(masked, seed=seed), []
    vocabulary = read_artefact(SHIPPED / "fast").vocabulary
    has_vector = vocabulary.vector_scale > 0
    names = [name for name, has in zip(vocabulary.types, has_vector, strict=True) if has]
    pairs = [(vocabulary.types[first], vocabulary.types[second]) for first, second in vocabulary.pairs]
    triples = [(*pairs[pair], vocabulary.types[last]) for pair, last in vocabulary.triples]
    runs = [" ".join(run) for run in (*pairs, *triples)] + list(vocabulary.types)
    return (names, vocabulary.vectors[has_vector], vocabulary.vector_scale[has_vector]), runs


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


def save_trained(folder: Path, labelled: pd.DataFrame, trained: Trained, about: dict[str, Any]) -> None:
    """Write the artefact, what it said of sentences while they were held out, and which it has learned from.

    `about`: what meta.json should tell of the training.
    """
    about = {**about, "rows_calibrated_on": int(reference_rows(labelled).sum())}
    save_artefact(folder, trained.vocabulary, trained.estimators, trained.calibration, about)
    write_held_out(folder, labelled, trained.measured, trained.out_of_fold)
    write_learned_from(folder, labelled["sentence"])
