"""The words of a batch of sentences, cut once: where each stands, and which of the batch's distinct words it is.

What a word can be (the beginning of a cue, a name, a month) is worked out once per distinct word and looked up for all
its occurrences as an array, so that Python visits only the few places where something can be found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

import numpy as np
import pyarrow as pa

from .characters import code_points, fold, fold_table, is_in_class, text_of

WORD_CHARACTER = r"\w"
BLANK = "x"  # what stands for a blanked name
UNKNOWN = -1
UNDECIDED = np.iinfo(np.int64).min
MEMO_LIMIT = 500_000  # distinct words remembered between batches


@dataclass(frozen=True, eq=False)
class Words:
    """Words (runs of letters, digits and underscores) in order of position.

    `codes`: the searched text as code points, sentences joined by newlines. `start`, `end`: characters of that text,
    and `number`: the number in `numbers`, for each word. `lines`: where each sentence starts.
    """

    codes: np.ndarray
    start: np.ndarray
    end: np.ndarray
    number: np.ndarray
    numbers: WordNumbers
    lines: np.ndarray

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def text(self) -> str:
        """The searched text."""
        return text_of(self.codes)

    @cached_property
    def character_before(self) -> np.ndarray:
        """For each word, the code point right before it; 0 at the start of the text."""
        return np.where(self.start > 0, self.codes[self.start - 1], 0)

    @cached_property
    def character_after(self) -> np.ndarray:
        """For each word, the code point right after it; 0 at the end of the text."""
        return np.append(self.codes, np.uint32(0))[self.end]

    @cached_property
    def is_joined(self) -> np.ndarray:
        """For each word, whether only a blank or a hyphen stands between the word before it and this one."""
        follows_closely = self.start - np.concatenate([[-1], self.end])[:-1] == 1
        before = self.character_before
        return follows_closely & ((before == ord(" ")) | (before == ord("-")))

    @cached_property
    def n_blanks(self) -> np.ndarray:
        """For each word, how many times so far a blank stood right before a word or right after the one before it."""
        is_blank = self.character_before == ord(" ")
        is_blank[1:] |= self.character_after[:-1] == ord(" ")
        return np.cumsum(is_blank)

    def sentence_of(self, positions: np.ndarray) -> np.ndarray:
        """Return the row of the sentence in which each position of the text lies."""
        return np.searchsorted(self.lines, positions, side="right") - 1

    def folded(self) -> Words:
        """Return the same words in small letters with plain apostrophes; see `fold`."""
        return replace(self, codes=fold_table()[self.codes], number=self.numbers.folded.of(self))

    def blanked(self, start: np.ndarray, end: np.ndarray) -> Words:
        """Return the words with each span from `start` to `end` turned into one word of as many x.

        The spans are sorted, apart, and begin and end where words do.
        """
        codes = self.codes.copy()
        codes[positions_in(start, end)] = ord(BLANK)
        first, last = np.searchsorted(self.start, start), np.searchsorted(self.start, end)
        stop, number = self.end.copy(), self.number.copy()
        stop[first], number[first] = end, self.numbers[BLANK]
        kept = np.ones(len(self), dtype=bool)
        kept[positions_in(first + 1, last)] = False
        return replace(self, codes=codes, start=self.start[kept], end=stop[kept], number=number[kept])


class WordNumbers(dict[str, int]):
    """Numbers words in the order in which they are first met; `spelt` holds them by number. Safe to share."""

    def __init__(self) -> None:
        self.spelt: list[str] = []
        self.folded = WordTable(lambda word: self[fold(word)])
        self._lock = Lock()

    def __missing__(self, word: str) -> int:
        with self._lock:
            if word not in self:
                self.spelt.append(word)
                self[word] = len(self.spelt) - 1
        return self[word]


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
            for number in np.unique(undecided).tolist():
                answers[number] = self._decide(words.numbers.spelt[number])
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


def _numbers() -> WordNumbers:
    if len(_Met.numbers) > MEMO_LIMIT:
        _Met.numbers = WordNumbers()
    return _Met.numbers


def words_of(sentences: Sequence[str]) -> Words:
    """Cut sentences (none may hold a newline) into words."""
    text = "\n".join(sentences)
    codes = code_points(text)
    start, end = runs(is_in_class(WORD_CHARACTER)[codes])
    row, first = distinct_rows(codes, start, end)
    numbers = _numbers()
    distinct = [numbers[text[a:b]] for a, b in zip(start[first].tolist(), end[first].tolist(), strict=True)]
    return Words(codes, start, end, np.array(distinct, dtype=np.int64)[row], numbers, line_starts(sentences))


def line_starts(sentences: Sequence[str]) -> np.ndarray:
    """Return where each sentence starts when all are joined by newlines."""
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences)) + 1
    return np.cumsum(lengths) - lengths


def runs(belongs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each unbroken run of True starts and ends."""
    edges = np.flatnonzero(np.diff(belongs, prepend=False, append=False))
    return edges[::2], edges[1::2]


def positions_in(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return all positions from each `start` up to its `end`, one span after the other."""
    lengths = np.maximum(end - start, 0)
    return np.repeat(start + lengths - np.cumsum(lengths), lengths) + np.arange(lengths.sum())


def distinct_rows(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the distinct spans of a text, in order and apart, in order of first appearance.

    Returns the number of each span, and for each number the first span that has it.
    """
    edges = np.zeros(len(codes) + 1, dtype=np.int8)
    edges[start] += 1
    edges[end] -= 1
    letters = codes[np.cumsum(edges[:-1], dtype=np.int8).view(bool)]
    if not len(letters) or letters.max() < 256:
        letters = letters.astype(np.uint8)
    offsets = np.concatenate([[0], np.cumsum(end - start)]).astype(np.int64) * letters.itemsize
    spans = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(start), [None, pa.py_buffer(offsets), pa.py_buffer(letters)]
    )
    encoded = spans.dictionary_encode()
    row = encoded.indices.to_numpy()
    first = np.empty(len(encoded.dictionary), dtype=np.int64)
    first[row[::-1]] = np.arange(len(row) - 1, -1, -1)
    return row, first
