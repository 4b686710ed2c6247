"""What every character is: the arrays say what `fold` and regular expressions say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from signals.text.codepoints import N_CODE_POINTS, code_points, fold, fold_table, is_in_class, text_of

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
