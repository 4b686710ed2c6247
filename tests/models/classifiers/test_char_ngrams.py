"""Known runs of characters are found in every word, in plain Python and in machine code."""

from __future__ import annotations

from collections import Counter

import pytest

from models.classifiers.char_ngrams import GRAM_BASE, GramTable, character_grams

pytestmark = pytest.mark.usefixtures("either_way")


def test_known_runs_of_characters_are_found_in_every_word() -> None:
    words = ["abc", "ab", "#year", "", '"', "don't", "x" * 60, "naïve", "日本語", "ab", "bab", "ababab"]
    grams = sorted({gram for word in words[::2] for gram in character_grams(word)} | {" ab", "bab ", "ï v"})
    expected = {
        (row, grams.index(gram)): character_grams(word).count(gram)
        for row, word in enumerate(words)
        for gram in character_grams(word)
        if gram in grams
    }
    found = zip(*(rows.tolist() for rows in GramTable(grams).find(words)), strict=True)
    assert Counter(found) == expected
    assert GramTable([]).find(words)[0].tolist() == GramTable(grams).find([])[0].tolist() == []


def test_a_run_with_a_letter_past_the_alphabet_is_not_found() -> None:
    letters = list(map(chr, range(0x4E00, 0x4E00 + GRAM_BASE)))
    table = GramTable([f"{letter}ab" for letter in letters])
    rows, grams = table.find([f"{letters[0]}ab", f"{letters[-1]}ab", "кab"])
    assert (rows.tolist(), grams.tolist()) == ([0], [0])
