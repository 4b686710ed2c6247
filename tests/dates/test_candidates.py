"""Where date expressions may begin: never narrower than a search of the whole sentence."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from signals.dates.resolve import Dated, date_of_sentence, resolve_dates

FRIDAY = date(2022, 1, 14)


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


ODD = st.sampled_from(
    [
        "24th of March 2022",
        "Sept. 5",
        "Back in 1999",
        "2022-03-04",
        "Monday's",
        "\x0b",
        "𝔘",
        "İ",
        "MAY 5",
        "5May",
        "1.5 May",
        "\u0665 May",
    ]
)


@given(
    st.lists(
        st.one_of(
            WORDS, EXPRESSIONS, ODD, st.sampled_from("24 of last May 2022 2021- week ago in earlier this".split())
        ),
        max_size=9,
    )
)
@settings(max_examples=300)
def test_key_words_find_what_a_search_of_the_whole_sentence_finds(pieces: list[str]) -> None:
    sentence = " ".join(pieces)
    found = resolve_dates([sentence], [FRIDAY], ["field"])
    assert found == [date_of_sentence(sentence, FRIDAY) or Dated(FRIDAY, "published (field)")]
