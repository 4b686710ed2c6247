"""Numbers for words, and what is remembered by them: each distinct word is looked at once, whatever the batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from .characters import code_points, fold_table
from .spellings import Spellings

if TYPE_CHECKING:
    from .words import Words

UNKNOWN = -1
UNDECIDED = np.iinfo(np.int64).min
MEMO_LIMIT = 500_000  # distinct words remembered between batches


class WordNumbers(dict[str, int]):
    """Numbers words in the order in which they are first met; `spelt` holds them by number. Safe to share.

    As a dictionary it remembers the numbers of words that were asked for one by one.
    """

    def __init__(self) -> None:
        self._spellings = Spellings()
        self.spelt = self._spellings.spelt
        self.folded = FoldedNumbers(self._spellings)

    def among(self, codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return the number of each word `start` to `end` of a text."""
        return self._spellings.of(codes, start, end)

    def __missing__(self, word: str) -> int:
        number = self._spellings.of(code_points(word), np.zeros(1, dtype=np.int64), np.array([len(word)]))
        self[word] = int(number[0])
        return self[word]


class FoldedNumbers:
    """Knows the number of each word in small letters."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self._known = np.zeros(0, dtype=np.int64)

    def of(self, words: Words) -> np.ndarray:
        """Return the number of each word in small letters."""
        known = self._known
        if len(known) < len(self._spellings.spelt):
            letters, edges = self._spellings.letters_from(len(known))
            folded = self._spellings.of(fold_table()[letters], edges[:-1], edges[1:])
            known = self._known = np.concatenate([known, folded])
        return known[words.number]


class WordTable:
    """Remembers what `decide` says of each distinct word, asked when the word is first met: a whole number."""

    def __init__(self, decide: Callable[[str], int]) -> None:
        self._decide = decide
        self._known: tuple[WordNumbers | None, np.ndarray] = (None, np.zeros(0, dtype=np.int64))

    def of(self, words: Words) -> np.ndarray:
        """Return the answer for each word, int64."""
        numbers, answers = self._known
        if numbers is not words.numbers:
            answers = answers[:0]
        short = len(words.numbers.spelt) - len(answers)
        if short > 0:
            answers = np.pad(answers, (0, short + len(answers) // 2), constant_values=UNDECIDED)
        found = answers[words.number]
        undecided = words.number[found == UNDECIDED]
        if len(undecided):
            new, spelt = np.unique(undecided), words.numbers.spelt
            answers[new] = [self._decide(spelt[number]) for number in new.tolist()]
            found = answers[words.number]
        self._known = words.numbers, answers
        return found


class PairTable:
    """Remembers a yes or no for pairs of small numbers, worked out by `decide` when a pair is first met."""

    def __init__(self, decide: Callable[[int, int], bool]) -> None:
        self._decide = decide
        self._known = np.full((1, 1), UNKNOWN, dtype=np.int8)

    def of(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return the answer for each pair, bool."""
        if not len(first):
            return np.zeros(0, dtype=bool)
        self._make_room(int(first.max()) + 1, int(second.max()) + 1)
        answers = self._known[first, second]
        unknown = answers == UNKNOWN
        if unknown.any():
            for pair in set(zip(first[unknown].tolist(), second[unknown].tolist(), strict=True)):
                self._known[pair] = self._decide(*pair)
            answers = self._known[first, second]
        return answers.astype(bool)

    def _make_room(self, n_first: int, n_second: int) -> None:
        short = np.maximum(np.array([n_first, n_second]) - self._known.shape, 0)
        if short.any():
            room = [(0, 2 * more) for more in short.tolist()]
            self._known = np.pad(self._known, room, constant_values=UNKNOWN)


class _Met:
    """The words met so far, forgotten when they are too many: a batch keeps the numbers that it began with."""

    numbers = WordNumbers()


def numbers_so_far() -> WordNumbers:
    """Return the numbers that new batches use."""
    if len(_Met.numbers.spelt) > MEMO_LIMIT:
        _Met.numbers = WordNumbers()
    return _Met.numbers
