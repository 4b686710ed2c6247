"""Where things were found in a text, as arrays, and which of overlapping ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.text.jit import allocating, inlined, kernel


class Spans(NamedTuple):
    """Where phrases stand in a text, in order of position: `start` and `end` in characters, `phrase` a row number.

    Three int64 arrays of one length.
    """

    start: np.ndarray
    end: np.ndarray
    phrase: np.ndarray


def indptr_of(lengths: Sequence[int]) -> np.ndarray:
    """Return where pieces of these lengths begin when they lie one after the other, and where the last one ends."""
    return np.cumsum([0, *lengths], dtype=np.int64)


def without_overlaps(spans: Spans) -> Spans:
    """Keep the longest of overlapping spans (the earlier of equals); `spans` are in order of start, each start once."""
    kept = _longest_first(spans.start, spans.end)
    return Spans(spans.start[kept], spans.end[kept], spans.phrase[kept])


@kernel
def _longest_first(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return which spans stay when the longest of each chain of overlapping ones take their place first."""
    stays = np.ones(len(start), dtype=np.bool_)
    first = 0
    while first < len(start):
        last, reach = first + 1, end[first]
        while last < len(start) and start[last] < reach:
            reach = max(reach, end[last])
            last += 1
        if last - first > 1:
            _keep_longest(start[first:last], end[first:last], stays[first:last])
        first = last
    return stays


@allocating
def _keep_longest(start: np.ndarray, end: np.ndarray, stays: np.ndarray) -> None:
    """Unmark those of a chain of overlapping spans, all marked in `stays`, that longer ones push out."""
    order = np.argsort((start - end) * len(start) + np.arange(len(start)))
    longest = end[order[0]] - start[order[0]]
    for row in order:
        if stays[row]:
            _drop_overlapping(row, start, end, stays, longest)


@inlined
def _drop_overlapping(row: int, start: np.ndarray, end: np.ndarray, stays: np.ndarray, longest: int) -> None:
    """Unmark the spans that overlap span `row`; none is longer than `longest`."""
    other = row + 1
    while other < len(start) and start[other] < end[row]:
        stays[other] = False
        other += 1
    other = row - 1
    while other >= 0 and start[other] + longest > start[row]:
        if end[other] > start[row]:
            stays[other] = False
        other -= 1
