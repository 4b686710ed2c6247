"""The day a sentence is about: expressions read against the publication date, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.dates.resolve import Dated, date_of_sentence, resolve_dates

FRIDAY = date(2022, 1, 14)


MISS = pytest.mark.xfail


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


@pytest.mark.parametrize(
    ("sentence", "expected", "basis"),
    [
        pytest.param("Russia attacked on Wednesday.", date(2022, 1, 12), "weekday “Wednesday”", id="weekday"),
        pytest.param("Russia warned NATO on Friday.", FRIDAY, "weekday “Friday”", id="same_weekday_is_today"),
        pytest.param("The strike came late Thursday.", date(2022, 1, 13), "weekday “Thursday”", id="late_weekday"),
        pytest.param("They arrived early on Monday.", date(2022, 1, 10), "weekday “Monday”", id="early_on_weekday"),
        pytest.param("Last Wednesday the army moved.", date(2022, 1, 12), "weekday “Last Wednesday”", id="last"),
        pytest.param("He spoke last Friday.", date(2022, 1, 7), "weekday “last Friday”", id="last_same_weekday"),
        pytest.param("They reported Thursday that ships sailed.", date(2022, 1, 13), "weekday “Thursday”", id="bare"),
        pytest.param("The ministers met yesterday.", date(2022, 1, 13), "near “yesterday”", id="yesterday"),
        pytest.param("Shells fell overnight.", FRIDAY, "near “overnight”", id="overnight"),
        pytest.param("Troops crossed on 30 December.", date(2021, 12, 30), "calendar “30 December”", id="year_before"),
        pytest.param("Troops crossed on 3rd January.", date(2022, 1, 3), "calendar “3rd January”", id="ordinal"),
        pytest.param(
            "Troops crossed on the 3rd of January.", date(2022, 1, 3), "calendar “3rd of January”", id="on_the",
            marks=MISS(reason="'the' before a date is read as 'the Friday agreement' is"),
        ),
        pytest.param("They met on January 10.", date(2022, 1, 10), "calendar “January 10”", id="month_day"),
        pytest.param("They met on Jan. 10, 2022.", date(2022, 1, 10), "calendar “Jan. 10, 2022”", id="with_year"),
        pytest.param("On 2022-01-10 the drill began.", date(2022, 1, 10), "calendar “2022-01-10”", id="iso"),
        pytest.param("MOSCOW, Jan 13 (Reuters) - Talks.", date(2022, 1, 13), "calendar “Jan 13”", id="dateline"),
        pytest.param("Three days ago the envoy left.", date(2022, 1, 11), "ago “Three days ago”", id="days_ago"),
        pytest.param("A week earlier they had met.", date(2022, 1, 7), "ago “A week earlier”", id="a_week_earlier"),
        pytest.param("Last week parliament voted.", date(2022, 1, 7), "span “Last week”", id="last_week"),
        pytest.param("In 2014 Russia annexed it.", date(2014, 1, 1), "year “In 2014”", id="history"),
        pytest.param("They will meet on Monday.", date(2022, 1, 17), "weekday “Monday” (future)", id="will_on_weekday"),
        pytest.param("The vote is expected tomorrow.", date(2022, 1, 15), "near “tomorrow” (future)", id="tomorrow"),
        pytest.param("The summit is due on 20 January.", date(2022, 1, 20), "calendar “20 January” (future)", id="due"),
        pytest.param("It will open next Tuesday.", date(2022, 1, 18), "weekday “next Tuesday” (future)", id="next"),
        pytest.param(
            "The envoy said on Thursday that Monday was too early.", date(2022, 1, 13), "weekday “Thursday”", id="said",
        ),
    ],
)  # fmt: skip
def test_dated(sentence: str, expected: date, basis: str) -> None:
    assert date_of_sentence(sentence, FRIDAY) == Dated(expected, basis)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The dispute has gone on since 2014.", id="since_a_year"),
        pytest.param("Russia seized it in 2014, the envoy said.", id="year_aside"),
        pytest.param("He was born in 1952.", id="year_of_birth"),
        pytest.param("Before 2014 nobody cared.", id="before_a_year"),
        pytest.param("It may march on the capital.", id="may_and_march_are_verbs"),
        pytest.param("May told the army to march.", id="may_is_a_person"),
        pytest.param("They may strike again.", id="may"),
        pytest.param("The battle lasted from 3 to 9 January.", id="range"),
        pytest.param("After Thursday's talks the mood was bad.", id="possessive"),
        pytest.param("Since Monday nobody has slept.", id="since_a_weekday"),
        pytest.param("The Friday agreement held.", id="name_of_something"),
        pytest.param("The deadline is 31 February.", id="no_such_day"),
        pytest.param("Flight 2014 landed at 12:30.", id="numbers"),
        pytest.param("They have fought for eight years.", id="duration"),
        pytest.param("Bread prices rose.", id="no_expression"),
        pytest.param("", id="empty"),
        pytest.param("Black Friday sales were slow.", id="black_friday", marks=MISS(reason="a name with a weekday")),
        pytest.param("Sunday Igboho was freed.", id="a_persons_name", marks=MISS(reason="a name with a weekday")),
    ],
)
def test_left_to_the_publication_date(sentence: str) -> None:
    assert date_of_sentence(sentence, FRIDAY) is None


@pytest.mark.xfail(reason="'ends' in the present says future; the date is read as last year's")
def test_present_tense_for_the_future() -> None:
    dated = date_of_sentence("The lease ends on 30 June.", FRIDAY)
    assert dated is None or dated.day == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        pytest.param("They agreed on Sunday.", date(1962, 10, 28), date(1962, 10, 28), id="1962"),
        pytest.param("Troops crossed on 24 February.", date(2022, 3, 1), date(2022, 2, 24), id="five_days_on"),
        pytest.param("Troops crossed on 24 February.", date(2023, 1, 5), date(2022, 2, 24), id="ten_months_on"),
        pytest.param("One month ago the town fell.", date(2022, 3, 31), date(2022, 2, 28), id="short_month"),
        pytest.param("It began on 29 February.", date(2024, 3, 1), date(2024, 2, 29), id="leap_day"),
        pytest.param("It began a year ago.", date(2024, 2, 29), date(2023, 2, 28), id="a_year_before_leap_day"),
    ],
)
def test_dated_by_its_publication(sentence: str, published: date, expected: date) -> None:
    dated = date_of_sentence(sentence, published)
    assert dated is not None and dated.day == expected


def test_every_sentence_gets_a_day_and_a_basis() -> None:
    sentences = ["Bread rose.", "They met on Thursday.", "", "Milk rose."]
    dated = resolve_dates(
        sentences, [FRIDAY, FRIDAY, FRIDAY, date(2020, 2, 2)], ["field", "field", "dateline", "file name"]
    )
    assert dated == [
        Dated(FRIDAY, "published (field)"),
        Dated(date(2022, 1, 13), "weekday “Thursday”"),
        Dated(FRIDAY, "published (dateline)"),
        Dated(date(2020, 2, 2), "published (file name)"),
    ]


def test_of_no_sentences_nothing_is_dated() -> None:
    assert resolve_dates([], [], []) == []


@given(st.lists(TEXTS, max_size=6), DAYS)
def test_a_sentence_is_dated_alike_alone_and_among_others(sentences: list[str], published: date) -> None:
    together = resolve_dates(sentences, [published] * len(sentences), ["field"] * len(sentences))
    assert together == [resolve_dates([sentence], [published], ["field"])[0] for sentence in sentences]
