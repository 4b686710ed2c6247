"""Metrics against examples worked by hand, and that an interval is the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluation import metrics
from models.evaluation.metrics import macro_f1, paired_macro_f1


def test_macro_f1_by_hand() -> None:
    # class 0: 2 of 3 found, 2 of 2 claims right: F1 4/5; class 1: 1 of 1 found, 1 of 2 right: 2/3; class 2 nowhere
    truth, guess = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])
    assert metrics.macro_f1(truth, guess, 3) == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_what_was_not_judged_is_a_miss() -> None:
    measured = metrics.class_metrics(np.array([0, 0, 1, 1]), np.array([0, -1, 1, 1]), ("up", "down"))
    assert measured["accuracy"] == 0.75 and measured["n_unjudged"] == 1
    assert measured["classes"]["up"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "support": 2}
    assert measured["confusion"]["counts"] == [[1, 0], [0, 2]]


def test_scores_of_many_tables_are_those_of_each() -> None:
    tables = np.array([[[3, 1, 0], [0, 2, 2]], [[0, 0, 4], [1, 1, 0]]])
    np.testing.assert_allclose(metrics.accuracy_of(tables), [5 / 8, 1 / 6])
    np.testing.assert_allclose(metrics.macro_f1_of(tables), [(6 / 7 + 4 / 7) / 2, (0 + 2 / 3) / 2])


def test_no_rows() -> None:
    nothing = np.array([], dtype=int)
    assert np.isnan(metrics.macro_f1(nothing, nothing, 3))
    assert np.isnan(metrics.bootstrap_interval(nothing, nothing, 3)).all()


def test_the_bootstrap_is_the_same_every_time_and_holds_the_score() -> None:
    random = np.random.default_rng(1)
    truth = random.integers(0, 3, 300)
    guess = np.where(random.random(300) < 0.7, truth, random.integers(0, 3, 300))
    low, high = metrics.bootstrap_interval(truth, guess, 3)
    assert (low, high) == metrics.bootstrap_interval(truth, guess, 3)
    assert (low, high) != metrics.bootstrap_interval(truth, guess, 3, seed=8)
    assert low < metrics.macro_f1(truth, guess, 3) < high


def test_the_bootstrap_agrees_with_drawing_rows() -> None:
    random = np.random.default_rng(2)
    truth = random.integers(0, 2, 400)
    guess = np.where(random.random(400) < 0.8, truth, 1 - truth)
    draws = random.integers(0, 400, (2000, 400))
    by_rows = np.percentile([(truth[rows] == guess[rows]).mean() for rows in draws], [2.5, 97.5])
    by_cells = metrics.bootstrap_interval(truth, guess, 2, score=metrics.accuracy_of)
    np.testing.assert_allclose(by_cells, by_rows, atol=0.01)


def test_a_perfect_scorer_has_no_interval() -> None:
    truth = np.array([0, 1, 2] * 5)
    assert metrics.bootstrap_interval(truth, truth, 3) == (1.0, 1.0)


def test_metrics_by_hand():
    truth, guess = np.array([0, 0, 1, 2]), np.array([0, 1, 1, -1])
    np.testing.assert_allclose(metrics.per_class(truth, guess, 3)[:, :3], [[1, 0.5, 2 / 3], [0.5, 1, 2 / 3], [0, 0, 0]])
    assert metrics.macro_f1(truth, guess, 3) == pytest.approx(4 / 9)


def test_paired_figures_agree_with_the_plain_ones():
    rng = np.random.default_rng(1)
    truth, first = rng.integers(0, 3, 200), rng.integers(-1, 3, 200)
    second = np.where(rng.random(200) < 0.7, truth, first)
    found = paired_macro_f1(truth, (first, second), np.arange(200) // 2, 3, seed=7)
    assert found.first.value == pytest.approx(macro_f1(truth, first, 3))
    assert found.second.value == pytest.approx(macro_f1(truth, second, 3))
    assert found.difference.value == pytest.approx(found.second.value - found.first.value)
    assert 0 < found.difference.low < found.difference.value < found.difference.high
    same = paired_macro_f1(truth, (first, first), np.arange(200), 3, seed=7)
    assert same.difference == (0, 0, 0)
