"""The paragraphs of many texts, which are their lines, and whether each is surely one sentence: one loop over all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .compiled import compiled, part
from .joined import Joined, joined

NO_WORD, ONE_SENTENCE, TO_BE_SPLIT = range(3)
"""What a paragraph is: without a word, not to be split whatever stands in it, or maybe of several sentences."""

WORD, BLANK, END = 1, 2, 4  # bits: what a character is
# Latin, Greek, Cyrillic, and typographic marks. None of these but the last five ends a sentence, or an item of a list.
_TABLE_END = 0x20C0
_KNOWN = (range(0x530), range(0x2010, 0x2024), range(0x2025, 0x203B), range(0x20A0, 0x20C0))
_ENDS = ".!?…;"


def _kinds() -> np.ndarray:
    kinds = np.full(_TABLE_END, END, dtype=np.uint8)
    for code in (code for known in _KNOWN for code in known):
        one = chr(code)
        kinds[code] = WORD * (one.isalnum() or one == "_") | BLANK * one.isspace() | END * (one in _ENDS)
    return kinds


KINDS = _kinds()
LINE_END = ord("\n")


class Paragraphs(NamedTuple):
    """Paragraphs in order: `row` of the text, `start` and `end` there (int32; of one sentence, its own), and `kind`."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray


def paragraphs_of(texts: Sequence[str]) -> Paragraphs:
    """Return the lines of texts that are not empty."""
    return Paragraphs(*_paragraphs(joined(texts)))


@compiled
def _paragraphs(texts: Joined) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    room = len(texts.codes) + 1
    rows, starts, ends = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    kinds, n_found = np.empty(room, np.uint8), 0
    for row in range(len(texts.start)):
        origin, stop = texts.start[row], texts.end[row]
        start = origin
        while start < stop:
            end, kind = _line(texts.codes, start, stop)
            if end > start:
                first, last = _without_blanks(texts.codes, start, end) if kind == ONE_SENTENCE else (start, end)
                rows[n_found], starts[n_found], ends[n_found] = row, first - origin, last - origin
                kinds[n_found] = kind
                n_found += 1
            start = end + 1
    return rows[:n_found].copy(), starts[:n_found].copy(), ends[:n_found].copy(), kinds[:n_found].copy()


@part
def _line(codes: np.ndarray, start: int, stop: int) -> tuple[int, int]:
    """Where the line ends that begins at `start`, and what it is."""
    at, marks, before_last = start, 0, 0
    while at < stop and codes[at] != LINE_END:
        before_last = marks
        marks |= _kind(codes[at])
        at += 1
    if before_last & END or (marks & END and codes[at - 1] >= _TABLE_END):
        return at, TO_BE_SPLIT
    return at, ONE_SENTENCE if marks & WORD else NO_WORD


@part
def _kind(code: int) -> int:
    return KINDS[code] if code < _TABLE_END else END


@part
def _without_blanks(codes: np.ndarray, start: int, end: int) -> tuple[int, int]:
    while start < end and _kind(codes[start]) & BLANK:
        start += 1
    while end > start and _kind(codes[end - 1]) & BLANK:
        end -= 1
    return start, end
