"""Counts and averages over a whole corpus."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from signals.trends.summaries import actor_counts, busiest_lines, line_summary, periods_of


def test_periods_are_those_with_text(scored: pd.DataFrame) -> None:
    assert periods_of(scored, "week") == [date(2022, 1, 31), date(2022, 1, 17), date(2022, 1, 10)]


def test_the_summary_averages_over_everything(scored: pd.DataFrame) -> None:
    summary = line_summary(scored, by="source")
    assert summary["source"].tolist() == ["RUS", "UKR", "USA"]
    assert summary.loc[0, ["n_sentences", "n_documents", "signal"]].tolist() == [2, 2, 0.75]
    assert "date" not in summary


def test_actors_are_counted_once_a_sentence(scored: pd.DataFrame) -> None:
    assert list(actor_counts(scored).items()) == [("RUS", 3), ("UKR", 2), ("USA", 2), ("EU", 1)]


@pytest.mark.parametrize(
    ("by", "wanted", "expected"),
    [
        pytest.param("source", (), [("RUS",), ("USA",)], id="the_most_sentences"),
        pytest.param("source", ("UKR",), [("UKR",)], id="those_wanted"),
        pytest.param("source", ("FRA",), [], id="not_there"),
        pytest.param("dyad", ("UKR",), [("RUS", "UKR"), ("USA", "RUS")], id="pairs_are_filtered_before"),
    ],
)
def test_which_lines_are_drawn(by: str, wanted: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    summary = pd.DataFrame({"source": ["RUS", "USA", "UKR"], "target": ["UKR", "RUS", "USA"], "n_sentences": [9, 5, 1]})
    assert busiest_lines(summary, by=by, wanted=wanted, limit=2) == expected
