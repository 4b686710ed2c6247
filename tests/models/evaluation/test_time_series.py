"""The statistics behind docs/validity.md, on series short enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluation import time_series as series

NAN = np.nan


def test_window_sums_and_means() -> None:
    assert series.window_sums(np.array([1, 2, 3, 4]), 2).tolist() == [1, 3, 5, 7]
    found = series.window_mean(np.array([2.0, NAN, 4.0, NAN, NAN, NAN]), 3, min_days=1)
    np.testing.assert_allclose(found, [2, 2, 3, 4, 4, NAN])
    assert np.isnan(series.window_mean(np.array([2.0, NAN]), 3, min_days=2)).all()


def test_standardised_takes_the_outlet_out() -> None:
    """Day parts 0, .2, .4; the second outlet stands .5 higher and is missing on the first day."""
    counts = np.array([[10, 0], [10, 10], [10, 10], [0, 0]])
    means = np.array([[0.1, 0.0], [0.3, 0.8], [0.5, 1.0], [0.0, 0.0]])
    found = series.standardised_means(means * counts, counts, min_count=5)
    np.testing.assert_allclose(np.diff(found)[:2], [0.2, 0.2], atol=1e-6)
    assert np.isnan(found[3])
    plain = (means * counts).sum(axis=1)[:3] / counts.sum(axis=1)[:3]
    assert plain[1] - plain[0] > 0.4, "the plain mean jumps when the louder outlet comes in"


def test_standardised_leaves_small_cells_out() -> None:
    found = series.standardised_means(np.array([[2.0, 4.0], [8.0, 0.0]]), np.array([[4, 4], [8, 1]]), min_count=2)
    np.testing.assert_allclose(found[1] - found[0], 0.5, atol=1e-9)


def test_differences() -> None:
    np.testing.assert_allclose(series.differences(np.array([1.0, 3.0, NAN, 2.0])), [NAN, 2, NAN, NAN])


def test_correlations() -> None:
    days = np.arange(30.0)
    assert series.pearson(days, 5 - 2 * days) == pytest.approx(-1)
    assert series.spearman(days, np.exp(days)) == pytest.approx(1) and series.pearson(days, np.exp(days)) < 0.6
    holed = np.where(days < 5, NAN, days)
    assert series.pearson(holed, days) == pytest.approx(1)
    assert np.isnan(series.pearson(days[:19], days[:19])), "too few days"
    assert np.isnan(series.pearson(days, np.ones(30))), "a flat series"


def test_interval_of_a_correlation() -> None:
    generator = np.random.default_rng(1)
    steps = generator.normal(size=(2, 400))
    slow = np.array([series.window_mean(one, 10, min_days=1) for one in steps])
    noise, smooth = series.correlation(*steps), series.correlation(*slow)
    assert noise.low < noise.value < noise.high and noise.low < 0 < noise.high and noise.n_days == 400
    assert smooth.high - smooth.low > 1.5 * (noise.high - noise.low), "days that resemble the day before count for less"
    assert series.correlation(steps[0], steps[1]) == noise, "the same seed, the same interval"
    assert np.isnan(series.correlation(steps[0, :10], steps[1, :10]).value)


def test_blocks_are_runs_of_days() -> None:
    rows = series.block_rows(30, seed=1, n_draws=5)
    assert rows.shape == (5, 30) and rows.min() >= 0 and rows.max() <= 29
    assert (np.diff(rows[:, : series.BLOCK_DAYS], axis=1) % 30 == 1).all()


@pytest.mark.parametrize("days", [-3, 0, 4])
def test_lead_and_lag(days: int) -> None:
    theirs = np.sin(np.arange(80) ** 1.3)
    ours = np.roll(theirs, -days)
    found = series.lead_lag(ours, theirs, max_days=5)
    assert list(found) == list(range(-5, 6)) and max(found, key=found.__getitem__) == days


def test_onset_needs_a_run_of_days() -> None:
    quiet = [1.0, 3.0] * 5  # mean 2, standard deviation 1.05: the limit is 4.11
    loud = [*quiet, 9.0, 1.0, 5.0, 5.0, NAN, 5.0, 5.0, 5.0, 1.0]
    assert series.onset(np.array(loud), slice(0, 10), for_days=3) == 15
    assert series.onset(np.array(loud), slice(0, 10), for_days=1) == 10
    assert series.onset(np.array(loud), slice(0, 10), for_days=4) is None
    assert series.onset(np.array([9.0, 9.0, *quiet]), slice(2, 12), for_days=1) is None, "before the baseline"


def test_break_day() -> None:
    levels = np.array([0.0, 0.1] * 6 + [1.0, NAN, 1.1, 0.9] * 4)
    assert series.break_day(levels, min_days=3) == 12
    assert series.break_day(np.where(np.arange(28) == 12, NAN, levels), min_days=3) == 14
    with pytest.raises(ValueError, match="found 24 days; expected at least 60"):
        series.break_day(levels)
