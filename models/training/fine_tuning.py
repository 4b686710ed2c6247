"""Learn from a few labels on top of a trained model: its coefficients move only as far as the labels push them.

Each head is a logistic regression with a Gaussian prior around the trained model's calibrated coefficients instead of
around zero (Chelba and Acero 2006). With no labels it stays as it was; measurements: docs/decisions/010-own-labels.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from models.classifiers.fast import Artefact, probabilities_of
from models.training.heads import IDENTITY, Target

# How far a coefficient and an intercept may move: variances of the prior, measured in docs/decisions/010-own-labels.md
COEFFICIENT_VARIANCE, INTERCEPT_VARIANCE = 0.3, 0.1


@dataclass(frozen=True)
class Heads:
    """`coefficients` (3, columns) and `intercepts` (3,), a row per head, of log-odds that need no calibration."""

    coefficients: np.ndarray
    intercepts: np.ndarray

    def coefficients_of(self, head: int) -> np.ndarray:
        """Return one head's coefficients and, last, its intercept."""
        return np.append(self.coefficients[head], self.intercepts[head])

    def probabilities(self, matrix: sparse.csr_array) -> np.ndarray:
        """Return (n, 4) as `FastClassifier.predict` does, but for text that it would not judge."""
        return probabilities_of(matrix @ self.coefficients.T + self.intercepts, IDENTITY)


def calibrated_heads(trained: Artefact) -> Heads:
    """Return a trained model's heads with their calibration multiplied in."""
    slope, offset = trained.calibration.T
    return Heads(trained.coefficients * slope[:, None], trained.intercepts * slope + offset)


def fine_tuned_heads(heads: Heads, matrix: sparse.csr_array, targets: dict[str, Target], rows: np.ndarray) -> Heads:
    """Return the heads after learning from the given rows of `matrix` (n, columns); the same input, the same bits.

    `targets` (`heads.targets_of`) name the heads in their order; a head about which the rows say nothing stays.
    """
    fitted = [
        _posterior_mode(heads.coefficients_of(number), matrix, target, rows[target.rows[rows]])
        for number, target in enumerate(targets.values())
    ]
    return Heads(np.array([one[:-1] for one in fitted]), np.array([one[-1] for one in fitted]))


def _posterior_mode(prior: np.ndarray, matrix: sparse.csr_array, target: Target, rows: np.ndarray) -> np.ndarray:
    """Return a head's coefficients and, last, its intercept where loss and distance from `prior` together are least."""
    if not len(rows):
        return prior
    seen = sparse.csr_array(sparse.hstack([matrix[rows], np.ones((len(rows), 1))]))
    sign, weight = np.where(target.answer[rows], 1.0, -1.0), target.weight[rows]
    variance = np.append(np.full(len(prior) - 1, COEFFICIENT_VARIANCE), INTERCEPT_VARIANCE)
    odds = seen @ prior

    def loss(step: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (odds + seen @ step)
        pull = -weight * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        value = weight @ np.logaddexp(0, -margin) + step @ (step / variance) / 2
        return float(value), seen.T @ pull + step / variance

    return prior + minimize(loss, np.zeros(len(prior)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
