"""How good predictions are: macro-F1 and accuracy with bootstrap intervals, per class; two systems on the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

N_BOOTSTRAP = 1000
Score = Callable[[np.ndarray], np.ndarray]


def answer_counts(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return counts (n_classes, n_classes + 1): a row per true class, a column per guess, last the unjudged (-1)."""
    flat = truth * (n_classes + 1) + np.where(guess < 0, n_classes, guess)
    return np.bincount(flat, minlength=n_classes * (n_classes + 1)).reshape(n_classes, n_classes + 1)


def confusion(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return counts (n_classes, n_classes): a row per true class, a column per guess; guesses of -1 are left out."""
    return answer_counts(truth, guess, n_classes)[:, :n_classes]


def per_class(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return precision, recall, F1 and support (n_classes, 4). A class never guessed has precision 0; -1 is a miss."""
    counts = answer_counts(truth, guess, n_classes)
    hits, guessed, support = _margins(counts)
    precision = hits / np.maximum(guessed, 1)
    recall = hits / np.maximum(support, 1)
    return np.column_stack([precision, recall, _f1(counts), support])


def macro_f1(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> float:
    """Return the mean F1 of the classes that occur in `truth` or `guess`; NaN for no rows."""
    return float(macro_f1_of(answer_counts(truth, guess, n_classes)))


def macro_f1_of(counts: np.ndarray) -> np.ndarray:
    """Return macro-F1 of one or many tables (..., n_classes, n_classes + 1) as `answer_counts` makes them."""
    _, guessed, support = _margins(counts)
    occurs = (guessed + support) > 0
    n_classes = occurs.sum(axis=-1)
    total = (_f1(counts) * occurs).sum(axis=-1)
    return np.where(n_classes > 0, total / np.maximum(n_classes, 1), np.nan)


def accuracy_of(counts: np.ndarray) -> np.ndarray:
    """Return the share of right answers of one or many tables; what was not judged is wrong; NaN for no rows."""
    hits, _, support = _margins(counts)
    n = support.sum(axis=-1)
    return np.where(n > 0, hits.sum(axis=-1) / np.maximum(n, 1), np.nan)


def _margins(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return right answers, guesses and true rows of each class, (..., n_classes) each."""
    judged = counts[..., :-1]
    return np.diagonal(judged, axis1=-2, axis2=-1), judged.sum(axis=-2), counts.sum(axis=-1)


def _f1(counts: np.ndarray) -> np.ndarray:
    hits, guessed, support = _margins(counts)
    return 2 * hits / np.maximum(guessed + support, 1)


def bootstrap_interval(
    truth: np.ndarray, guess: np.ndarray, n_classes: int, *, score: Score = macro_f1_of, seed: int = 7
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a score over resampled rows (Efron and Tibshirani 1993); NaN for no rows.

    Rows that agree in truth and guess are alike, so a resample of n rows is one multinomial draw of the table's cells.
    """
    n = len(truth)
    if n == 0:
        return float("nan"), float("nan")
    counts = answer_counts(truth, guess, n_classes)
    draws = np.random.default_rng(seed).multinomial(n, counts.ravel() / n, size=N_BOOTSTRAP)
    low, high = np.percentile(score(draws.reshape(-1, *counts.shape)), [2.5, 97.5])
    return float(low), float(high)


def class_metrics(truth: np.ndarray, guess: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the metrics of one system on one task, as plain numbers and lists for JSON."""
    n_classes = len(names)
    table = per_class(truth, guess, n_classes)
    return {
        "n": len(truth),
        "n_unjudged": int((guess < 0).sum()),
        "macro_f1": _rounded(macro_f1(truth, guess, n_classes)),
        "interval_95": [_rounded(one) for one in bootstrap_interval(truth, guess, n_classes)],
        "accuracy": _rounded(float(accuracy_of(answer_counts(truth, guess, n_classes)))),
        "accuracy_interval_95": [
            _rounded(one) for one in bootstrap_interval(truth, guess, n_classes, score=accuracy_of)
        ],
        "classes": {name: _class_figures(row) for name, row in zip(names, table, strict=True)},
        "confusion": {"rows_true_columns_guessed": list(names), "counts": confusion(truth, guess, n_classes).tolist()},
    }


def _class_figures(row: np.ndarray) -> dict[str, float]:
    return {
        **{name: _rounded(one) for name, one in zip(("precision", "recall", "f1"), row, strict=False)},
        "support": int(row[3]),
    }


def _rounded(number: float) -> float:
    return round(float(number), 4)


class Interval95(NamedTuple):
    """A figure with its 95 % percentile interval."""

    value: float
    low: float
    high: float

    def text(self, *, sign: str = "") -> str:
        return f"{self.value:{sign}.3f} ({self.low:{sign}.3f} to {self.high:{sign}.3f})"


class Paired(NamedTuple):
    """Macro-F1 of the first system, of the second, and the second's less the first's."""

    first: Interval95
    second: Interval95
    difference: Interval95


def paired_macro_f1(
    truth: np.ndarray, guesses: Sequence[np.ndarray], stories: np.ndarray, n_classes: int, *, seed: int
) -> Paired:
    """Measure two systems' guesses (class numbers, negative for not judged) of the same `truth`; all are (n,), n > 0.

    Whole stories are drawn, the same for both, because rows of one story are not independent (paired cluster
    bootstrap: Efron and Tibshirani 1993; Davison and Hinkley 1997).
    """
    story = np.unique(stories, return_inverse=True)[1]
    n_stories = int(story.max()) + 1
    draws = np.random.default_rng(seed).multinomial(n_stories, np.full(n_stories, 1 / n_stories), N_BOOTSTRAP)
    times_drawn = np.vstack([np.ones(n_stories, dtype=np.int64), draws])  # the first is the sample itself
    first, second = (
        macro_f1_of(_drawn_counts(times_drawn, story * n_classes + truth, guess, n_classes)) for guess in guesses
    )
    return Paired(*(_interval_of(scores) for scores in (first, second, second - first)))


def _drawn_counts(times_drawn: np.ndarray, cell: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return the `answer_counts` of each draw; `cell` (n,): the number of a row's story and class together."""
    n_stories, width = times_drawn.shape[1], n_classes + 1
    flat = cell * width + np.where(guess < 0, n_classes, guess)
    by_story = np.bincount(flat, minlength=n_stories * n_classes * width).reshape(n_stories, -1)
    return (times_drawn @ by_story).reshape(-1, n_classes, width)


def _interval_of(scores: np.ndarray) -> Interval95:
    low, high = np.percentile(scores[1:], [2.5, 97.5])
    return Interval95(float(scores[0]), float(low), float(high))
