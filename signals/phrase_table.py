"""Thousands of phrases as arrays, by the words that they begin and go on with: what the search for them looks up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .patterns import NONE, OPENING_MARKS, PIECE, WORD, PhraseWord, phrase_words, word_patterns
from .phrase_text import PhraseWords, max_steps, words_as_arrays
from .spans import edges_of


class Phrase(NamedTuple):
    """A phrase as the search takes it: the word pattern that it begins with, and another that tells if it may stand.

    `other` is the pattern of its next word or, if `is_after_gap`, of the word after a lone star; "" if neither tells.
    """

    first: str
    other: str
    is_after_gap: bool
    words: tuple[PhraseWord, ...]


class Branches(NamedTuple):
    """Which phrases may stand where two word patterns do: pattern p begins branches `edges[p]` to `edges[p + 1]`.

    The other pattern of a branch is `other` (NONE: any word or none; rising for one p), its phrases are
    `phrases[phrase_edges[b]]` to `phrase_edges[b + 1]`, rising.
    """

    edges: np.ndarray
    other: np.ndarray
    phrase_edges: np.ndarray
    phrases: np.ndarray


class PhraseTable(NamedTuple):
    """Phrases by number, those that come first where several may stand having the smaller ones.

    `row`: the number of each as given. `max_steps`: how many steps the lone stars of one can take.
    """

    next: Branches
    after_gap: Branches
    words: PhraseWords
    max_steps: int
    row: np.ndarray


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
    pairs = sorted(by_pair)
    firsts, others = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Branches(
        np.searchsorted(firsts, np.arange(len(numbers) + 1)),
        others.copy(),
        edges_of([len(by_pair[pair]) for pair in pairs]),
        np.array([number for pair in pairs for number in by_pair[pair]], dtype=np.int64),
    )
