"""Finding names: case-sensitive, whole words, longest first, and not where a prefix detaches them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.name_matcher import NameMatcher
from signals.text.words import words_of

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


def found_in(text: str, matcher: NameMatcher = MATCHER) -> list[tuple[int, int, int]]:
    """Start, end and row of every name."""
    return list(zip(*(column.tolist() for column in matcher.find(words_of(text.split("\n")))), strict=True))


PIECES = st.sampled_from([*NAMES, "pro-", "the ", " ", "\n", "'s", "-", "ian", "Post", "."])


ODD_NAMES = [
    "İzmir",
    "Z",
    "Z Corps!",
    "Z Corps",
    "Yahoo!",
    "Yahoo",
    "𝔘𝔫 𝔄",
    "Zoe\u0301",
    "U.S. Army",
    "U.S.",
    "U",
    "A B C",
    "B C D",
]


ODD_PIECES = st.sampled_from(
    [*ODD_NAMES, "Z", "Corps", "!", " ", " ", "-", "pro-", "\x0b", "\u0301", "\ud800", "\n", ".", "A", "C"]
)


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
    assert [text[start:end] for start, end, _ in found_in(text)] == expected


@pytest.mark.parametrize("name", ["", "-Iran", "“Iran”", " Iran"])
def test_refuses_a_name_that_begins_with_no_letter(name: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a letter"):
        NameMatcher([name])


@given(st.lists(PIECES, max_size=10).map("".join))
def test_found_names_are_whole_apart_and_their_own_words(text: str) -> None:
    found = found_in(text)
    assert [text[start:end] for start, end, _ in found] == [NAMES[row] for *_, row in found]
    assert all(end <= start for (_, end, _), (start, _, _) in zip(found, found[1:], strict=False))
    assert all(not re.match(r"\w", text[end : end + 1]) for _, end, _ in found)
    assert all(not re.match(r"\w", text[start - 1 : start]) for start, *_ in found if start)


@given(st.lists(st.sampled_from(NAMES), max_size=6))
def test_every_name_that_stands_free_is_found(names: list[str]) -> None:
    text = ", ".join(names)
    assert [text[start:end] for start, end, _ in found_in(text)] == names


@given(st.lists(st.sampled_from(ODD_NAMES), unique=True), st.lists(ODD_PIECES, max_size=14).map("".join))
@settings(deadline=None)
def test_finds_what_comparing_every_name_at_every_word_finds(names: list[str], text: str) -> None:
    candidates = []
    for word in re.finditer(r"\w+", text):
        start = word.start()
        fitting = [name for name in names if re.compile(rf"{re.escape(name)}(?!\w)").match(text, start)]
        if fitting and not re.search(r"(?i)(?<!\w)(anti|pro|non|ex|post|neo|pre)-\Z", text[:start]):
            longest = max(fitting, key=len)
            candidates.append((start, start + len(longest), names.index(longest)))
    kept: list[tuple[int, int, int]] = []
    for one in sorted(candidates, key=lambda one: (one[0] - one[1], one[0])):
        if all(one[1] <= other[0] or one[0] >= other[1] for other in kept):
            kept.append(one)
    assert found_in(text, NameMatcher(names)) == sorted(kept)
