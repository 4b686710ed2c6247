"""Find thousands of phrases in text: whole words, the most specific phrase first, none overlapping.

What each distinct word of a batch can be is looked up once. Where it can begin a phrase, and the words after it can go
on with one, the text is compared. The syntax of phrases is in `patterns.py`, timings in docs/decisions/014.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from signals.text.jit import inlined, kernel
from signals.text.pattern_candidates import FittingPatterns, PatternSets, Text
from signals.text.patterns import MAX_SKIPPED, NONE, specificity, word_patterns
from signals.text.phrase_kernel import JOINT, N_STEP_COLUMNS, NOT_SKIPPED, end_of_phrase
from signals.text.phrase_table import Branches, Phrase, PhraseTable, branch_of, phrase_of, table_of
from signals.text.spans import Spans, without_overlaps

BLANKS_OVER_GAP = MAX_SKIPPED + 1  # at most, between the words on either side of a lone *
OUT_OF_REACH = BLANKS_OVER_GAP + 1


class PhraseSearch:
    """Finds the phrases of one table, the first of it where several may stand, in texts that `fitting` has read."""

    def __init__(self, phrases: Sequence[Phrase], order: Sequence[int], fitting: FittingPatterns) -> None:
        """`order`: the rows of the phrases, the first one first."""
        self.fitting = fitting
        self._table = table_of(phrases, order, fitting.numbers)
        self._known: tuple[PatternSets | None, np.ndarray] = (None, np.zeros(0, dtype=bool))

    def find(self, text: Text) -> Spans:
        """Return the phrases of a text, by position, none overlapping. Line breaks are never crossed."""
        return without_overlaps(_find(text, self._table, self._sets_beginning(text.sets)))

    def _sets_beginning(self, sets: PatternSets) -> np.ndarray:
        """Return for each set of patterns whether any of them begins a phrase."""
        known, beginning = self._known
        if known is not sets:
            n_beginning = np.cumsum(np.append(False, self._table.begins[sets.patterns]))
            beginning = n_beginning[sets.indptr[1:]] > n_beginning[sets.indptr[:-1]]
            self._known = sets, beginning
        return beginning


class PhraseMatcher(PhraseSearch):
    """Finds phrases in the syntax of `patterns.py`, the most specific first. It is case-sensitive: fold first."""

    def __init__(self, phrases: Sequence[str], fitting: FittingPatterns | None = None) -> None:
        """Raises ValueError for a phrase that does not begin with a word.

        `fitting`: the word patterns of these phrases and maybe of others sought in the same texts.
        """
        order = sorted(range(len(phrases)), key=lambda row: (*specificity(phrases[row]), row))
        super().__init__(list(map(phrase_of, phrases)), order, fitting or fitting_patterns(phrases))


def fitting_patterns(phrases: Iterable[str]) -> FittingPatterns:
    """Return the word patterns of phrases, with which a text is read."""
    return FittingPatterns(piece for phrase in phrases for piece in word_patterns(phrase) if piece != "*")


class Found(NamedTuple):
    """The phrase found at a place so far, as a number of the table (as many as it has: none), and where it ends."""

    phrase: int
    end: int


@kernel
def _find(text: Text, table: PhraseTable, beginning: np.ndarray) -> Spans:
    """Return the first phrase that stands at each word, if any does; they may overlap.

    `beginning`: for each set of patterns whether any of them begins a phrase.
    """
    found = Spans(np.empty_like(text.start), np.empty_like(text.start), np.empty_like(text.start))
    steps = np.empty((table.max_steps, N_STEP_COLUMNS), dtype=np.int64)
    n_found = _fill(text, table, beginning, steps, found)
    return Spans(found.start[:n_found], found.end[:n_found], found.phrase[:n_found])


@inlined
def _fill(text: Text, table: PhraseTable, beginning: np.ndarray, steps: np.ndarray, found: Spans) -> int:
    """Write the phrases into `found`; return how many they are."""
    n_found = 0
    for at in range(len(text.start)):
        if beginning[text.begins[at]]:
            first = _first_standing(text, at, table, steps)
            if first.phrase < len(table.row):
                found.start[n_found], found.end[n_found] = text.start[at], first.end
                found.phrase[n_found] = table.row[first.phrase]
                n_found += 1
    return n_found


@inlined
def _first_standing(text: Text, at: int, table: PhraseTable, steps: np.ndarray) -> Found:
    """Return the first phrase of the table that stands at word `at`."""
    found = Found(len(table.row), NONE)
    for place in range(text.sets.indptr[text.begins[at]], text.sets.indptr[text.begins[at] + 1]):
        first = text.sets.patterns[place]
        if table.next.begins[first]:
            found = _try(text, at, table.next, first, NONE, table, steps, found)
            if at + 1 < len(text.start):
                found = _try_with(text, at, at + 1, table.next, first, table, steps, found)
        if table.after_gap.begins[first]:
            found = _try_over_gap(text, at, first, table, steps, found)
    return found


@inlined
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


@inlined
def _try_with(
    text: Text, at: int, other: int, branches: Branches, first: int, table: PhraseTable,
    steps: np.ndarray, found: Found,
) -> Found:  # fmt: skip
    """Try the phrases that begin with pattern `first` and go on with any that word `other` fits."""
    for place in range(text.sets.indptr[text.fitting[other]], text.sets.indptr[text.fitting[other] + 1]):
        found = _try(text, at, branches, first, text.sets.patterns[place], table, steps, found)
    return found


@inlined
def _try(
    text: Text, at: int, branches: Branches, first: int, other: int, table: PhraseTable, steps: np.ndarray, found: Found
) -> Found:
    """Return the first phrase of a branch that stands at word `at`, or `found` if that comes first."""
    branch = branch_of(branches, first, other)
    if branch != NONE:
        for place in range(branches.indptr[branch], branches.indptr[branch + 1]):
            phrase = branches.phrases[place]
            if phrase >= found.phrase:
                break
            end = end_of_phrase(text.codepoints, text.kinds, text.start[at], phrase, table.words, steps)
            if end != NONE:
                return Found(phrase, end)
    return found
