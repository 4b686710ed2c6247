"""Fit the weights of the rules: an ordered logit on the sum of cues, drawn towards their priors.

The three classes are an order, de-escalatory, neutral, escalatory, and the rules' sum s is the only thing that moves a
sentence along it (McCullagh 1980, proportional odds): P(escalatory) = logistic((s - b) / t), P(de-escalatory) =
logistic((-s - b) / t), the rest is neutral, where b is the edge of the neutral band. A file without neutral rows asks
only for the direction: P(escalatory) = logistic(s / t). A quadratic penalty draws every weight towards its prior
(ridge; Hoerl and Kennard 1970), and no weight may cross zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit, log_expit

from models.datasets.labelled import DEESCALATORY, ESCALATORY, NEUTRAL

STEEPNESS = 0.3  # t: by how much of a rule score the odds change by a factor of e
DECIMALS = 2  # what an analyst can read
SMALLEST = 1e-9


@dataclass(frozen=True)
class LabelledHits:
    """What to learn from, a row per sentence: `matrix` (n, cues) of modifier factors, `truth` a class number,
    `weight` > 0, and whether only the direction was asked (`has_no_neutral`)."""

    matrix: sparse.csr_array
    truth: np.ndarray
    weight: np.ndarray
    has_no_neutral: np.ndarray

    def rows(self, chosen: np.ndarray) -> LabelledHits:
        """Return the sentences whose row numbers are `chosen`."""
        return LabelledHits(self.matrix[chosen], self.truth[chosen], self.weight[chosen], self.has_no_neutral[chosen])


def sentences_per_cue(matrix: sparse.csr_array) -> np.ndarray:
    """Return in how many rows each cue stands, whatever modifies it."""
    return np.asarray((abs(matrix) > 0).sum(axis=0)).ravel()


def fit_weights(
    learn: LabelledHits, priors: np.ndarray, *, neutral_band: float, pull: float, min_sentences: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the fitted weights (n cues) and which of them were fitted; the others keep their prior.

    Fitted: cues in at least `min_sentences` of the sentences whose prior is not 0. `priors` is what the weights
    are drawn towards, the harder the higher `pull` (in units of log-likelihood per squared weight).
    """
    fitted = (sentences_per_cue(learn.matrix) >= min_sentences) & (priors != 0)
    free = np.flatnonzero(fitted)
    if not len(free):
        return priors.copy(), fitted
    own = learn.matrix[:, free].tocsr()
    fixed = learn.matrix @ np.where(fitted, 0.0, priors)
    band = float(np.arctanh(neutral_band))

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        loss, slope = _loss(learn, fixed + own @ weights, band)
        away = weights - priors[free]
        return float(loss.sum() + pull * (away**2).sum()), own.T @ slope + 2 * pull * away

    bounds = [(0.0, 1.0) if weight > 0 else (-1.0, 0.0) for weight in priors[free]]
    found = minimize(cost, priors[free], jac=True, method="L-BFGS-B", bounds=bounds)
    weights = priors.copy()
    weights[free] = np.round(found.x, DECIMALS) + 0.0  # no minus zero
    return weights, fitted


def _loss(learn: LabelledHits, score: np.ndarray, band: float) -> tuple[np.ndarray, np.ndarray]:
    """Return minus the log-likelihood of each sentence and its slope along the score, both times its weight."""
    above, below = (score - band) / STEEPNESS, (-score - band) / STEEPNESS
    up, down = expit(above), expit(below)
    between = np.maximum(1 - up - down, SMALLEST)
    toward = np.where(learn.truth == ESCALATORY, 1.0, -1.0)
    is_two_way = learn.has_no_neutral
    cases = [is_two_way, learn.truth == ESCALATORY, learn.truth == DEESCALATORY, learn.truth == NEUTRAL]
    loss = np.select(
        cases, [-log_expit(toward * score / STEEPNESS), -log_expit(above), -log_expit(below), -np.log(between)]
    )
    slope = np.select(
        cases,
        [
            -toward * expit(-toward * score / STEEPNESS),
            up - 1,
            1 - down,
            (up * (1 - up) - down * (1 - down)) / between,
        ],
    )
    return loss * learn.weight, slope * learn.weight / STEEPNESS


def only_wrong(learn: LabelledHits, weights: np.ndarray, *, neutral_band: float, min_sentences: int) -> np.ndarray:
    """Return the row numbers of cues that could decide a label alone, occur in at least `min_sentences` sentences
    with three-way labels, and whose direction (turned where a modifier turns it) is the label of none of them."""
    asked = learn.rows(np.flatnonzero(~learn.has_no_neutral))
    side = sparse.csr_array(asked.matrix * weights[None, :])
    side.data = np.sign(side.data)
    right = (side > 0).astype(int).T @ (asked.truth == ESCALATORY) + (side < 0).astype(int).T @ (
        asked.truth == DEESCALATORY
    )
    decides = np.tanh(np.abs(weights)) > neutral_band
    return np.flatnonzero(decides & (sentences_per_cue(asked.matrix) >= min_sentences) & (right == 0))
