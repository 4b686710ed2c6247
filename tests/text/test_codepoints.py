"""Sentences as one array of code points: they act as a list of strings."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.text.codepoints import (
    N_CODE_POINTS,
    StringArray,
    code_points,
    fold,
    fold_table,
    is_in_class,
    string_array,
    text_of,
)

SENTENCES = st.lists(st.sampled_from(["", "war", "e\u0301𝔘", "\ud800", "two\nlines", "x\x00", "\n"]), max_size=6)


@given(SENTENCES, st.integers(-7, 7), st.integers(-7, 7))
def test_lines_are_the_sentences(sentences: list[str], first: int, last: int) -> None:
    lines = string_array(sentences)
    bare = StringArray(lines.codepoints, lines.indptr)
    for one in (lines, bare):
        assert list(one) == sentences and len(one) == len(sentences)
        assert list(one[first:last]) == sentences[first:last] and list(one[::-1]) == sentences[::-1]
        assert [one[row] for row in range(-len(one), len(one))] == sentences * 2
        again = string_array(one[first:last])
        assert again.codepoints.tolist() == string_array(sentences[first:last]).codepoints.tolist()
        assert again.indptr.tolist() == string_array(sentences[first:last]).indptr.tolist()


def test_lines_know_their_end() -> None:
    with pytest.raises(IndexError):
        string_array(["war"])[1]
    assert np.array(string_array(["war", "peace"]), dtype=object).tolist() == ["war", "peace"]


EVERY_CHARACTER = "".join(map(chr, range(N_CODE_POINTS)))


def test_folding_never_changes_the_length() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert len(fold(everything)) == len(everything)


def test_folding_makes_case_and_apostrophes_plain() -> None:
    assert fold("İstanbul WON’T") == "istanbul won't"


def test_a_word_folds_alike_whatever_stands_beside_it() -> None:
    assert fold("ΑΣ") == "ασ" and fold("ΑΣΑ") == "ασα"


def test_the_table_folds_every_character_as_the_function_does() -> None:
    assert text_of(fold_table()) == fold(EVERY_CHARACTER) == "".join(map(fold, EVERY_CHARACTER))


@pytest.mark.parametrize("character_class", [r"\w", r"\d", r"\s", r"[^\W\d_]", r"[^\s,;:]", "[enotxi]"])
def test_classes_are_those_of_regular_expressions(character_class: str) -> None:
    one = re.compile(character_class)
    assert is_in_class(character_class).tolist() == [one.match(character) is not None for character in EVERY_CHARACTER]


def test_folding_turns_no_word_into_two() -> None:
    is_word = is_in_class(r"\w")
    assert (is_word[fold_table()] == is_word).all()


def test_code_points_keep_lone_surrogates() -> None:
    assert text_of(code_points("a\ud800𝔘")) == "a\ud800𝔘"
    assert code_points("").dtype == np.uint32
