"""Each sentence's cues as JSON: a list of pattern, start, end, weight, modifier."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from signals.cues.cue_finder import Hits
from signals.cues.lexicon import Lexicon
from signals.output.text_columns import text_of_letters
from signals.text.jit import allocating, inlined, kernel

OPENING, COMMA, END, CLOSING = range(4)
MARKS = (b"[", b", ", b', "end": ', b"]")
MOST_DIGITS = 10  # of an offset, which is an int32
ZERO = ord("0")


class Pieces(NamedTuple):
    """Texts in UTF-8, one after the other: text i is `letters[edges[i]:edges[i + 1]]`."""

    letters: np.ndarray
    edges: np.ndarray


class Lists(NamedTuple):
    """The hits in order, `edges` where each sentence's begin; of each one its offsets, and the pieces before the start,
    after the end, and after that."""

    edges: np.ndarray
    start: np.ndarray
    end: np.ndarray
    pattern: np.ndarray
    weight: np.ndarray
    modifier: np.ndarray


def cues_as_json(hits: Hits, lexicon: Lexicon, weights: np.ndarray) -> pd.arrays.ArrowStringArray:
    """Return a column of text, each sentence's hits as JSON."""
    is_met = np.zeros(len(weights), dtype=bool)
    is_met[hits.cue] = True
    cues = np.flatnonzero(is_met)
    heads = _heads(lexicon)
    modifiers = _tails(lexicon)
    shown = map(_shown, weights[cues].tolist(), np.signbit(weights[cues]).tolist())
    pieces = _pieces([*MARKS, *modifiers, *(heads[cue] for cue in cues.tolist()), *shown])
    pattern = len(MARKS) + len(modifiers) + (np.cumsum(is_met) - 1)[hits.cue]
    lists = Lists(
        hits.indptr(), hits.start, hits.end, pattern, pattern + len(cues), hits.modifier + np.int64(len(MARKS))
    )
    return text_of_letters(*_written(lists, pieces))


@lru_cache(maxsize=8)
def _heads(lexicon: Lexicon) -> list[bytes]:
    shown = (json.dumps(pattern, ensure_ascii=False) for pattern in lexicon.patterns)
    return [f'{{"pattern": {pattern}, "start": '.encode() for pattern in shown]


@lru_cache(maxsize=8)
def _tails(lexicon: Lexicon) -> list[bytes]:
    return [f', "modifier": {json.dumps(name)}}}'.encode() for name in lexicon.modifier_names]


@lru_cache(maxsize=2**12)
def _shown(weight: float, is_negative: bool) -> bytes:
    """A weight as JSON; what is remembered of 0.0 is not for -0.0."""
    return f', "weight": {round(weight, 6)!r}'.encode()


def _pieces(texts: Sequence[bytes]) -> Pieces:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return Pieces(np.frombuffer(b"".join(texts), dtype=np.uint8), np.append(0, np.cumsum(lengths)))


@kernel
def _written(lists: Lists, pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
    """The letters of all lists, and where each begins."""
    n_lists = len(lists.edges) - 1
    letters = np.empty(_room(lists, pieces), dtype=np.uint8)
    edges = np.zeros(n_lists + 1, dtype=np.int64)
    at = 0
    for row in range(n_lists):
        at = _copied(pieces, OPENING, letters, at)
        for hit in range(lists.edges[row], lists.edges[row + 1]):
            if hit > lists.edges[row]:
                at = _copied(pieces, COMMA, letters, at)
            at = _copied(pieces, lists.pattern[hit], letters, at)
            at = _counted(lists.start[hit], letters, at)
            at = _copied(pieces, END, letters, at)
            at = _counted(lists.end[hit], letters, at)
            at = _copied(pieces, lists.weight[hit], letters, at)
            at = _copied(pieces, lists.modifier[hit], letters, at)
        at = _copied(pieces, CLOSING, letters, at)
        edges[row + 1] = at
    return letters[:at].copy(), edges


@allocating
def _room(lists: Lists, pieces: Pieces) -> int:
    """At least as many letters as the lists have."""
    lengths = np.diff(pieces.edges)
    n_letters = np.sum(lengths[lists.pattern] + lengths[lists.weight] + lengths[lists.modifier])
    n_letters += len(lists.start) * (lengths[COMMA] + lengths[END] + 2 * MOST_DIGITS)
    return int(n_letters + (len(lists.edges) - 1) * (lengths[OPENING] + lengths[CLOSING]))


@inlined
def _copied(pieces: Pieces, number: int, letters: np.ndarray, at: int) -> int:
    """Write a piece to `at`; return where it ends."""
    for one in range(pieces.edges[number], pieces.edges[number + 1]):
        letters[at] = pieces.letters[one]
        at += 1
    return at


@inlined
def _counted(number: int, letters: np.ndarray, at: int) -> int:
    """Write a number's digits to `at`; return where they end."""
    n_digits, rest = 1, number // 10
    while rest:
        n_digits, rest = n_digits + 1, rest // 10
    rest = number
    for back in range(1, n_digits + 1):
        letters[at + n_digits - back] = ZERO + rest % 10
        rest //= 10
    return at + n_digits
