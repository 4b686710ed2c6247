"""What the chart says in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from signals.trends.chart_words import chart_legend, counted, interval_words, key_name, period_words

NAMES = {"RUS": "Russia", "UKR": "Ukraine"}


@pytest.mark.parametrize(
    ("low", "high", "n", "words"),
    [
        pytest.param(-0.1, 0.3, 9, "95 % interval -0.10 to +0.30", id="interval"),
        pytest.param(np.nan, np.nan, 9, "one document: no interval", id="one_document"),
        pytest.param(-0.1, 0.3, 2, "too few sentences", id="too_few"),
    ],
)
def test_what_stands_beside_a_mean(low: float, high: float, n: int, words: str) -> None:
    assert words in interval_words(low, high, n)


def test_pairs_are_named_with_their_direction() -> None:
    assert key_name(("RUS", "UKR"), NAMES.__getitem__) == "Russia → Ukraine"


@pytest.mark.parametrize(
    ("every", "words"),
    [("day", "3 January 2022"), ("week", "week of 3 January 2022"), ("month", "January 2022")],
)
def test_a_period_is_named(every: str, words: str) -> None:
    assert period_words(pd.Timestamp("2022-01-03"), every) == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 sentences"), (1, "1 sentence"), (1030, "1,030 sentences")])
def test_numbers_are_counted(n: int, words: str) -> None:
    assert counted(n, "sentence") == words


def test_the_legend_says_over_how_many_days_the_line_runs() -> None:
    assert chart_legend("week").startswith(
        "Line: mean over 28 days. Marker: mean of one week, hollow under 3 sentences."
    )
