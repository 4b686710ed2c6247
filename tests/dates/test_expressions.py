"""Date expressions and the days that they name."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from signals.dates.resolve import date_of_sentence, find_expressions

EXPRESSIONS = st.sampled_from(
    [
        "Monday",
        "last Friday",
        "24 February",
        "Feb 30",
        "in 2014",
        "yesterday",
        "two weeks ago",
        "3 May 2021",
        "next month",
        "10 a year ago",
    ]
)


WORDS = st.sampled_from("Russia said on in the will since attacked - , talks".split())


TEXTS = st.lists(st.one_of(WORDS, EXPRESSIONS), max_size=10).map(" ".join)


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(TEXTS, DAYS)
def test_expressions_slice_back(sentence: str, published: date) -> None:
    assert all(sentence[one.start : one.end] == one.words for one in find_expressions(sentence, published))


@given(TEXTS, DAYS)
def test_no_day_lies_far_ahead(sentence: str, published: date) -> None:
    dated = date_of_sentence(sentence, published)
    assert dated is None or dated.day <= published + timedelta(days=60)
