"""Finding phrases: whole words, longest first, wildcards, offsets that hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.text.codepoints import fold
from signals.text.patterns import specificity
from signals.text.phrases import PhraseMatcher
from signals.text.words import words_of

Span = tuple[int, int, int]  # start, end, row of the phrase


WORDS = st.sampled_from("peace talks talk war no the in a of".split())


PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6, unique=True)


TEXTS = st.lists(st.one_of(WORDS, st.sampled_from(["-", ",", "\n", ". "])), max_size=20).map(" ".join)


def found_in(text: str, phrases: list[str]) -> list[Span]:
    matcher = PhraseMatcher(phrases)
    found = matcher.find(matcher.fitting.text_of(words_of(text.split("\n"))))
    return list(zip(*(column.tolist() for column in found), strict=True))


@pytest.mark.parametrize(
    ("phrases", "text", "expected"),
    [
        pytest.param(["assad"], "the ambassador spoke", [], id="inside_a_word"),
        pytest.param(["hts"], "human rights", [], id="end_of_a_word"),
        pytest.param(["war"], "warm software", [], id="start_of_a_word"),
        pytest.param(["war"], "war.", ["war"], id="before_a_full_stop"),
        pytest.param(["putin"], "putin's army", ["putin"], id="possessive"),
        pytest.param(["talks", "peace talks", "peace"], "the peace talks", ["peace talks"], id="longest_first"),
        pytest.param(["a b", "b c"], "a b c", ["a b"], id="earlier_of_equals"),
        pytest.param(["a b", "b c dd"], "a b c dd", ["b c dd"], id="longer_of_overlapping"),
        pytest.param(["talks"], "talks, talks", ["talks", "talks"], id="every_occurrence"),
        pytest.param(["escalat*"], "an escalation", ["escalation"], id="star_takes_any_ending"),
        pytest.param(["escalat*"], "escalate", ["escalate"], id="star_takes_a_letter"),
        pytest.param(["escalat*"], "elate", [], id="star_needs_its_stem"),
        pytest.param(["troop* mass*"], "troops massed", ["troops massed"], id="star_inside"),
        pytest.param(["troop* mass*"], "troops were massed", [], id="star_on_a_word_skips_no_word"),
        pytest.param(["bring * to justice"], "bring to justice", ["bring to justice"], id="lone_star_no_word"),
        pytest.param(["bring * justice"], "bring all of them justice", ["bring all of them justice"], id="three_words"),
        pytest.param(["bring * justice"], "bring each one of them justice", [], id="four_words_are_too_many"),
        pytest.param(["bring * justice"], "bring peace, justice", [], id="lone_star_stops_at_a_comma"),
        pytest.param(["bring * justice"], "bring them\njustice", [], id="lone_star_stops_at_a_line"),
        pytest.param(["cease fire"], "a cease-fire", ["cease-fire"], id="hyphen_for_a_blank"),
        pytest.param(["cease fire"], "cease, fire", [], id="comma_is_no_blank"),
        pytest.param(["peace talks"], "peace\ntalks", [], id="line_break_is_no_blank"),
        pytest.param(["called red lines"], "so called “red lines”", ["called “red lines"], id="quotation_marks"),
        pytest.param(
            ["bring * to * justice"], "bring it to all justice", ["bring it to all justice"], id="two_lone_stars"
        ),
        pytest.param(
            ["bring * justice"], "bring U.S.-led justice", ["bring U.S.-led justice"], id="lone_star_with_hyphen"
        ),
        pytest.param(["bring * justice"], "bring swift-justice", ["bring swift-justice"], id="lone_star_before_hyphen"),
        pytest.param(["bring *"], "bring peace", ["bring"], id="lone_star_at_the_end_skips_none"),
        pytest.param(["u.s. army"], "the u.s. army", ["u.s. army"], id="stops_within"),
        pytest.param(["hit 'em"], "hit 'em, hit “'em", ["hit 'em", "hit “'em"], id="own_quotation_mark"),
        pytest.param(["won't"], fold("We won’t go"), ["won't"], id="typographic_apostrophe"),
        pytest.param(["talks"], "", [], id="no_text"),
        pytest.param([], "talks", [], id="no_phrases"),
    ],
)
def test_find(phrases: list[str], text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in found_in(text, phrases)] == expected


@pytest.mark.parametrize("phrase", ["*", "* talks", "", "-war", "“war”"])
def test_refuses_a_phrase_that_begins_with_no_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins with no word"):
        PhraseMatcher([phrase])


BETWEEN = r"[\"'”’)]*[ -][\"'“‘(]*"


GAP = r"(?:[ -][\"'“‘(]*[^\s,;:!?]+){0,3}?"


PATTERNS = st.lists(
    st.sampled_from(["war", "wa*", "talk*", "talks", "*", "won't", "u.s.", "u", "cease-fire", "ı*", "𝔘𝔫", "é", "no"]),
    min_size=1, max_size=4,
).filter(lambda words: words[0] != "*").map(" ".join)  # fmt: skip


ODD_TEXTS = st.lists(
    st.sampled_from(
        ["war", "wars", "wa", "talks", "won't", "won’t", "u.s.", "U.S.", "u", "cease-fire", "fire", "İstanbul", "ısı",
         "𝔘𝔫", "é", "e\u0301", "no", "x", " ", " ", " ", " ", "-", ",", ".", "“", "”", "\"", "'", "\n", "\x0b",
         "\x1f", "\u2028", "\xa0",
         "\ud800", "Σ", "ΑΣ", "_", "2"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def expression_of(phrase: str) -> str:
    pieces: list[str] = []
    for word in phrase.split():
        joint = BETWEEN if pieces and word != "*" else ""
        pieces.append(joint + (GAP if word == "*" else re.escape(word.removesuffix("*")) + r"\w*" * word.endswith("*")))
    return "".join(pieces) + r"(?!\w)"


def slowly_found(text: str, phrases: list[str]) -> list[Span]:
    ordered = sorted(range(len(phrases)), key=lambda row: (specificity(phrases[row]), row))
    candidates: list[Span] = []
    for word in re.finditer(r"\w+", text):
        matches = ((row, re.compile(expression_of(phrases[row])).match(text, word.start())) for row in ordered)
        candidates += [(word.start(), found.end(), row) for row, found in matches if found][:1]
    kept: list[Span] = []
    for start, end, row in sorted(candidates, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, row))
    return sorted(kept)


@given(st.lists(PATTERNS, min_size=1, max_size=8, unique=True), ODD_TEXTS.map(fold))
@settings(max_examples=300, deadline=None)
def test_finds_what_regular_expressions_find(phrases: list[str], text: str) -> None:
    assert found_in(text, phrases) == slowly_found(text, phrases)


@given(PHRASES, TEXTS)
def test_found_are_in_order_apart_and_spell_their_phrase(phrases: list[str], text: str) -> None:
    found = found_in(text, phrases)
    assert all(end <= start for (_, end, _), (start, _, _) in zip(found, found[1:], strict=False))
    assert [re.split("[ -]", text[start:end]) for start, end, _ in found] == [phrases[row].split() for *_, row in found]


@given(PHRASES, TEXTS)
def test_a_phrase_left_out_overlaps_one_at_least_as_long(phrases: list[str], text: str) -> None:
    found = found_in(text, phrases)
    for phrase in phrases:
        for match in re.finditer(rf"(?=\b({re.escape(phrase)})\b)", text):
            start, end = match.span(1)
            rivals = [(first, last) for first, last, _ in found if first < end and last > start]
            assert rivals and max(last - first for first, last in rivals) >= end - start


def test_each_of_thousands_of_pairs_is_found_as_itself() -> None:
    words = [f"{letter}{number}" for letter in "abc" for number in range(20)]
    phrases = [f"{first} {other}" for first in words for other in words]
    found = found_in("\n".join(phrases), phrases)
    assert [row for *_, row in found] == list(range(len(phrases)))
