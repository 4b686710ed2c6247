"""Finding names: case-sensitive, whole words, longest first, and not where a prefix detaches them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.names import NameMatcher

NAMES = [
    "Iran",
    "Islamic Republic of Iran",
    "Kyiv",
    "Kyiv Post",
    "US",
    "U.S.",
    "al-Shabaab",
    "Côte d'Ivoire",
    "South Korea",
    "G7",
]
MATCHER = NameMatcher(NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Iran left.", ["Iran"], id="first_word"),
        pytest.param("“Iran” (Iran) Iran's", ["Iran", "Iran", "Iran"], id="beside_marks"),
        pytest.param("the Islamic Republic of Iran", ["Islamic Republic of Iran"], id="longest"),
        pytest.param("the Kyiv Post", ["Kyiv Post"], id="longer_of_two"),
        pytest.param("Kyiv Posts", ["Kyiv"], id="shorter_where_the_longer_goes_on"),
        pytest.param("US and U.S. troops", ["US", "U.S."], id="with_and_without_stops"),
        pytest.param("al-Shabaab struck", ["al-Shabaab"], id="begins_small"),
        pytest.param("Côte d'Ivoire", ["Côte d'Ivoire"], id="accents"),
        pytest.param("the G7 met", ["G7"], id="with_a_digit"),
        pytest.param("US-Iran talks", ["US", "Iran"], id="hyphen_between_names"),
        pytest.param("Iranian oil", [], id="inside_a_longer_word"),
        pytest.param("Tirana, Veran", [], id="end_of_a_word"),
        pytest.param("iran, tell us", [], id="small_letters"),
        pytest.param("pro-Iran, anti-US, ex-Iran", [], id="detached_by_a_prefix"),
        pytest.param("Pro-Iran and Anti-US", [], id="detached_at_the_start"),
        pytest.param("Iran_2", [], id="underscore"),
        pytest.param("South\nKorea", [], id="line_break"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in MATCHER.find(text)] == expected


@pytest.mark.parametrize("name", ["", "-Iran", "“Iran”", " Iran"])
def test_refuses_a_name_that_begins_with_no_letter(name: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a letter"):
        NameMatcher([name])


PIECES = st.sampled_from([*NAMES, "pro-", "the ", " ", "\n", "'s", "-", "ian", "Post", "."])


@given(st.lists(PIECES, max_size=10).map("".join))
def test_found_names_are_whole_apart_and_their_own_words(text: str) -> None:
    found = MATCHER.find(text)
    assert [text[one.start : one.end] for one in found] == [NAMES[one.phrase] for one in found]
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert all(not re.match(r"\w", text[one.end : one.end + 1]) for one in found)
    assert all(not re.match(r"\w", text[one.start - 1 : one.start]) for one in found if one.start)


@given(st.lists(st.sampled_from(NAMES), max_size=6))
def test_every_name_that_stands_free_is_found(names: list[str]) -> None:
    text = ", ".join(names)
    assert [text[one.start : one.end] for one in MATCHER.find(text)] == names
