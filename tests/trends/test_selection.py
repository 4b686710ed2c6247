"""Filters, and the sentences behind a point, by the rows that they let through."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from signals.cues.profile import Profile
from signals.pipeline import Tools, score_columns
from signals.trends.averages import trend
from signals.trends.corpus import Corpus
from signals.trends.selection import Filters, has_actor, is_behind_point, is_selected, latest_first, n_pages, page_of


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        pytest.param(Filters(), [0, 1, 2, 3, 4], id="everything"),
        pytest.param(Filters(actors=("RUS",)), [0, 4], id="source"),
        pytest.param(Filters(actors=("RUS",), role="target"), [2], id="target"),
        pytest.param(Filters(actors=("RUS",), role="actor"), [0, 2, 4], id="named"),
        pytest.param(Filters(actors=("EU",), role="actor"), [4], id="named_only"),
        pytest.param(Filters(actors=("RUS",), role="dyad"), [0, 2, 4], id="one_end_of_a_pair"),
        pytest.param(Filters(actors=("RUS", "USA"), role="dyad"), [2, 4], id="both_ends_of_a_pair"),
        pytest.param(Filters(first=date(2022, 1, 12)), [2, 3, 4], id="from_a_day"),
        pytest.param(Filters(last=date(2022, 1, 10)), [0, 1], id="up_to_a_day"),
        pytest.param(Filters(outlets=("Two",)), [2, 4], id="outlet"),
        pytest.param(Filters(forms=("verbal",)), [0, 2], id="words"),
        pytest.param(Filters(forms=("material", "none")), [1, 3, 4], id="deeds_and_neither"),
        pytest.param(Filters(actors=("RUS",), outlets=("One",), forms=("material",)), [], id="all_must_hold"),
    ],
)
def test_filters(scored: pd.DataFrame, filters: Filters, rows: list[int]) -> None:
    assert np.flatnonzero(is_selected(scored, filters)).tolist() == rows


def test_a_code_within_another_is_not_that_actor(scored: pd.DataFrame) -> None:
    assert not has_actor(scored, ["US"], "actor").any()


def test_an_unknown_role_is_refused(scored: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="role is 'boss'; expected one of source"):
        is_selected(scored, Filters(role="boss"))


@pytest.mark.parametrize(
    ("by", "line", "every", "period", "rows"),
    [
        pytest.param("source", (), "day", None, [0, 1, 2, 3, 4], id="all"),
        pytest.param("source", ("RUS",), "day", date(2022, 1, 10), [0], id="day"),
        pytest.param("actor", ("RUS",), "week", date(2022, 1, 10), [0, 2], id="week_of_monday"),
        pytest.param("dyad", ("USA", "RUS"), "month", date(2022, 1, 1), [2], id="pair"),
        pytest.param("dyad", ("RUS", "UKR"), "day", None, [0], id="pair_has_a_direction"),
    ],
)
def test_the_sentences_behind_a_point(
    scored: pd.DataFrame, by: str, line: tuple[str, ...], every: str, period: date | None, rows: list[int]
) -> None:
    assert np.flatnonzero(is_behind_point(scored, by=by, line=line, every=every, period=period)).tolist() == rows


@pytest.mark.parametrize("by", ["source", "target", "actor", "dyad"])
@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_every_point_averages_the_sentences_behind_it(winter: Corpus, tools: Tools, by: str, every: str) -> None:
    scored = score_columns(winter.tagged, tools.lexicon, Profile())
    keys = ["source", "target"] if by == "dyad" else [by]
    for row in trend(scored, by=by, every=every).sample(20, random_state=1).to_dict("records"):
        chosen = is_behind_point(
            scored, by=by, line=tuple(row[key] for key in keys), every=every, period=row["date"].date()
        )
        assert chosen.sum() == row["n_sentences"]
        assert scored["signal"][chosen].mean() == pytest.approx(row["signal"], abs=1e-5)


def test_the_latest_come_first_and_a_day_is_read_in_order(scored: pd.DataFrame) -> None:
    assert latest_first(scored, np.ones(5, dtype=bool)).tolist() == [3, 4, 2, 0, 1]


def test_pages_hold_every_row_once() -> None:
    rows = np.arange(5)
    assert [page_of(rows, number, 2).tolist() for number in (1, 2, 3)] == [[0, 1], [2, 3], [4]]
    assert [n_pages(rows[:n], 2) for n in (0, 1, 2, 5)] == [0, 1, 1, 3]
