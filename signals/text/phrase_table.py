"""Thousands of phrases as arrays, by the words that they begin and go on with: what the search for them looks up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from signals.text.jit import inlined
from signals.text.patterns import NONE, OPENING_MARKS, PIECE, WORD, PhraseWord, phrase_words, word_patterns
from signals.text.phrase_kernel import PhraseWords, max_steps, words_as_arrays
from signals.text.spans import indptr_of

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
