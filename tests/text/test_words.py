"""The words of a batch: where they stand, which are alike, and what they are when folded or blanked."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.text.codepoints import fold
from signals.text.word_ids import PairTable, WordTable
from signals.text.words import Words, words_of

pytestmark = pytest.mark.usefixtures("either_way")
PIECES = st.sampled_from(
    ["war", "War", "İstanbul", "U.S.", "don’t", "𝔘𝔫", "e\u0301", "ΑΣ", " ", " ", "-", ",", "\x0b", "\u2028", "\ud800",
     "_", "7", "x"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=5)


def spelt(words: Words) -> list[tuple[int, int, str]]:
    return [
        (start, end, words.numbers.spelt[number])
        for start, end, number in zip(words.start.tolist(), words.end.tolist(), words.number.tolist(), strict=True)
    ]


@given(SENTENCES)
@settings(deadline=None)
def test_words_are_those_of_the_regular_expression(sentences: list[str]) -> None:
    words, text = words_of(sentences), "\n".join(sentences)
    assert words.text == text
    assert spelt(words) == [(*found.span(), found[0]) for found in re.finditer(r"\w+", text)]
    assert len(set(words.numbers.spelt)) == len(words.numbers.spelt)


@given(SENTENCES)
@settings(deadline=None)
def test_folded_words_are_those_of_the_folded_text(sentences: list[str]) -> None:
    folded, again = words_of(sentences).folded(), words_of([fold(sentence) for sentence in sentences])
    assert folded.text == again.text and spelt(folded) == spelt(again)


@given(SENTENCES, st.data())
@settings(deadline=None)
def test_blanked_words_are_those_of_the_blanked_text(sentences: list[str], data: st.DataObject) -> None:
    words = words_of(sentences)
    indptr = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=6)))
    spans = [(first, last - 1) for first, last in zip(indptr[::2], indptr[1::2], strict=False)]
    start = np.array([words.start[first] for first, _ in spans], dtype=np.int64)
    end = np.array([words.end[last] for _, last in spans], dtype=np.int64)
    letters = list(words.text)
    for a, b in zip(start.tolist(), end.tolist(), strict=True):
        letters[a:b] = "x" * (b - a)
    blanked, again = words.blanked(start, end), re.finditer(r"\w+", "".join(letters))
    assert blanked.text == "".join(letters)
    assert list(zip(blanked.start.tolist(), blanked.end.tolist(), strict=True)) == [one.span() for one in again]


@given(SENTENCES)
@settings(deadline=None)
def test_each_word_lies_in_its_sentence(sentences: list[str]) -> None:
    words = words_of(sentences)
    rows = words.sentence_of(words.start).tolist()
    for row, (start, end, word) in zip(rows, spelt(words), strict=True):
        at = int(words.lines[row])
        assert sentences[row][start - at : end - at] == word


def test_a_word_is_looked_at_once() -> None:
    met: list[str] = []

    def length(word: str) -> int:
        met.append(word)
        return len(word)

    table = WordTable(length)
    assert table.of(words_of(["war and war", "and peace"])).tolist() == [3, 3, 3, 3, 5]
    assert table.of(words_of(["peace"])).tolist() == [5]
    assert sorted(met) == ["and", "peace", "war"]


def test_a_pair_is_decided_once() -> None:
    met: list[tuple[int, int]] = []

    def is_less(first: int, second: int) -> bool:
        met.append((first, second))
        return first < second

    table = PairTable(is_less)
    assert table.of(np.array([0, 70, 0]), np.array([3, 2, 3])).tolist() == [True, False, True]
    assert table.of(np.array([70, 1]), np.array([2, 900])).tolist() == [False, True]
    assert sorted(met) == [(0, 3), (1, 900), (70, 2)]
