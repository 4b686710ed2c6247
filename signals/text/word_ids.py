"""Numbers for words, and what is remembered by them: each distinct word is looked at once, whatever the batch."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import NamedTuple, Protocol

import numpy as np

from signals.text.codepoints import code_points, fold_table, text_of
from signals.text.jit import inlined, kernel

FREE = -1
FIRST_SLOTS, FIRST_LETTERS = 1 << 11, 1 << 13
SLOTS_PER_PIECE = 2  # at least: with half of the slots free, a search ends after a step or two
BASE = 131  # a prime above every ASCII code: up to MAX_DIGITS letters are digits of one number, more make a hash
MAX_DIGITS = 7
HASHED = 1 << 55  # this and above: hashes. A smaller number times BASE still fits into 63 bits


class SpellingTable(NamedTuple):
    """`slots`: the number of the piece kept there, or FREE; as many as a power of two. `keys`: the `key_of` each piece.
    `letters`: the code points of all pieces, one after the other. `indptr`: where each begins, and where the last one
    ends. `size`: one entry, how many pieces there are."""

    slots: np.ndarray
    keys: np.ndarray
    letters: np.ndarray
    indptr: np.ndarray
    size: np.ndarray


class Spellings:
    """Numbers pieces of text in the order in which they are first met: `spelt` holds them by number. Safe to share.

    `table`: the same for compiled functions, replaced by a larger one when it is full.
    """

    def __init__(self) -> None:
        self.spelt: list[str] = []
        self.table = _empty_table(FIRST_SLOTS, FIRST_LETTERS)
        self._lock = RLock()

    def of(self, codepoints: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return the number of each piece `start` to `end` of a text (uint32 code points), int64."""
        number = np.empty(len(start), dtype=np.int64)
        with self._lock:
            done = number_pieces(codepoints, start, end, number, 0, self.table)
            while done < len(start):
                self.table = _with_more_room(self.table, int(end[done] - start[done]))
                done = number_pieces(codepoints, start, end, number, done, self.table)
            self._spell_new()
        return number

    def letters_from(self, first: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the code points of the pieces numbered `first` and on, and where each begins and the last one ends."""
        with self._lock:
            indptr = self.table.indptr[first : int(self.table.size[0]) + 1]
            return self.table.letters[indptr[0] : indptr[-1]].copy(), indptr - indptr[0]

    def _spell_new(self) -> None:
        first = len(self.spelt)
        if first < self.table.size[0]:
            letters, indptr = self.letters_from(first)
            text, places = text_of(letters), indptr.tolist()
            self.spelt += [text[start:end] for start, end in zip(places, places[1:], strict=False)]


def _empty_table(n_slots: int, n_letters: int) -> SpellingTable:
    return SpellingTable(
        np.full(n_slots, FREE, dtype=np.int32),
        np.empty(n_slots // SLOTS_PER_PIECE, dtype=np.int64),
        np.empty(n_letters, dtype=np.uint32),
        np.zeros(n_slots // SLOTS_PER_PIECE + 1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
    )


def _with_more_room(table: SpellingTable, n_letters: int) -> SpellingTable:
    """Return a larger table of the same pieces, with room for another one of `n_letters`."""
    larger = _empty_table(2 * len(table.slots), 2 * len(table.letters) + n_letters)
    indptr = table.indptr[: int(table.size[0]) + 1]
    number_pieces(table.letters, indptr[:-1], indptr[1:], np.empty(len(indptr) - 1, dtype=np.int64), 0, larger)
    return larger


@kernel
def number_pieces(
    codepoints: np.ndarray, start: np.ndarray, end: np.ndarray, number: np.ndarray, done: int, table: SpellingTable
) -> int:
    """Write the number of each piece, from the entry `done` on; new ones come into the table.

    Returns up to which entry all are numbered: not up to the last one where the table has no room left.
    """
    slots, keys, letters, indptr, _ = table
    for at in range(done, len(start)):
        key = key_of(codepoints, start[at], end[at])
        slot = find_slot(key, scattered(key), slots, keys)
        while key >= HASHED and slots[slot] != FREE:
            first, last = indptr[slots[slot]], indptr[slots[slot] + 1]
            if is_alike(codepoints, start[at], end[at], letters, first, last):
                break
            slot = find_slot(key, slot + 1, slots, keys)
        if slots[slot] == FREE:
            if not has_room(table, end[at] - start[at]):
                return at
            slots[slot] = keep_piece(key, codepoints, start[at], end[at], table)
        number[at] = slots[slot]
    return len(start)


@inlined
def key_of(codepoints: np.ndarray, start: int, end: int) -> int:
    """Return the letters of a short ASCII piece as one number below HASHED, a hash of any other piece from there on."""
    key, highest = 1, 0
    for at in range(start, end):
        code = int(codepoints[at])
        key = (key * BASE + code) & (HASHED - 1)
        highest = max(highest, code)
    return key if highest < 128 and end - start <= MAX_DIGITS else key + HASHED


@inlined
def scattered(key: int) -> int:
    """Return a number whose last bits depend on all letters: where the search for a key begins."""
    return key ^ (key >> 17)


@inlined
def find_slot(key: int, slot: int, slots: np.ndarray, keys: np.ndarray) -> int:
    """Return the first slot, from `slot` on, that is free or holds a piece with that key."""
    last = len(slots) - 1
    slot = slot & last
    while slots[slot] != FREE and keys[slots[slot]] != key:
        slot = (slot + 1) & last
    return slot


@inlined
def is_alike(codepoints: np.ndarray, start: int, end: int, letters: np.ndarray, first: int, last: int) -> bool:
    """Whether two pieces of text have the same letters."""
    if last - first != end - start:
        return False
    n_alike = 0
    while n_alike < end - start and codepoints[start + n_alike] == letters[first + n_alike]:
        n_alike += 1
    return n_alike == end - start


@inlined
def has_room(table: SpellingTable, n_letters: int) -> bool:
    """Whether another piece of so many letters can come into the table."""
    size = table.size[0]
    return size < len(table.keys) and table.indptr[size] + n_letters <= len(table.letters)


@inlined
def keep_piece(key: int, codepoints: np.ndarray, start: int, end: int, table: SpellingTable) -> int:
    """Give a piece of text the next number."""
    size = table.size[0]
    first = table.indptr[size]
    for at in range(end - start):
        table.letters[first + at] = codepoints[start + at]
    table.indptr[size + 1] = first + end - start
    table.keys[size] = key
    table.size[0] = size + 1
    return size


UNKNOWN = -1
UNDECIDED = np.iinfo(np.int64).min
MEMO_LIMIT = 500_000  # distinct words remembered between batches


class NumberedWords(Protocol):
    """Words of a batch by `number`, int64, in `numbers`."""

    @property
    def number(self) -> np.ndarray: ...

    @property
    def numbers(self) -> WordNumbers: ...


class WordNumbers(dict[str, int]):
    """Numbers words in the order in which they are first met; `spelt` holds them by number. Safe to share.

    As a dictionary it remembers the numbers of words that were asked for one by one.
    """

    def __init__(self) -> None:
        self._spellings = Spellings()
        self.spelt = self._spellings.spelt
        self.folded = FoldedNumbers(self._spellings)

    def among(self, codepoints: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return the number of each word `start` to `end` of a text."""
        return self._spellings.of(codepoints, start, end)

    def __missing__(self, word: str) -> int:
        number = self._spellings.of(code_points(word), np.zeros(1, dtype=np.int64), np.array([len(word)]))
        self[word] = int(number[0])
        return self[word]


class FoldedNumbers:
    """Knows the number of each word in small letters."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self._known = np.zeros(0, dtype=np.int64)

    def of(self, words: NumberedWords) -> np.ndarray:
        """Return the number of each word in small letters."""
        known = self._known
        if len(known) < len(self._spellings.spelt):
            letters, indptr = self._spellings.letters_from(len(known))
            folded = self._spellings.of(fold_table()[letters], indptr[:-1], indptr[1:])
            known = self._known = np.concatenate([known, folded])
        return known[words.number]


class WordTable:
    """Remembers what `decide` says of each distinct word, asked when the word is first met: a whole number."""

    def __init__(self, decide: Callable[[str], int]) -> None:
        self._decide = decide
        self._known: tuple[WordNumbers | None, np.ndarray] = (None, np.zeros(0, dtype=np.int64))

    def of(self, words: NumberedWords) -> np.ndarray:
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
