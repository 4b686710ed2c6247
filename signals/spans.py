"""Where things were found in a text, as arrays, and which of overlapping ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Spans(NamedTuple):
    """Where phrases stand in a text, in order of position: `start` and `end` in characters, `phrase` a row number.

    Three int64 arrays of one length.
    """

    start: np.ndarray
    end: np.ndarray
    phrase: np.ndarray


def spans_of(rows: Sequence[tuple[int, int, int]]) -> Spans:
    """Return (start, end, phrase) rows as arrays."""
    start, end, phrase = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Spans(start, end, phrase)


def merged(one: Spans, other: Spans) -> Spans:
    """Return the spans of both, in order of start."""
    start = np.concatenate([one.start, other.start])
    order = np.argsort(start, kind="stable")
    end, phrase = np.concatenate([one.end, other.end]), np.concatenate([one.phrase, other.phrase])
    return Spans(start[order], end[order], phrase[order])


def without_overlaps(spans: Spans) -> Spans:
    """Keep the longest of overlapping spans (the earlier of equals); `spans` are in order of start, each start once."""
    if len(spans.start) < 2:
        return spans
    begins_chain = np.append(True, spans.start[1:] >= np.maximum.accumulate(spans.end)[:-1])
    first = np.flatnonzero(begins_chain)
    stop = np.append(first[1:], len(begins_chain))
    kept = np.ones(len(begins_chain), dtype=bool)
    pairs = first[stop - first == 2]
    length = spans.end - spans.start
    kept[np.where(length[pairs] >= length[pairs + 1], pairs + 1, pairs)] = False
    for a, b in zip(first[stop - first > 2].tolist(), stop[stop - first > 2].tolist(), strict=True):
        kept[a:b] = _longest_first(spans.start[a:b].tolist(), spans.end[a:b].tolist())
    return Spans(spans.start[kept], spans.end[kept], spans.phrase[kept])


def _longest_first(start: list[int], end: list[int]) -> list[bool]:
    """Whether each of a chain of overlapping spans stays, when the longest ones take their place first."""
    stays = [False] * len(start)
    for row in sorted(range(len(start)), key=lambda row: (start[row] - end[row], start[row])):
        rivals = (other for other, is_there in enumerate(stays) if is_there)
        stays[row] = all(end[row] <= start[other] or start[row] >= end[other] for other in rivals)
    return stays
