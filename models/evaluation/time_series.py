"""Compare two daily series: correlation with honest intervals, lead and lag, and the day on which a series moves.

A series is a float array with one entry per calendar day; a missing day is NaN and is never filled in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from models.evaluation.metrics import N_BOOTSTRAP

BLOCK_DAYS = 14  # longer than the time in which a day's news is forgotten; judgement
MIN_DAYS = 20  # fewer common days say nothing about a correlation
MAX_SWEEPS, TOLERANCE = 500, 1e-10


class Correlation(NamedTuple):
    """A correlation (-1..1), its 95 % interval, and the number of days that it rests on; NaN for too few days."""

    value: float
    low: float
    high: float
    n_days: int


def window_sums(counts: np.ndarray, window_days: int) -> np.ndarray:
    """Return the sum of the `window_days` days that end with each day, along the first axis; shorter at the start."""
    sums = np.cumsum(counts, axis=0, dtype=float)
    sums[window_days:] -= sums[:-window_days].copy()
    return sums


def window_mean(series: np.ndarray, window_days: int, *, min_days: int) -> np.ndarray:
    """Return the mean of the days of each window that are there; NaN where fewer than `min_days` are."""
    there = ~np.isnan(series)
    n_days = window_sums(there, window_days)
    sums = window_sums(np.where(there, series, 0.0), window_days)
    return np.where(n_days >= min_days, sums / np.maximum(n_days, 1), np.nan)


def standardised_means(sums: np.ndarray, counts: np.ndarray, *, min_count: int) -> np.ndarray:
    """Return one value per day that does not move because other outlets are in the sample: (days,), NaN if none is.

    `sums` and `counts` (days, outlets): what the sentences add up to, and how many there are. A cell's mean, of at
    least `min_count` sentences, is read as day + outlet (two-way additive model, least squares over cells, each
    cell weighing the same); the day's part is returned, at the level of the average outlet over all cells.
    """
    used = counts >= min_count
    means = np.where(used, sums / np.maximum(counts, 1), 0.0)
    outlet = np.zeros(counts.shape[1])
    for _ in range(MAX_SWEEPS):
        day = _mean_of(used, means - outlet, axis=1)
        before, outlet = outlet, _mean_of(used, means - day[:, None], axis=0)
        if np.abs(outlet - before).max(initial=0.0) < TOLERANCE:
            break
    level = float((used * outlet).sum() / max(used.sum(), 1))
    return np.where(used.any(axis=1), day + level, np.nan)


def _mean_of(used: np.ndarray, values: np.ndarray, axis: int) -> np.ndarray:
    return np.where(used, values, 0.0).sum(axis=axis) / np.maximum(used.sum(axis=axis), 1)


def differences(series: np.ndarray) -> np.ndarray:
    """Return each day's change from the day before; NaN where either is missing, and on the first day."""
    return np.concatenate([[np.nan], np.diff(series)])


def pearson(first: np.ndarray, second: np.ndarray) -> float:
    """Return Pearson's correlation over the days that both have; NaN for fewer than MIN_DAYS or a flat series."""
    both = ~(np.isnan(first) | np.isnan(second))
    if both.sum() < MIN_DAYS:
        return float("nan")
    x, y = first[both] - first[both].mean(), second[both] - second[both].mean()
    scale = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / scale) if scale > 0 else float("nan")


def spearman(first: np.ndarray, second: np.ndarray) -> float:
    """Return Spearman's rank correlation over the days that both have; NaN as `pearson`."""
    both = ~(np.isnan(first) | np.isnan(second))
    return pearson(stats.rankdata(first[both]), stats.rankdata(second[both]))


CORRELATIONS = {"Pearson": pearson, "Spearman": spearman}


def correlation(first: np.ndarray, second: np.ndarray, *, kind: str = "Spearman", seed: int = 7) -> Correlation:
    """Correlate two series; the interval is a circular block bootstrap's, since days resemble the days before them.

    Blocks of BLOCK_DAYS calendar days are drawn with replacement (Politis and Romano 1992), missing days and all, and
    joined to a series of the same length; percentiles of N_BOOTSTRAP draws.
    """
    measure = CORRELATIONS[kind]
    n_days = int((~(np.isnan(first) | np.isnan(second))).sum())
    drawn = block_rows(len(first), seed=seed, n_draws=N_BOOTSTRAP)
    draws = [measure(first[rows], second[rows]) for rows in drawn]
    if n_days < MIN_DAYS or np.isnan(draws).all():
        return Correlation(float("nan"), float("nan"), float("nan"), n_days)
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return Correlation(measure(first, second), float(low), float(high), n_days)


def block_rows(n_days: int, *, seed: int, n_draws: int) -> np.ndarray:
    """Return (n_draws, n_days) day numbers: runs of BLOCK_DAYS days that follow one another, the last day the first."""
    n_blocks = -(-n_days // BLOCK_DAYS)
    starts = np.random.default_rng(seed).integers(0, n_days, (n_draws, n_blocks))
    return ((starts[:, :, None] + np.arange(BLOCK_DAYS)) % n_days).reshape(n_draws, -1)[:, :n_days]


def lead_lag(ours: np.ndarray, theirs: np.ndarray, *, max_days: int) -> dict[int, float]:
    """Return k -> Pearson's correlation of ours with theirs k days later, for k from -max_days to max_days.

    A peak at k > 0 means that ours moves first.
    """
    return {k: pearson(*_days_apart(ours, theirs, k)) for k in range(-max_days, max_days + 1)}


def _days_apart(ours: np.ndarray, theirs: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    if days == 0:
        return ours, theirs
    return (ours[:-days], theirs[days:]) if days > 0 else (ours[-days:], theirs[:days])


def onset(series: np.ndarray, baseline: slice, *, n_sd: float = 2.0, for_days: int = 7) -> int | None:
    """Return the first day after the baseline on which the series exceeds its mean + `n_sd` standard deviations.

    Mean and deviation are those of the days in `baseline`. The day and the `for_days` - 1 after it must all exceed, so
    that one loud day is no onset; missing days break the run. None where there is no such day.
    """
    quiet = series[baseline]
    limit = np.nanmean(quiet) + n_sd * np.nanstd(quiet, ddof=1)
    above = np.nan_to_num(series, nan=-np.inf) > limit
    above[: baseline.stop] = False
    runs = np.convolve(above, np.ones(for_days, dtype=int), mode="valid") == for_days
    return int(np.argmax(runs)) if runs.any() else None


def break_day(series: np.ndarray, *, min_days: int = 30) -> int:
    """Return the first day of the second of two levels: the single break that leaves the least squares (Bai 1994).

    With normal errors that is the most likely day. At least `min_days` days that are there stand on either side.
    Raises ValueError for a series too short for that.
    """
    days = np.flatnonzero(~np.isnan(series))
    values = series[days]
    if len(values) < 2 * min_days:
        raise ValueError(f"found {len(values)} days; expected at least {2 * min_days} to look for a break")
    n_before = np.arange(1, len(values))
    sums = np.cumsum(values)[:-1]
    explained = sums**2 / n_before + (values.sum() - sums) ** 2 / (len(values) - n_before)
    allowed = slice(min_days - 1, len(values) - min_days)
    return int(days[allowed.start + int(np.argmax(explained[allowed])) + 1])
