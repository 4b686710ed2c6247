"""Finding phrases: whole words, longest first, wildcards, offsets that hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.phrases import Found, PhraseMatcher, fold, resolve_overlaps

WORDS = st.sampled_from("peace talks talk war no the in a of".split())
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6, unique=True)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from(["-", ",", "\n", ". "])), max_size=20).map(" ".join)


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
        pytest.param(["won't"], fold("We won’t go"), ["won't"], id="typographic_apostrophe"),
        pytest.param(["talks"], "", [], id="no_text"),
        pytest.param([], "talks", [], id="no_phrases"),
    ],
)
def test_find(phrases: list[str], text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in PhraseMatcher(phrases).find(text)] == expected


@pytest.mark.parametrize("phrase", ["*", "* talks", "", "-war", "“war”"])
def test_refuses_a_phrase_that_begins_with_no_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins with no word"):
        PhraseMatcher([phrase])


def test_folding_never_changes_the_length() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert len(fold(everything)) == len(everything)


def test_folding_makes_case_and_apostrophes_plain() -> None:
    assert fold("İstanbul WON’T") == "istanbul won't"


@given(PHRASES, TEXTS)
def test_found_are_in_order_apart_and_spell_their_phrase(phrases: list[str], text: str) -> None:
    found = PhraseMatcher(phrases).find(text)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert [re.split("[ -]", text[one.start : one.end]) for one in found] == [
        phrases[one.phrase].split() for one in found
    ]


@given(PHRASES, TEXTS)
def test_a_phrase_left_out_overlaps_one_at_least_as_long(phrases: list[str], text: str) -> None:
    found = PhraseMatcher(phrases).find(text)
    for phrase in phrases:
        for match in re.finditer(rf"(?=\b({re.escape(phrase)})\b)", text):
            start, end = match.span(1)
            rivals = [one for one in found if one.start < end and one.end > start]
            assert rivals and max(one.end - one.start for one in rivals) >= end - start


def test_overlaps_are_resolved_within_a_chain() -> None:
    chain = [Found(0, 4, 0), Found(3, 9, 1), Found(8, 10, 2)]
    assert resolve_overlaps(chain) == [Found(3, 9, 1)]
