"""Find thousands of phrases in text: whole words, the longest match first, none overlapping.

Each distinct word of a batch is looked at once. Python visits only the places where a word can begin a phrase and the
words after it can go on with one. The syntax of phrases is in `patterns.py`, timings in docs/decisions/007-speed.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .patterns import (
    BLANKS_OVER_GAP,
    WORD,
    PhraseWord,
    end_of_phrase,
    patterns_fitting,
    phrase_words,
    specificity,
    word_patterns,
)
from .spans import Spans, merged, spans_of, without_overlaps
from .words import PairTable, Words, WordTable

PIECES_OVER_GAP = 16  # "U.S.-led" is three pieces of one word: where more than so many stand in reach, just try
NONE = -1


class Phrase(NamedTuple):
    """A phrase: its row, its words as written, what the second one looks like ("" none, "*" anything), and how the
    third begins."""

    row: int
    words: tuple[PhraseWord, ...]
    second: str
    third: str


class Bucket:
    """The phrases that may begin with a word, the most specific first, and which words can go on with one.

    `alone`: the row of the phrase that is the word itself, or NONE. `seconds`: what the second word of a phrase looks
    like; `after_gap`: what the word after a lone * does. `is_open`: neither tells for all.
    """

    def __init__(self, rows: Sequence[int], phrases: Sequence[str]) -> None:
        self.alone, self.is_open = NONE, False
        self.seconds: set[str] = set()
        self.after_gap: set[str] = set()
        ordered = sorted(rows, key=lambda row: (specificity(phrases[row]), row))
        self._phrases = [self._sorted_in(row, phrases[row]) for row in ordered]
        self._going_on_with: dict[frozenset[str], list[Phrase]] = {}

    def _sorted_in(self, row: int, phrase: str) -> Phrase:
        patterns, words = word_patterns(phrase), phrase_words(phrase)
        second, third = [*patterns, "", ""][1:3]
        if patterns == [phrase]:
            self.alone = row if self.alone == NONE else self.alone
        elif second not in ("", "*"):
            self.seconds.add(second)
        elif third not in ("", "*"):
            self.after_gap.add(third)
        else:
            self.is_open, second = True, "*"
        return Phrase(row, words, second, third.rstrip("*"))

    def going_on_with(self, seconds: frozenset[str]) -> list[Phrase]:
        """Return the phrases that may stand where the second word is all of `seconds`."""
        if seconds not in self._going_on_with:
            self._going_on_with[seconds] = [
                one for one in self._phrases if one.second in ("", "*") or one.second in seconds
            ]
        return self._going_on_with[seconds]


class PhraseMatcher:
    """Holds the phrases by the word that they begin with. The search is case-sensitive: fold first."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """`phrases` in the syntax of `patterns.py`. Raises ValueError for one that does not begin with a word."""
        self._phrases = phrases
        self._rows_beginning: dict[str, list[int]] = {}
        self._later: set[str] = set()
        for row, phrase in enumerate(phrases):
            if WORD.match(phrase) is None:
                raise ValueError(f"pattern {phrase!r} begins with no word; expected words, * only after the first")
            first, *later = word_patterns(phrase)
            self._rows_beginning.setdefault(first, []).append(row)
            self._later.update(later)
        self._longest = max(map(len, (*self._rows_beginning, *self._later)), default=0)
        self._buckets: list[Bucket] = []
        self._bucket_numbers: dict[tuple[int, ...], int] = {}
        self._bucket_of = WordTable(self._learn_beginning)
        self._sequels = [frozenset[str]()]  # the distinct sets of later words that a word of the text can be
        self._sequel_numbers = {self._sequels[0]: 0}
        self._sequel_of = WordTable(self._learn_sequel)
        self._is_second = PairTable(lambda bucket, sequel: self._fits(self._buckets[bucket].seconds, sequel))
        self._is_after_gap = PairTable(lambda bucket, sequel: self._fits(self._buckets[bucket].after_gap, sequel))

    def _learn_beginning(self, word: str) -> int:
        """Return the number of the bucket of phrases that may begin with `word`; NONE for none."""
        fitting = patterns_fitting(word, self._rows_beginning, self._longest)
        rows = tuple(row for pattern in fitting for row in self._rows_beginning[pattern])
        if rows and rows not in self._bucket_numbers:
            self._bucket_numbers[rows] = len(self._buckets)
            self._buckets.append(Bucket(rows, self._phrases))
        return self._bucket_numbers[rows] if rows else NONE

    def _learn_sequel(self, word: str) -> int:
        """Return the number of the set of later words that `word` can be; 0 is the empty one."""
        fitting = frozenset(patterns_fitting(word, self._later, self._longest))
        if fitting not in self._sequel_numbers:
            self._sequel_numbers[fitting] = len(self._sequels)
            self._sequels.append(fitting)
        return self._sequel_numbers[fitting]

    def _fits(self, wanted: set[str], sequel: int) -> bool:
        return not wanted.isdisjoint(self._sequels[sequel])

    def find(self, words: Words) -> Spans:
        """Return the phrases among `words`, by position. Line breaks are never crossed."""
        bucket = self._bucket_of.of(words)
        at = np.flatnonzero(bucket != NONE)
        if not len(at):
            return spans_of([])
        bucket = bucket[at]
        sequel = np.append(self._sequel_of.of(words), 0)
        goes_on = self._can_go_on(words, sequel, at, bucket)
        alone = np.array([one.alone for one in self._buckets])[bucket]
        is_alone = ~goes_on & (alone != NONE)
        certain = Spans(words.start[at[is_alone]], words.end[at[is_alone]], alone[is_alone])
        tried = self._try(words, at[goes_on], bucket[goes_on], sequel[at[goes_on] + 1])
        return without_overlaps(merged(certain, tried))

    def _can_go_on(self, words: Words, sequel: np.ndarray, at: np.ndarray, bucket: np.ndarray) -> np.ndarray:
        """Whether the words after `at` may make a longer phrase of its bucket: a no is sure, a yes has to be tried."""
        goes_on = np.array([one.is_open for one in self._buckets])[bucket]
        goes_on |= self._is_second.of(bucket, sequel[at + 1])
        has_gap = np.array([bool(one.after_gap) for one in self._buckets])[bucket]
        unsure = np.flatnonzero(has_gap & ~goes_on)
        goes_on[unsure] = self._goes_on_after_gap(words, sequel, at[unsure], bucket[unsure])
        return goes_on

    def _goes_on_after_gap(self, words: Words, sequel: np.ndarray, at: np.ndarray, bucket: np.ndarray) -> np.ndarray:
        """Whether a word that may follow a lone * stands within its reach; `sequel` has a 0 after the last word."""
        n_blanks = np.append(words.n_blanks, len(words) + BLANKS_OVER_GAP + 1)
        goes_on = np.zeros(len(at), dtype=bool)
        left = np.arange(len(at))
        for step in range(1, PIECES_OVER_GAP + 1):
            later = np.minimum(at[left] + step, len(words))
            is_near = n_blanks[later] - n_blanks[at[left]] <= BLANKS_OVER_GAP
            left, later = left[is_near], later[is_near]
            is_wanted = self._is_after_gap.of(bucket[left], sequel[later])
            goes_on[left[is_wanted]] = True
            left = left[~is_wanted]
        goes_on[left] = True
        return goes_on

    def _try(self, words: Words, at: np.ndarray, bucket: np.ndarray, sequel: np.ndarray) -> Spans:
        """Return the most specific phrase at each place, where there is one."""
        rows: list[tuple[int, int, int]] = []
        text = words.text
        columns = (words.start[at], words.end[at], reach_of_gap(words, at), bucket, sequel)
        for start, word_end, stop, number, following in zip(*(column.tolist() for column in columns), strict=True):
            tried = self._buckets[number]
            for one in tried.going_on_with(self._sequels[following]):
                if text.find(one.third, word_end, stop) < 0:
                    continue
                end = word_end if one.row == tried.alone else end_of_phrase(text, start, one.words)
                if end is not None:
                    rows.append((start, end, one.row))
                    break
        return spans_of(rows)


def reach_of_gap(words: Words, at: np.ndarray) -> np.ndarray:
    """Return how far in the text the word after a lone * can begin, when the word before it is one of those `at`."""
    first_beyond = np.searchsorted(words.n_blanks, words.n_blanks[at] + BLANKS_OVER_GAP, side="right")
    return np.append(words.end, len(words.codes))[first_beyond]
