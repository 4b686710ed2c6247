"""The three heads: what each learns from, and how they are fitted.

Heads: is it neutral; if not, is it escalatory; if not neutral, is it a deed. A file without neutral rows says nothing
about what is neutral, so it does not enter the first head; rows without a form do not enter the last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from models.classifiers.fast import HEADS

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
class Target:
    """What a head learns from: which rows, the answer for each, and their weights."""

    rows: np.ndarray
    answer: np.ndarray
    weight: np.ndarray


def targets_of(labelled: pd.DataFrame) -> dict[str, Target]:
    """Return the target of each head for a table from `dataset.read_labelled`.

    Where a sentence stands both in a research set and, read again, in a file with our labels, the research set's
    answer to its own question is the one that is taught: two answers to one question would only blur the head.
    """
    is_neutral = (labelled["label"] == "neutral").to_numpy()
    tells_neutral = labelled["origin"].isin(labelled["origin"][is_neutral]).to_numpy()
    has_form = (labelled["form"] != "").to_numpy()
    weight = labelled["weight"].to_numpy(dtype=float)
    has_class, has_direction = read_again(labelled, "quad"), read_again(labelled, "conflict")
    return {
        "neutral": Target(tells_neutral & ~has_class, is_neutral, weight),
        "escalatory": Target(
            ~is_neutral & ~has_class & ~has_direction, (labelled["label"] == "escalatory").to_numpy(), weight
        ),
        "material": Target(~is_neutral & ~has_class & has_form, (labelled["form"] == "material").to_numpy(), weight),
    }


def read_again(labelled: pd.DataFrame, kind: str) -> np.ndarray:
    """Return which rows with our labels hold a sentence that stands with a label of that kind, too."""
    sentences = labelled["sentence"].str.lower()
    return ((labelled["kind"] == "label") & sentences.isin(sentences[labelled["kind"] == kind])).to_numpy()


def fit_heads(
    matrix: sparse.csr_array, targets: dict[str, Target], rows: np.ndarray, taught: Taught | None = None
) -> dict[str, LogisticRegression]:
    """Fit one logistic regression per head on the given rows, and on what a teacher says of unlabelled sentences.

    Raises ValueError when a head has only one answer.
    """
    return {head: _fit_head(matrix, targets[head], rows, head, taught) for head in HEADS}


def _fit_head(
    matrix: sparse.csr_array, target: Target, rows: np.ndarray, head: str, taught: Taught | None
) -> LogisticRegression:
    used = rows[target.rows[rows]]
    if len(np.unique(target.answer[used])) < 2:
        raise ValueError(f"head {head!r}: all {len(used)} rows give one answer; expected examples of both")
    parts, answers, weights = [matrix[used]], [target.answer[used]], [target.weight[used]]
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
