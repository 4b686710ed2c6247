"""Calibration against examples worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluation import calibration


@pytest.mark.parametrize(("n", "bins"), [(40, 5), (500, 5), (700, 7), (1500, 15), (90_000, 15)])
def test_number_of_bins(n: int, bins: int) -> None:
    assert calibration.bins_for(n) == bins


def test_calibration_error_by_hand() -> None:
    # five bins of two: gaps .1 (0 of 2 at .1), .3 (0 of 2 at .3), 0 (1 of 2 at .5), .3 (2 of 2 at .7), .1 (2 at .9)
    probability = np.repeat([0.1, 0.3, 0.5, 0.7, 0.9], 2)
    happened = np.array([0, 0, 0, 0, 1, 0, 1, 1, 1, 1], dtype=bool)
    assert calibration.calibration_error(probability, happened) == pytest.approx(0.8 / 5)
    backwards = calibration.calibration_error(probability[::-1], happened[::-1])
    assert backwards == pytest.approx(0.8 / 5)


def test_certainty_that_is_half_wrong() -> None:
    assert calibration.calibration_error(np.ones(10), np.arange(10) % 2 == 0) == pytest.approx(0.5, abs=0.11)
    assert calibration.calibration_error(np.ones(2000), np.arange(2000) % 2 == 0) == pytest.approx(0.5, abs=0.01)


def test_bins_of_a_reliability_diagram_hold_equally_many() -> None:
    probability = np.linspace(0, 1, 1000)
    bins = calibration.reliability(probability, probability > 0.5)
    assert [row["n"] for row in bins] == [100] * 10
    assert [row["share"] for row in bins] == [0.0] * 5 + [1.0] * 5
    assert bins[0]["probability"] == pytest.approx(probability[:100].mean(), abs=1e-4)
    assert all(row["low"] <= row["share"] <= row["high"] for row in bins)


def test_wilson_interval_by_hand() -> None:
    # 8 of 10: centre (0.8 + z²/20) / (1 + z²/10), half width z·sqrt(.016 + z²/400) / (1 + z²/10), z = 1.96
    low, high = calibration.wilson_interval(0.8, 10)
    assert (low, high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_error_by_chance() -> None:
    assert calibration.error_by_chance(np.repeat([0.0, 1.0], 50)) == 0
    few, many = np.full(100, 0.5), np.full(10_000, 0.5)
    assert calibration.error_by_chance(few) == calibration.error_by_chance(few)
    # the mean absolute deviation of a share of 20 at one half is .0881 (binomial), of a share of 667 about .0155
    assert calibration.error_by_chance(few) == pytest.approx(0.0881, abs=0.004)
    assert calibration.error_by_chance(many) == pytest.approx(0.0155, abs=0.002)


def test_every_probability_is_measured_on_the_rows_that_it_speaks_of() -> None:
    random = np.random.default_rng(3)
    shares = random.dirichlet([1, 1, 1], 900)
    truth = np.array([random.choice(3, p=row) for row in shares])
    form = np.where(truth == 2, "", np.where(random.random(900) < 0.3, "material", "verbal"))
    probabilities = np.column_stack([shares, np.full(900, 0.3)])
    probabilities[:9] = np.nan
    measured = calibration.calibrations(probabilities, truth, form)
    assert measured["p_escalatory"]["n"] == measured["confidence"]["n"] == 891
    assert measured["p_material"]["n"] == int((truth[9:] != 2).sum())
    assert all(one["expected_error"] < one["by_chance"] + 0.03 for one in measured.values())


def test_without_neutral_rows_nothing_is_said_of_calibration() -> None:
    assert calibration.calibrations(np.full((4, 4), 0.25), np.array([0, 1, 0, 1]), np.full(4, "verbal")) == {}


def test_without_forms_nothing_is_said_of_p_material() -> None:
    measured = calibration.calibrations(np.full((3, 4), 0.25), np.array([0, 1, 2]), np.full(3, ""))
    assert list(measured) == ["p_escalatory", "p_deescalatory", "p_neutral", "confidence"]
