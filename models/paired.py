"""Compare two systems on the same rows: macro-F1 of each and their difference, resampled by story."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .metrics import N_BOOTSTRAP


class Estimate(NamedTuple):
    """A figure with its 95 % percentile interval."""

    value: float
    low: float
    high: float

    def text(self, *, sign: str = "") -> str:
        return f"{self.value:{sign}.3f} ({self.low:{sign}.3f} to {self.high:{sign}.3f})"


class Paired(NamedTuple):
    """Macro-F1 of the first system, of the second, and the second's less the first's."""

    first: Estimate
    second: Estimate
    difference: Estimate


def paired_macro_f1(
    truth: np.ndarray, first: np.ndarray, second: np.ndarray, stories: np.ndarray, n_classes: int, *, seed: int
) -> Paired:
    """Measure two systems' guesses (class numbers, -1 for not judged) of the same `truth`; all are (n,), n > 0.

    Whole stories are drawn, the same for both, because rows of one story are not independent (paired cluster
    bootstrap: Efron and Tibshirani 1993; Davison and Hinkley 1997).
    """
    number = np.unique(stories, return_inverse=True)[1]
    n_stories = int(number.max()) + 1
    draws = np.random.default_rng(seed).multinomial(n_stories, np.full(n_stories, 1 / n_stories), N_BOOTSTRAP)
    times_drawn = np.vstack([np.ones(n_stories, dtype=np.int64), draws])  # the first is the sample itself
    scores = [_macro_f1(times_drawn, truth, guess, number, n_classes) for guess in (first, second)]
    return Paired(*(_estimate(one) for one in (*scores, scores[1] - scores[0])))


def _macro_f1(
    times_drawn: np.ndarray, truth: np.ndarray, guess: np.ndarray, story: np.ndarray, n_classes: int
) -> np.ndarray:
    """Return macro-F1 of each draw, as `metrics.macro_f1`: over the classes that occur in truth or guess."""
    width = n_classes + 1  # the last column of a story's confusion: not judged
    flat = (story * n_classes + truth) * width + np.where(guess < 0, n_classes, guess)
    by_story = np.bincount(flat, minlength=times_drawn.shape[1] * n_classes * width)
    counts = (times_drawn @ by_story.reshape(times_drawn.shape[1], -1)).reshape(-1, n_classes, width)
    occurring = counts.sum(axis=2) + counts[:, :, :n_classes].sum(axis=1)
    hits = np.diagonal(counts, axis1=1, axis2=2)
    return (2 * hits / np.maximum(occurring, 1)).sum(axis=1) / np.maximum((occurring > 0).sum(axis=1), 1)


def _estimate(scores: np.ndarray) -> Estimate:
    low, high = np.percentile(scores[1:], [2.5, 97.5])
    return Estimate(float(scores[0]), float(low), float(high))
