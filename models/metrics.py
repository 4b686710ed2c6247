"""How good predictions are: macro-F1 with bootstrap intervals, per class, confusion, calibration."""

from __future__ import annotations

from typing import Any

import numpy as np

N_BOOTSTRAP = 1000
N_BINS = 10


def confusion(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return counts (n_classes, n_classes): a row per true class, a column per guess; guesses of -1 are left out."""
    judged = guess >= 0
    flat = truth[judged] * n_classes + guess[judged]
    return np.bincount(flat, minlength=n_classes * n_classes).reshape(n_classes, n_classes)


def per_class(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> np.ndarray:
    """Return precision, recall, F1 and support (n_classes, 4). A class never guessed has precision 0; -1 is a miss."""
    table = confusion(truth, guess, n_classes)
    support = np.bincount(truth, minlength=n_classes)
    hits, guessed = np.diag(table), table.sum(axis=0)
    precision = hits / np.maximum(guessed, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(guessed + support, 1)
    return np.column_stack([precision, recall, f1, support])


def macro_f1(truth: np.ndarray, guess: np.ndarray, n_classes: int) -> float:
    """Return the mean F1 of the classes that occur in `truth` or `guess`; NaN for no rows."""
    measured = per_class(truth, guess, n_classes)
    occurs = (measured[:, 3] > 0) | np.isin(np.arange(n_classes), guess)
    return float(measured[occurs, 2].mean()) if occurs.any() else float("nan")


def bootstrap_interval(truth: np.ndarray, guess: np.ndarray, n_classes: int, *, seed: int = 7) -> tuple[float, float]:
    """Return the 95 % percentile interval of macro-F1 over resampled rows (Efron and Tibshirani 1993)."""
    if len(truth) == 0:
        return float("nan"), float("nan")
    draws = np.random.default_rng(seed).integers(0, len(truth), (N_BOOTSTRAP, len(truth)))
    scores = [macro_f1(truth[rows], guess[rows], n_classes) for rows in draws]
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def measure(truth: np.ndarray, guess: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the metrics of one system on one task, as plain numbers and lists for JSON."""
    low, high = bootstrap_interval(truth, guess, len(names))
    table = per_class(truth, guess, len(names))
    return {
        "n": len(truth),
        "n_unjudged": int((guess < 0).sum()),
        "macro_f1": round(macro_f1(truth, guess, len(names)), 4),
        "interval_95": [round(low, 4), round(high, 4)],
        "classes": {
            name: dict(
                zip(
                    ("precision", "recall", "f1", "support"),
                    [*(round(float(x), 4) for x in row[:3]), int(row[3])],
                    strict=True,
                )
            )
            for name, row in zip(names, table, strict=True)
        },
        "confusion": {"rows_true_columns_guessed": list(names), "counts": confusion(truth, guess, len(names)).tolist()},
    }


def reliability(probabilities: np.ndarray, truth: np.ndarray) -> list[dict[str, float]]:
    """Return, per bin of confidence in the likeliest class: n, mean confidence, share right. Empty bins are left out.

    `probabilities` (n, classes), `truth` (n,) class numbers.
    """
    confidence = probabilities.max(axis=1)
    is_right = probabilities.argmax(axis=1) == truth
    bins = np.minimum((confidence * N_BINS).astype(int), N_BINS - 1)
    return [
        {
            "n": int(at.sum()),
            "confidence": round(float(confidence[at].mean()), 4),
            "share_right": round(float(is_right[at].mean()), 4),
        }
        for at in (bins == number for number in range(N_BINS))
        if at.any()
    ]


def calibration_error(probabilities: np.ndarray, truth: np.ndarray) -> float:
    """Return the expected calibration error, 0 (perfect) to 1: mean gap of confidence and share right, weighted by n
    (Guo et al. 2017)."""
    table = reliability(probabilities, truth)
    return sum(row["n"] * abs(row["confidence"] - row["share_right"]) for row in table) / sum(row["n"] for row in table)
