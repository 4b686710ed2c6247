"""Fit the three heads and their calibration, and predict every sentence from the folds that do not hold its story.

Heads: is it neutral; if not, is it escalatory; if not neutral, is it a deed. A file without neutral rows says nothing
about what is neutral, so it does not enter the first head; rows without a form do not enter the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from models.classifiers.fast import HEADS, probabilities_of
from models.classifiers.features import Blocks, blocks_of, design_matrix
from models.classifiers.vocabulary import TypeIndex, Vocabulary, count_runs
from models.training.vocabulary_selection import MIN_SENTENCES, MIN_SENTENCES_GRAM

N_FOLDS = 5
# Inverse regularisation and class weights of each head, by cross-validation: docs/decisions/005.
SETTINGS: dict[str, dict[str, object]] = {
    "neutral": {"C": 3.0, "class_weight": "balanced"},
    "escalatory": {"C": 3.0, "class_weight": "balanced"},
    "material": {"C": 3.0, "class_weight": None},
}
IDENTITY = np.tile([1.0, 0.0], (len(HEADS), 1))


@dataclass(frozen=True, eq=False)
class Taught:
    """What a teacher says of unlabelled sentences: `matrix` (n, columns), `odds` (n, 3) log-odds of the heads, and how
    much one such sentence weighs beside a labelled one (Hinton, Vinyals and Dean 2015: learning from soft answers)."""

    matrix: sparse.csr_array
    odds: np.ndarray
    weight: float

    def weights(self, head: str) -> tuple[np.ndarray, np.ndarray]:
        """Return how much each sentence speaks for yes and for no; a likely neutral one says little to later heads."""
        likely = 1 / (1 + np.exp(-self.odds))
        yes = likely[:, HEADS.index(head)]
        said = self.weight * (1.0 if head == "neutral" else 1 - likely[:, HEADS.index("neutral")])
        return said * yes, said * (1 - yes)


@dataclass(frozen=True)
class Task:
    """What a head learns from: which rows, the answer for each, and their weights."""

    rows: np.ndarray
    answer: np.ndarray
    weight: np.ndarray


def tasks_of(labelled: pd.DataFrame) -> dict[str, Task]:
    """Return the task of each head for a table from `dataset.read_labelled`.

    Where a sentence stands both in a research set and, read again, in a file with our labels, the research set's
    answer to its own question is the one that is taught: two answers to one question would only blur the head.
    """
    is_neutral = (labelled["label"] == "neutral").to_numpy()
    tells_neutral = labelled["origin"].isin(labelled["origin"][is_neutral]).to_numpy()
    has_form = (labelled["form"] != "").to_numpy()
    weight = labelled["weight"].to_numpy(dtype=float)
    has_class, has_direction = read_again(labelled, "quad"), read_again(labelled, "conflict")
    return {
        "neutral": Task(tells_neutral & ~has_class, is_neutral, weight),
        "escalatory": Task(
            ~is_neutral & ~has_class & ~has_direction, (labelled["label"] == "escalatory").to_numpy(), weight
        ),
        "material": Task(~is_neutral & ~has_class & has_form, (labelled["form"] == "material").to_numpy(), weight),
    }


def read_again(labelled: pd.DataFrame, kind: str) -> np.ndarray:
    """Return which rows with our labels hold a sentence that stands with a label of that kind, too."""
    sentences = labelled["sentence"].str.lower()
    return ((labelled["kind"] == "label") & sentences.isin(sentences[labelled["kind"] == kind])).to_numpy()


def fit_heads(
    matrix: sparse.csr_array, tasks: dict[str, Task], rows: np.ndarray, taught: Taught | None = None
) -> dict[str, LogisticRegression]:
    """Fit one logistic regression per head on the given rows, and on what a teacher says of unlabelled sentences.

    Raises ValueError when a head has only one answer.
    """
    return {head: _fit_head(matrix, tasks[head], rows, head, taught) for head in HEADS}


def _fit_head(
    matrix: sparse.csr_array, task: Task, rows: np.ndarray, head: str, taught: Taught | None
) -> LogisticRegression:
    used = rows[task.rows[rows]]
    if len(np.unique(task.answer[used])) < 2:
        raise ValueError(f"head {head!r}: all {len(used)} rows give one answer; expected examples of both")
    parts, answers, weights = [matrix[used]], [task.answer[used]], [task.weight[used]]
    if taught is not None:
        yes, no = taught.weights(head)
        parts += [taught.matrix, taught.matrix]
        answers += [np.ones(len(yes), dtype=bool), np.zeros(len(no), dtype=bool)]
        weights += [yes, no]
    model = LogisticRegression(max_iter=300, tol=1e-3, **SETTINGS[head])
    return model.fit(
        sparse.csr_matrix(sparse.vstack(parts)), np.concatenate(answers), sample_weight=np.concatenate(weights)
    )


def as_estimators(coefficients: np.ndarray, intercepts: np.ndarray) -> dict[str, LogisticRegression]:
    """Return the heads (coefficients (3, columns), intercepts (3,)) as fitted estimators, to be saved."""
    estimators = {head: LogisticRegression() for head in HEADS}
    for one, row, intercept in zip(estimators.values(), coefficients, intercepts, strict=True):
        one.coef_, one.intercept_, one.classes_ = row[None, :], np.array([intercept]), np.array([False, True])
    return estimators


def log_odds(heads: dict[str, LogisticRegression], matrix: sparse.csr_array) -> np.ndarray:
    """Return the heads' uncalibrated log-odds, (n, 3)."""
    return np.column_stack([heads[head].decision_function(sparse.csr_matrix(matrix)) for head in HEADS])


def out_of_fold_odds(
    labelled: pd.DataFrame,
    masked: Sequence[str],
    vocabulary: Vocabulary,
    folds: Sequence[tuple[np.ndarray, np.ndarray]],
    *,
    taught: Taught | None = None,
    only_supported_cues: bool = False,
) -> np.ndarray:
    """Return log-odds (n, 3) of every held-out row by heads that saw no row of its group; NaN for the rest.

    `folds`: pairs of row numbers, to learn from and held out. `taught`: by a teacher that saw no held-out row.

    With `only_supported_cues` the held-out rows are judged without the lexicon's runs of words that no training row
    holds: a lower bound, in case such a cue was written down because of a held-out row.
    """
    matrix, tasks, blocks = design_matrix(masked, vocabulary), tasks_of(labelled), blocks_of(vocabulary)
    odds = np.full((len(labelled), len(HEADS)), np.nan)
    for train, test in folds:
        kept = sparse.diags_array(recurring(matrix[train], blocks, None if taught is None else taught.matrix))
        lessons = None if taught is None else replace(taught, matrix=sparse.csr_array(taught.matrix @ kept))
        heads = fit_heads(sparse.csr_array(matrix @ kept), tasks, train, lessons)
        thinned = (
            with_supported_rules(vocabulary, [masked[row] for row in train]) if only_supported_cues else vocabulary
        )
        held_out = design_matrix([masked[row] for row in test], thinned) if only_supported_cues else matrix[test]
        odds[test] = log_odds(heads, sparse.csr_array(held_out @ kept))
    return odds


def with_supported_rules(vocabulary: Vocabulary, sentences: Sequence[str]) -> Vocabulary:
    """Return the vocabulary with the rules of only those runs that stand in `sentences`."""
    index = TypeIndex(vocabulary)
    counts = count_runs(index.ids_of(sentences), vocabulary, index)
    stands = [np.asarray(one.sum(axis=0)).ravel() > 0 for one in (counts.types, counts.pairs, counts.triples)]
    level, row = vocabulary.rules[:, 0], vocabulary.rules[:, 1]
    kept = np.select([level == 1 + at for at in range(3)], [one[row % len(one)] for one in stands], False)
    return replace(vocabulary, rules=vocabulary.rules[kept], rule_values=vocabulary.rule_values[kept])


def folds_of(labelled: pd.DataFrame, *, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (train, test) row numbers: stories kept together, labels and origins spread evenly."""
    splitter = StratifiedGroupKFold(N_FOLDS, shuffle=True, random_state=seed)
    strata = labelled["label"] + " " + labelled["origin"]
    return list(splitter.split(labelled, strata, labelled["group"]))


def recurring(matrix: sparse.csr_array, blocks: Blocks, unlabelled: sparse.csr_array | None = None) -> np.ndarray:
    """Return 1 for each column that the training rows (and unlabelled ones) recur in often enough, else 0.

    The vocabulary is chosen from all rows (without labels); this undoes what the held-out rows contributed.
    """
    parts = [matrix] if unlabelled is None else [matrix, unlabelled]
    counts = sum(np.bincount(part.indices[part.data != 0], minlength=part.shape[1]) for part in parts)
    least = np.ones(matrix.shape[1])
    least[blocks.types] = least[blocks.pairs] = MIN_SENTENCES
    least[blocks.grams] = MIN_SENTENCES_GRAM
    least[blocks.vectors.start :] = 0
    return (counts >= least).astype(float)


def fit_calibration(odds: np.ndarray, labelled: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Return slope and offset (3, 2) for each head, fitted on out-of-fold log-odds of the given rows (Platt 1999)."""
    calibration = IDENTITY.copy()
    for at, task in enumerate(tasks_of(labelled).values()):
        used = rows[task.rows[rows]]
        if len(np.unique(task.answer[used])) == 2:
            fitted = LogisticRegression(C=1e3).fit(odds[used, at : at + 1], task.answer[used])
            calibration[at] = max(float(fitted.coef_[0, 0]), 0.05), float(fitted.intercept_[0])
    return calibration


def cross_calibrated(odds: np.ndarray, labelled: pd.DataFrame, is_reference: np.ndarray, *, seed: int) -> np.ndarray:
    """Return (n, 4) probabilities; each fold is calibrated on the reference rows of the other folds."""
    probabilities = np.full((len(labelled), 4), np.nan)
    for train, test in folds_of(labelled, seed=seed):
        probabilities[test] = probabilities_of(odds[test], fit_calibration(odds, labelled, train[is_reference[train]]))
    return probabilities
