"""Probabilities of every sentence by models that did not see its story: folds, out-of-fold log-odds, calibration."""

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
from models.training.heads import IDENTITY, Taught, fit_heads, log_odds, targets_of
from models.training.vocabulary_selection import MIN_GRAM_SENTENCES, MIN_TYPE_SENTENCES

N_FOLDS = 5
MIN_REFERENCE = 200
CHOSEN_BY_DISAGREEMENT = ("real_labels",)  # files of sentences that are not news as it comes: docs/decisions/006
Folds = Sequence[tuple[np.ndarray, np.ndarray]]  # pairs of row numbers: to learn from, and held out


@dataclass(frozen=True, eq=False)
class TrainingData:
    """A table from `read_labelled`, its sentences masked, the words known, and what a teacher says of other ones."""

    labelled: pd.DataFrame
    masked: Sequence[str]
    vocabulary: Vocabulary
    taught: Taught | None = None


def out_of_fold_odds(data: TrainingData, folds: Folds, *, only_supported_cues: bool = False) -> np.ndarray:
    """Return log-odds (n, 3) of every held-out row by heads that saw no row of its story; NaN for the rest.

    The teacher must not have seen a held-out row either. With `only_supported_cues` the held-out rows are judged
    without the lexicon's runs of words that no training row holds: a lower bound, in case such a cue was written down
    because of a held-out row.
    """
    vocabulary, taught = data.vocabulary, data.taught
    matrix, targets = design_matrix(data.masked, vocabulary), targets_of(data.labelled)
    odds = np.full((len(data.labelled), len(HEADS)), np.nan)
    for train, test in folds:
        unlabelled = None if taught is None else taught.matrix
        kept = sparse.diags_array(is_recurring(matrix[train], blocks_of(vocabulary), unlabelled).astype(float))
        lessons = None if taught is None else replace(taught, matrix=sparse.csr_array(taught.matrix @ kept))
        heads = fit_heads(sparse.csr_array(matrix @ kept), targets, train, lessons)
        held_out = matrix[test]
        if only_supported_cues:
            supported = with_supported_rules(vocabulary, [data.masked[row] for row in train])
            held_out = design_matrix([data.masked[row] for row in test], supported)
        odds[test] = log_odds(heads, sparse.csr_array(held_out @ kept))
    return odds


def with_supported_rules(vocabulary: Vocabulary, sentences: Sequence[str]) -> Vocabulary:
    """Return the vocabulary with the rules of only those runs that stand in `sentences`."""
    index = TypeIndex(vocabulary)
    counts = count_runs(sentences, vocabulary, index)
    stands = [np.asarray(one.sum(axis=0)).ravel() > 0 for one in (counts.types, counts.pairs, counts.triples)]
    level, row = vocabulary.rules[:, 0], vocabulary.rules[:, 1]
    kept = np.select([level == 1 + at for at in range(3)], [one[row % len(one)] for one in stands], False)
    return replace(vocabulary, rules=vocabulary.rules[kept], rule_values=vocabulary.rule_values[kept])


def folds_of(labelled: pd.DataFrame, *, seed: int) -> Folds:
    """Return (train, test) row numbers: stories kept together, labels and origins spread evenly."""
    splitter = StratifiedGroupKFold(N_FOLDS, shuffle=True, random_state=seed)
    strata = labelled["label"] + " " + labelled["origin"]
    return list(splitter.split(labelled, strata, labelled["group"]))


def is_recurring(matrix: sparse.csr_array, blocks: Blocks, unlabelled: sparse.csr_array | None = None) -> np.ndarray:
    """Return for each column whether enough training rows (and unlabelled ones) have it.

    The vocabulary is chosen from all rows (without labels); this undoes what the held-out rows contributed.
    """
    parts = [matrix] if unlabelled is None else [matrix, unlabelled]
    counts = sum(np.bincount(part.indices[part.data != 0], minlength=part.shape[1]) for part in parts)
    least = np.ones(matrix.shape[1])
    least[blocks.types] = least[blocks.pairs] = MIN_TYPE_SENTENCES
    least[blocks.grams] = MIN_GRAM_SENTENCES
    least[blocks.vectors.start :] = 0
    return np.asarray(counts >= least)


def fit_calibration(odds: np.ndarray, labelled: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Return slope and offset (3, 2) for each head, fitted on out-of-fold log-odds of the given rows (Platt 1999)."""
    calibration = IDENTITY.copy()
    for head, target in enumerate(targets_of(labelled).values()):
        used = rows[target.rows[rows]]
        if len(np.unique(target.answer[used])) == 2:
            fitted = LogisticRegression(C=1e3).fit(odds[used, head : head + 1], target.answer[used])
            calibration[head] = max(float(fitted.coef_[0, 0]), 0.05), float(fitted.intercept_[0])
    return calibration


def cross_calibrated_probabilities(
    odds: np.ndarray, labelled: pd.DataFrame, rows: np.ndarray, is_reference: np.ndarray, *, seed: int
) -> np.ndarray:
    """Return probabilities (len(rows), 4) of held-out rows, each fold of stories calibrated on the other folds.

    `odds` (n, 3): log-odds of the heads, used at `rows` alone; `is_reference` (n,): rows that calibration is fitted on
    (real news). A calibration fitted on the very rows that it is measured on would look too good.
    """
    part = labelled.iloc[rows].reset_index(drop=True)
    odds, is_reference = odds[rows], is_reference[rows]
    probabilities = np.full((len(part), 4), np.nan)
    for train, test in folds_of(part, seed=seed):
        probabilities[test] = probabilities_of(odds[test], fit_calibration(odds, part, train[is_reference[train]]))
    return probabilities


def reference_rows(labelled: pd.DataFrame) -> np.ndarray:
    """Return which rows calibration is fitted on: real news as it comes, or all rows if these are few.

    Real news names its outlet; items chosen because scorers disagree on them have not the shares of news as it comes.
    """
    is_news = ((labelled["outlet"] != "") & ~labelled["origin"].isin(CHOSEN_BY_DISAGREEMENT)).to_numpy()
    return is_news if is_news.sum() >= MIN_REFERENCE else np.ones(len(labelled), dtype=bool)
