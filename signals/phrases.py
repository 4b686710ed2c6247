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
    NONE,
    WORD,
    PhraseWord,
    end_of_phrase,
    patterns_fitting,
    phrase_words,
    specificity,
    word_patterns,
)
from .spans import Spans, merged, spans_of, without_overlaps
from .words import MEMO_LIMIT, PairTable, Words, WordTable

PIECES_OVER_GAP = 16  # "U.S.-led" is three pieces of one word: where more than so many stand in reach, just try
MAX_PLAIN = 3


class Phrase(NamedTuple):
    """A phrase and its row, its words as written, what its second and third words look like ("" none, "*" anything).

    `must_follow`: letters of its third word, or of the first after a lone *; `last`: of its last word. `n_plain`: of
    how many words it consists, if nothing but a blank or a hyphen between them matters; 0 where the text has to be
    compared.
    """

    row: int
    words: tuple[PhraseWord, ...]
    second: str
    third: str
    must_follow: str
    last: str
    n_plain: int


class Options(NamedTuple):
    """The phrases that may stand at a place, the most specific first; `n_plain` and `row` are the first one's, NONE
    where there is none."""

    phrases: list[Phrase]
    n_plain: int
    row: int


class Bucket:
    """The phrases that may begin with a word, the most specific first, and which words can go on with one.

    `alone`: the row of the phrase that is the word itself, or NONE. `seconds`: what the second word of a phrase looks
    like; `after_gap`: what the word after a lone * does. `is_open`: neither tells for all.
    """

    def __init__(self, rows: Sequence[int], phrases: Sequence[str]) -> None:
        ordered = sorted(rows, key=lambda row: (specificity(phrases[row]), row))
        self.phrases = [_phrase(row, phrases[row]) for row in ordered]
        self.alone = next((one.row for one in self.phrases if one.n_plain == 1), NONE)
        self.seconds = {one.second for one in self.phrases} - {"", "*"}
        self.after_gap = {one.third for one in self.phrases if one.second == "*"} - {"", "*"}
        self.is_open = any(one.second == "*" and one.third in ("", "*") for one in self.phrases)

    def going_on_with(self, second: frozenset[str], third: frozenset[str]) -> list[Phrase]:
        """Return the phrases that may stand where the next words look like `second` and `third`."""
        return [
            one
            for one in self.phrases
            if one.second in ("", "*") or (one.second in second and (one.third in ("", "*") or one.third in third))
        ]


def _phrase(row: int, phrase: str) -> Phrase:
    patterns = word_patterns(phrase)
    is_plain = " ".join(patterns) == phrase and "*" not in patterns and len(patterns) <= MAX_PLAIN
    if not is_plain and len(patterns) == 1:
        patterns.append("*")  # marks follow its only word
    second, third, fourth = [*patterns, "", "", ""][1:4]
    must_follow = (fourth if third == "*" else third).rstrip("*")
    last = patterns[-1].rstrip("*")
    return Phrase(row, phrase_words(phrase), second, third, must_follow, last, len(patterns) * is_plain)


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
        self._remembered_options: dict[tuple[int, ...], Options] = {}
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
        tried = self._try(words, sequel, at[goes_on], bucket[goes_on])
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

    def _try(self, words: Words, sequel: np.ndarray, at: np.ndarray, bucket: np.ndarray) -> Spans:
        """Return the most specific phrase at each place, where there is one."""
        options = self._options(bucket, sequel[at + 1], np.append(sequel, 0)[at + 2])
        n_plain = np.array([one.n_plain for one in options], dtype=np.int64)
        n_joined = _n_joined(words, at)
        is_plain = (n_plain > 0) & (n_plain <= n_joined)
        rows = np.array([one.row for one in options], dtype=np.int64)
        plain = Spans(words.start[at], words.end[np.minimum(at + n_plain, len(words)) - 1], rows)
        is_open = ~is_plain & (n_plain != NONE)
        open_options = [options[place].phrases for place in np.flatnonzero(is_open).tolist()]
        compared = _compare(words, at[is_open], n_joined[is_open], open_options)
        return merged(Spans(*(column[is_plain] for column in plain)), compared)

    def _options(self, bucket: np.ndarray, second: np.ndarray, third: np.ndarray) -> list[Options]:
        """Return what is to be tried at each place."""
        if len(self._remembered_options) > MEMO_LIMIT:
            self._remembered_options.clear()
        remembered, options = self._remembered_options, []
        for key in zip(bucket.tolist(), second.tolist(), third.tolist(), strict=True):
            if key not in remembered:
                number, *following = key
                phrases = self._buckets[number].going_on_with(*(self._sequels[one] for one in following))
                remembered[key] = Options(phrases, *((phrases[0].n_plain, phrases[0].row) if phrases else (NONE, NONE)))
            options.append(remembered[key])
        return options


def _compare(words: Words, at: np.ndarray, n_joined: np.ndarray, options: Sequence[list[Phrase]]) -> Spans:
    """Return the first of the phrases at each place that stands there, where there is one."""
    rows: list[tuple[int, int, int]] = []
    text, first_words = words.text, words.start[at]
    line_ends = np.append(words.lines, len(text))[words.sentence_of(first_words) + 1]
    ends = (first_words, _reach(words, at), line_ends, at, n_joined)
    for start, stop, line_end, word, joined, phrases in zip(*(one.tolist() for one in ends), options, strict=True):
        for one in phrases:
            end = NONE
            if 0 < one.n_plain <= joined:
                end = int(words.end[word + one.n_plain - 1])
            elif _stands(one.must_follow, text, start, stop) and text.find(one.last, start, line_end) >= 0:
                end = end_of_phrase(text, start, one.words)
            if end != NONE:
                rows.append((start, end, one.row))
                break
    return spans_of(rows)


def _stands(beginning: str, text: str, start: int, stop: int) -> bool:
    """Whether a word that begins with these letters stands in a part of the text: a quick look."""
    at = text.find(beginning, start, stop)
    while at > 0 and beginning and text[at - 1].isalnum():
        at = text.find(beginning, at + 1, stop)
    return at >= 0


def _n_joined(words: Words, at: np.ndarray) -> np.ndarray:
    """Return how many words, up to MAX_PLAIN, each with only a blank or a hyphen before the next, begin at a place."""
    is_joined = np.append(words.is_joined, False)
    count = np.ones(len(at), dtype=np.int64)
    goes_on = np.ones(len(at), dtype=bool)
    for step in range(1, MAX_PLAIN):
        goes_on &= is_joined[np.minimum(at + step, len(words))]
        count += goes_on
    return count


def _reach(words: Words, at: np.ndarray) -> np.ndarray:
    """Return how far in the text the first word after a lone * can end, where at most two words stand before it."""
    first_beyond = np.searchsorted(words.n_blanks, words.n_blanks[at] + BLANKS_OVER_GAP + 1, side="right")
    return np.append(words.end, len(words.codes))[first_beyond]
