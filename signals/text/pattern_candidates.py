"""Which patterns each word of a batch fits: worked out when a word is first met, looked up from then on."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

import numpy as np

from signals.text.patterns import PatternsKnown
from signals.text.phrase_kernel import indptr_of, kinds_of_characters
from signals.text.word_ids import WordTable
from signals.text.words import Words


class PatternSets(NamedTuple):
    """Sets of word patterns: set s holds `patterns[indptr[s]]` to `indptr[s + 1]`; set 0 is empty."""

    indptr: np.ndarray
    patterns: np.ndarray


class Text(NamedTuple):
    """The words of a batch as a search for phrases takes them: code points and their kinds; where each word stands.

    `fitting`: for each word, which of `sets` it fits; `begins`: the same, 0 where no phrase shall begin.
    """

    codepoints: np.ndarray
    kinds: np.ndarray
    start: np.ndarray
    end: np.ndarray
    fitting: np.ndarray
    begins: np.ndarray
    sets: PatternSets


class FittingPatterns:
    """Numbers word patterns, and the sets of them that words are met to fit. Safe to share."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """`patterns`: exact words, and stems with a star, in any order and as often as they come."""
        self._known = PatternsKnown(patterns)
        self.numbers = self._known.numbers
        self._set_numbers: dict[tuple[int, ...], int] = {(): 0}
        self._sets = PatternSets(np.zeros(2, dtype=np.int64), np.zeros(0, dtype=np.int64))
        self._set_of_word = WordTable(self._learn)
        self._lock = Lock()

    def text_of(self, words: Words) -> Text:
        """Return the words, each with the patterns that it fits."""
        fitting = self._set_of_word.of(words)
        kinds = kinds_of_characters().take(words.codepoints)
        codepoints, start, end = map(_as_input, (words.codepoints, words.start, words.end))
        return Text(codepoints, kinds, start, end, fitting, fitting, self._sets_met())

    def _sets_met(self) -> PatternSets:
        with self._lock:
            if len(self._sets.indptr) <= len(self._set_numbers):
                sets = list(self._set_numbers)
                members = [pattern for one in sets for pattern in one]
                self._sets = PatternSets(indptr_of([len(one) for one in sets]), np.array(members, dtype=np.int64))
            return self._sets

    def _learn(self, word: str) -> int:
        fitting = self._known.fitting(word)
        with self._lock:
            return self._set_numbers.setdefault(fitting, len(self._set_numbers))


def _as_input(column: np.ndarray) -> np.ndarray:
    """Return a column in one piece and read-only: compiled functions are made anew for every other kind of array."""
    column = np.ascontiguousarray(column).view()
    column.flags.writeable = False
    return column
