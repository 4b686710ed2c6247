"""Find thousands of phrases in text: whole words, the most specific phrase first, none overlapping.

What each distinct word of a batch can be is looked up once. Where it can begin a phrase, and the words after it can go
on with one, the text is compared. The syntax of phrases is in `patterns.py`, timings in docs/decisions/014.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from signals.text.jit import inlined, kernel
from signals.text.pattern_candidates import FittingPatterns, PatternSets, Text
from signals.text.patterns import (
    MAX_SKIPPED,
    NONE,
    OPENING_MARKS,
    PIECE,
    WORD,
    PhraseWord,
    phrase_words,
    specificity,
    word_patterns,
)
from signals.text.phrase_kernel import (
    JOINT,
    N_STEP_COLUMNS,
    NOT_SKIPPED,
    PhraseWords,
    Spans,
    end_of_phrase,
    indptr_of,
    max_steps,
    without_overlaps,
    words_as_arrays,
)

MULTIPLIER = 0x9E3779B1  # spreads the pairs of patterns over the slots: the golden ratio of 2 ** 32


class Phrase(NamedTuple):
    """A phrase as the search takes it: the word pattern that it begins with, and another that tells if it may stand.

    `other` is the pattern of its next word or, if `is_after_gap`, of the word after a lone star; "" if neither tells.
    """

    first: str
    other: str
    is_after_gap: bool
    words: tuple[PhraseWord, ...]


class Branches(NamedTuple):
    """Which phrases may stand where two word patterns do.

    Branch b is for `first[b]` and `other[b]` (NONE: any or none). Its phrases are `phrases[indptr[b]]` to
    `indptr[b + 1]`, rising. `slots` holds the branches, each at or soon after the `slot_of` its patterns; NONE where
    there is none. `begins`: for each pattern whether it is the first of any branch.
    """

    first: np.ndarray
    other: np.ndarray
    indptr: np.ndarray
    phrases: np.ndarray
    slots: np.ndarray
    begins: np.ndarray


class PhraseTable(NamedTuple):
    """Phrases by number, those that come first where several may stand having the smaller ones.

    `row`: the number of each as given. `max_steps`: how many steps the lone stars of one can take.
    """

    next: Branches
    after_gap: Branches
    words: PhraseWords
    max_steps: int
    row: np.ndarray

    @property
    def begins(self) -> np.ndarray:
        """For each word pattern whether any phrase begins with it."""
        return self.next.begins | self.after_gap.begins


def phrase_of(pattern: str) -> Phrase:
    """Return a phrase in the syntax of `patterns.py`. Raises ValueError for one that does not begin with a word."""
    if WORD.match(pattern) is None:
        raise ValueError(f"pattern {pattern!r} begins with no word; expected words, * only after the first")
    words = phrase_words(pattern)
    first, *others = word_patterns(pattern)
    if others[:1] != ["*"]:
        return Phrase(first, (others or [""])[0], False, words)
    before, gap, after = [*pattern.split(), "", ""][:3]
    is_plain = PIECE.fullmatch(before) and gap == "*" and WORD.match(after.lstrip(OPENING_MARKS))
    return Phrase(first, others[1] if is_plain else "", bool(is_plain), words)


def table_of(phrases: Sequence[Phrase], order: Sequence[int], numbers: Mapping[str, int]) -> PhraseTable:
    """Return phrases as arrays: `order` holds their rows, `numbers` the numbers of their patterns."""
    ordered = [phrases[row] for row in order]
    words = words_as_arrays([one.words for one in ordered])
    return PhraseTable(
        _branches([(number, one) for number, one in enumerate(ordered) if not one.is_after_gap], numbers),
        _branches([(number, one) for number, one in enumerate(ordered) if one.is_after_gap], numbers),
        words,
        max_steps(words),
        np.array(order, dtype=np.int64),
    )


def _branches(phrases: Iterable[tuple[int, Phrase]], numbers: Mapping[str, int]) -> Branches:
    by_pair: dict[tuple[int, int], list[int]] = {}
    for number, one in phrases:
        by_pair.setdefault((numbers[one.first], numbers.get(one.other, NONE)), []).append(number)
    first, other = np.array(list(by_pair), dtype=np.int64).reshape(-1, 2).T.copy()
    begins = np.zeros(len(numbers), dtype=bool)
    begins[first] = True
    members = [number for some in by_pair.values() for number in some]
    indptr = indptr_of([len(some) for some in by_pair.values()])
    return Branches(first, other, indptr, np.array(members, dtype=np.int64), _slots(first, other), begins)


def _slots(first: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the branches of these patterns in a table of slots, of which three in four are free."""
    slots = np.full(1 << (4 * len(first) + 1).bit_length(), NONE, dtype=np.int32)
    for branch, pair in enumerate(zip(first.tolist(), other.tolist(), strict=True)):
        slot = slot_of(*pair, slots)
        while slots[slot] != NONE:
            slot = (slot + 1) % len(slots)
        slots[slot] = branch
    return slots


@inlined
def slot_of(first: int, other: int, slots: np.ndarray) -> int:
    """Return where in a table of slots, as many as a power of two, a branch of two patterns is sought first."""
    return (first * MULTIPLIER + other) & (len(slots) - 1)


@inlined
def branch_of(branches: Branches, first: int, other: int) -> int:
    """Return the branch of two patterns, NONE if no phrase has them."""
    slot = slot_of(first, other, branches.slots)
    branch = branches.slots[slot]
    while branch != NONE and (branches.first[branch] != first or branches.other[branch] != other):
        slot = (slot + 1) & (len(branches.slots) - 1)
        branch = branches.slots[slot]
    return branch


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
