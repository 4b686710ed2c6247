"""The syntax of phrases: which words a pattern fits, and which of two phrases is the more specific."""

from __future__ import annotations

import pytest

from signals.text.patterns import PatternsKnown, specificity, word_patterns


@pytest.mark.parametrize(
    ("phrase", "patterns"),
    [
        pytest.param("won't talk* * peace", ["won", "t", "talk*", "*", "peace"], id="marks_stars_and_gap"),
        pytest.param("air-strike", ["air", "strike"], id="hyphen"),
        pytest.param("“not” now", ["not", "now"], id="quoted"),
        pytest.param("u.s. –", ["u", "s", "*"], id="a_word_of_marks"),
    ],
)
def test_what_the_words_of_a_text_must_look_like(phrase: str, patterns: list[str]) -> None:
    assert word_patterns(phrase) == patterns


@pytest.mark.parametrize(
    ("word", "fitting"),
    [
        pytest.param("attack", ["attack", "at*", "attack*"], id="itself_and_its_stems"),
        pytest.param("attacks", ["at*", "attack*"], id="longer"),
        pytest.param("at", ["at*"], id="short"),
        pytest.param("war", [], id="none"),
    ],
)
def test_a_word_fits_itself_and_its_beginnings(word: str, fitting: list[str]) -> None:
    patterns = ["attack", "attack*", "at*", "*", "attackers"]
    known = PatternsKnown(patterns)
    assert [patterns[number] for number in known.fitting(word)] == fitting


def test_more_words_then_more_letters_come_first() -> None:
    phrases = ["war*", "ready for war", "warfare", "cold war"]
    assert sorted(phrases, key=specificity) == ["ready for war", "cold war", "warfare", "war*"]
