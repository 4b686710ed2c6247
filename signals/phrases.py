"""Find thousands of phrases in text: whole words, the most specific phrase first, none overlapping.

What each distinct word of a batch can be is looked up once. Where it can begin a phrase, and the words after it can go
on with one, the text is compared. The syntax of phrases is in `patterns.py`, timings in docs/decisions/007-speed.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from .compiled import compiled, part
from .fitting import FittingPatterns, Text
from .patterns import MAX_SKIPPED, NONE, specificity, word_patterns
from .phrase_table import Branches, PhraseTable, phrase_of, table_of
from .phrase_text import JOINT, N_STEP_COLUMNS, NOT_SKIPPED, end_of_phrase
from .spans import Spans, without_overlaps

BLANKS_OVER_GAP = MAX_SKIPPED + 1  # at most, between the words on either side of a lone *
OUT_OF_REACH = BLANKS_OVER_GAP + 1


class PhraseMatcher:
    """Holds phrases by the words that they begin and go on with. The search is case-sensitive: fold first."""

    def __init__(self, phrases: Sequence[str], fitting: FittingPatterns | None = None) -> None:
        """`phrases` in the syntax of `patterns.py`. Raises ValueError for one that does not begin with a word.

        `fitting`: the word patterns of these phrases and maybe of others sought in the same texts.
        """
        self.fitting = fitting or fitting_patterns(phrases)
        order = sorted(range(len(phrases)), key=lambda row: (*specificity(phrases[row]), row))
        self._table = table_of(list(map(phrase_of, phrases)), order, self.fitting.numbers)

    def find(self, text: Text) -> Spans:
        """Return the phrases of a text that `fitting` has read, by position. Line breaks are never crossed."""
        return without_overlaps(phrases_among(text, self._table))


def fitting_patterns(phrases: Iterable[str]) -> FittingPatterns:
    """Return the word patterns of phrases, with which a text is read."""
    return FittingPatterns(piece for phrase in phrases for piece in word_patterns(phrase) if piece != "*")


def phrases_among(text: Text, table: PhraseTable) -> Spans:
    """Return the first phrase of the table that stands at each word, if any does; they may overlap."""
    return Spans(*_find(text, table))


class Found(NamedTuple):
    """The phrase found at a place so far, as a number of the table (as many as it has: none), and where it ends."""

    phrase: int
    end: int


@compiled
def _find(text: Text, table: PhraseTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return start, end and row of the phrases, in order of start."""
    start, end, row = np.empty_like(text.start), np.empty_like(text.start), np.empty_like(text.start)
    steps = np.empty((table.max_steps, N_STEP_COLUMNS), dtype=np.int64)
    n_found = _fill(text, table, steps, start, end, row)
    return start[:n_found], end[:n_found], row[:n_found]


@part
def _fill(
    text: Text, table: PhraseTable, steps: np.ndarray, start: np.ndarray, end: np.ndarray,
    row: np.ndarray,
) -> int:  # fmt: skip
    """Write start, end and row of each phrase found; return how many they are."""
    n_found = 0
    for at in range(len(text.start)):
        if text.begins[at]:
            found = _first_standing(text, at, table, steps)
            if found.phrase < len(table.row):
                start[n_found], end[n_found], row[n_found] = text.start[at], found.end, table.row[found.phrase]
                n_found += 1
    return n_found


@part
def _first_standing(text: Text, at: int, table: PhraseTable, steps: np.ndarray) -> Found:
    """Return the first phrase of the table that stands at word `at`."""
    found = Found(len(table.row), NONE)
    for place in range(text.sets.edges[text.begins[at]], text.sets.edges[text.begins[at] + 1]):
        first = text.sets.patterns[place]
        if table.next.edges[first] < table.next.edges[first + 1]:
            found = _try(text, at, table.next, first, NONE, table, steps, found)
            if at + 1 < len(text.start):
                found = _try_with(text, at, at + 1, table.next, first, table, steps, found)
        if table.after_gap.edges[first] < table.after_gap.edges[first + 1]:
            found = _try_over_gap(text, at, first, table, steps, found)
    return found


@part
def _try_over_gap(text: Text, at: int, first: int, table: PhraseTable, steps: np.ndarray, found: Found) -> Found:
    """Try the phrases that begin with pattern `first` and a lone star, by the words within its reach."""
    n_blanks, position = 0, text.end[at]
    for other in range(at + 1, len(text.start)):
        while position < text.start[other]:
            if text.kinds[position] & NOT_SKIPPED:
                n_blanks += 1 if text.kinds[position] & JOINT else OUT_OF_REACH
            position += 1
        if n_blanks > BLANKS_OVER_GAP:
            break
        found = _try_with(text, at, other, table.after_gap, first, table, steps, found)
        position = text.end[other]
    return found


@part
def _try_with(
    text: Text, at: int, other: int, branches: Branches, first: int, table: PhraseTable,
    steps: np.ndarray, found: Found,
) -> Found:  # fmt: skip
    """Try the phrases that begin with pattern `first` and go on with any that word `other` fits."""
    for place in range(text.sets.edges[text.fitting[other]], text.sets.edges[text.fitting[other] + 1]):
        found = _try(text, at, branches, first, text.sets.patterns[place], table, steps, found)
    return found


@part
def _try(
    text: Text, at: int, branches: Branches, first: int, other: int, table: PhraseTable, steps: np.ndarray, found: Found
) -> Found:
    """Return the first phrase of a branch that stands at word `at`, or `found` if that comes first."""
    branch = _branch_of(branches, first, other)
    if branch != NONE:
        for place in range(branches.phrase_edges[branch], branches.phrase_edges[branch + 1]):
            phrase = branches.phrases[place]
            if phrase >= found.phrase:
                break
            end = end_of_phrase(text.codes, text.kinds, text.start[at], phrase, table.words, steps)
            if end != NONE:
                return Found(phrase, end)
    return found


@part
def _branch_of(branches: Branches, first: int, other: int) -> int:
    """Return the branch of two patterns, NONE if no phrase has them."""
    low, high = branches.edges[first], branches.edges[first + 1]
    last = high
    while low < high:
        middle = (low + high) // 2
        if branches.other[middle] < other:
            low = middle + 1
        else:
            high = middle
    return low if low < last and branches.other[low] == other else NONE
