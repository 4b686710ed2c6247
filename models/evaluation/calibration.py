"""Are probabilities right? Of the sentences that get .8, eight in ten should be what was said of them."""

from __future__ import annotations

from typing import Any

import numpy as np

N_BINS, FEWEST_BINS = 15, 5
PER_BIN = 100  # sentences: with fewer, chance alone moves a bin's share by .04 and more
N_SIMULATED = 500
Z_95 = 1.959964


def bins_for(n: int) -> int:
    """Return how many bins n rows are put into: 15, fewer (but 5) where a bin would hold under 100."""
    return int(np.clip(n // PER_BIN, FEWEST_BINS, N_BINS))


def reliability(probability: np.ndarray, happened: np.ndarray) -> list[dict[str, float]]:
    """Return a row per bin of like probability: n, mean probability, share that happened and its 95 % interval.

    `probability` (n,) 0..1, `happened` (n,) truth values. The bins hold equally many rows (Nguyen and O'Connor 2015),
    as near as n allows (`bins_for`). The interval is Wilson's (1927).
    """
    order = np.argsort(probability, kind="stable")
    rows = []
    for at in np.array_split(order, bins_for(len(order))):
        if len(at):
            share = float(np.mean(happened[at]))
            low, high = wilson_interval(share, len(at))
            rows.append(
                {
                    "n": len(at),
                    "probability": round(float(np.mean(probability[at])), 4),
                    "share": round(share, 4),
                    "low": round(low, 4),
                    "high": round(high, 4),
                }
            )
    return rows


def wilson_interval(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share of n independent rows (Wilson 1927), n > 0."""
    centre = share + Z_95**2 / (2 * n)
    half = Z_95 * np.sqrt(share * (1 - share) / n + Z_95**2 / (4 * n * n))
    scale = 1 + Z_95**2 / n
    return float((centre - half) / scale), float((centre + half) / scale)


def calibration_error(probability: np.ndarray, happened: np.ndarray) -> float:
    """Return the expected calibration error, 0 (perfect) to 1: the mean gap between probability and share that
    happened over bins of equally many rows (Naeini et al. 2015); NaN for no rows."""
    if not len(probability):
        return float("nan")
    order = np.argsort(probability, kind="stable")
    return _mean_gap(probability[order], np.asarray(happened, dtype=float)[order][None, :])[0]


def error_by_chance(probability: np.ndarray, *, seed: int = 7) -> float:
    """Return the calibration error that perfectly right probabilities would show on as few rows, by simulation.

    A share of a small bin strays from its probability even if that is right; an error near this one says nothing
    against the probabilities. NaN for no rows.
    """
    if not len(probability):
        return float("nan")
    ordered = np.sort(probability)
    happened = np.random.default_rng(seed).random((N_SIMULATED, len(ordered))) < ordered
    return float(_mean_gap(ordered, happened).mean())


def _mean_gap(ordered: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """Return the calibration error of each row of `happened` (draws, n) for probabilities in rising order (n,)."""
    bins = np.array_split(np.arange(len(ordered)), bins_for(len(ordered)))
    gaps = [np.abs(happened[:, at].mean(axis=1) - ordered[at].mean()) * len(at) for at in bins if len(at)]
    return np.sum(gaps, axis=0) / len(ordered)


def calibration_of(probability: np.ndarray, happened: np.ndarray) -> dict[str, Any]:
    """Return n, the expected calibration error, what chance alone would give, and the reliability diagram's bins."""
    return {
        "n": len(probability),
        "expected_error": round(float(calibration_error(probability, happened)), 4),
        "by_chance": round(error_by_chance(probability), 4),
        "bins": reliability(probability, happened),
    }


PROBABILITIES = ("p_escalatory", "p_deescalatory", "p_neutral", "p_material")
CONFIDENCE = "confidence"  # the probability of the likeliest of the three classes


def calibrations(probabilities: np.ndarray, truth: np.ndarray, form: np.ndarray) -> dict[str, dict[str, Any]]:
    """Measure every probability (`calibration_of`), and the confidence in the likeliest class.

    `probabilities` (n, 4), rows of NaN left out; `truth` (n,) 0 escalatory, 1 de-escalatory, 2 neutral; `form` (n,)
    `verbal`, `material` or empty. p_material supposes that the sentence is not neutral: only rows with a form count.
    Empty when no row is neutral: such a file cannot say whether three probabilities are right.
    """
    judged = ~np.isnan(probabilities[:, 0])
    probabilities, truth, form = probabilities[judged], truth[judged], form[judged]
    if not (truth == 2).any():
        return {}
    has_form = (form != "") & (truth != 2)
    three = probabilities[:, :3]
    found = {name: calibration_of(three[:, at], truth == at) for at, name in enumerate(PROBABILITIES[:3])}
    if has_form.any():
        found[PROBABILITIES[3]] = calibration_of(probabilities[has_form, 3], form[has_form] == "material")
    found[CONFIDENCE] = calibration_of(three.max(axis=1), three.argmax(axis=1) == truth)
    return found
