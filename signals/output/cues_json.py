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
from signals.output.arrow import text_of_letters
from signals.text.jit import allocating, inlined, kernel

LIST_START, LIST_COMMA, END_KEY, LIST_END = range(4)
JSON_MARKS = (b"[", b", ", b', "end": ', b"]")
MOST_DIGITS = 10  # of an offset, which is an int32
ZERO = ord("0")


class ByteStrings(NamedTuple):
    """Texts in UTF-8, one after the other: text i is `utf8[indptr[i]:indptr[i + 1]]`."""

    utf8: np.ndarray
    indptr: np.ndarray


class CueLists(NamedTuple):
    """The hits in order, `indptr` where each sentence's begin; of each its offsets, and as rows of the strings what
    stands before the start, after the end, and after that."""

    indptr: np.ndarray
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
    heads = _json_heads(lexicon)
    modifiers = _json_tails(lexicon)
    shown = map(_weight_json, weights[cues].tolist(), np.signbit(weights[cues]).tolist())
    strings = _byte_strings([*JSON_MARKS, *modifiers, *(heads[cue] for cue in cues.tolist()), *shown])
    pattern = len(JSON_MARKS) + len(modifiers) + (np.cumsum(is_met) - 1)[hits.cue]
    lists = CueLists(
        hits.indptr(), hits.start, hits.end, pattern, pattern + len(cues), hits.modifier + np.int64(len(JSON_MARKS))
    )
    return text_of_letters(*_write_lists(lists, strings))


@lru_cache(maxsize=8)
def _json_heads(lexicon: Lexicon) -> list[bytes]:
    shown = (json.dumps(pattern, ensure_ascii=False) for pattern in lexicon.patterns)
    return [f'{{"pattern": {pattern}, "start": '.encode() for pattern in shown]


@lru_cache(maxsize=8)
def _json_tails(lexicon: Lexicon) -> list[bytes]:
    return [f', "modifier": {json.dumps(name)}}}'.encode() for name in lexicon.modifier_names]


@lru_cache(maxsize=2**12)
def _weight_json(weight: float, is_negative: bool) -> bytes:
    """A weight as JSON; what is remembered of 0.0 is not for -0.0."""
    return f', "weight": {round(weight, 6)!r}'.encode()


def _byte_strings(texts: Sequence[bytes]) -> ByteStrings:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return ByteStrings(np.frombuffer(b"".join(texts), dtype=np.uint8), np.append(0, np.cumsum(lengths)))


@kernel
def _write_lists(lists: CueLists, strings: ByteStrings) -> tuple[np.ndarray, np.ndarray]:
    """The utf8 of all lists, and where each begins."""
    n_lists = len(lists.indptr) - 1
    utf8 = np.empty(_n_bytes_at_most(lists, strings), dtype=np.uint8)
    indptr = np.zeros(n_lists + 1, dtype=np.int64)
    at = 0
    for row in range(n_lists):
        at = _append_string(strings, LIST_START, utf8, at)
        for hit in range(lists.indptr[row], lists.indptr[row + 1]):
            if hit > lists.indptr[row]:
                at = _append_string(strings, LIST_COMMA, utf8, at)
            at = _append_string(strings, lists.pattern[hit], utf8, at)
            at = _append_digits(lists.start[hit], utf8, at)
            at = _append_string(strings, END_KEY, utf8, at)
            at = _append_digits(lists.end[hit], utf8, at)
            at = _append_string(strings, lists.weight[hit], utf8, at)
            at = _append_string(strings, lists.modifier[hit], utf8, at)
        at = _append_string(strings, LIST_END, utf8, at)
        indptr[row + 1] = at
    return utf8[:at].copy(), indptr


@allocating
def _n_bytes_at_most(lists: CueLists, strings: ByteStrings) -> int:
    """At least as many utf8 as the lists have."""
    lengths = np.diff(strings.indptr)
    n_letters = np.sum(lengths[lists.pattern] + lengths[lists.weight] + lengths[lists.modifier])
    n_letters += len(lists.start) * (lengths[LIST_COMMA] + lengths[END_KEY] + 2 * MOST_DIGITS)
    return int(n_letters + (len(lists.indptr) - 1) * (lengths[LIST_START] + lengths[LIST_END]))


@inlined
def _append_string(strings: ByteStrings, number: int, utf8: np.ndarray, at: int) -> int:
    """Write a piece to `at`; return where it ends."""
    for one in range(strings.indptr[number], strings.indptr[number + 1]):
        utf8[at] = strings.utf8[one]
        at += 1
    return at


@inlined
def _append_digits(number: int, utf8: np.ndarray, at: int) -> int:
    """Write a number's digits to `at`; return where they end."""
    n_digits, rest = 1, number // 10
    while rest:
        n_digits, rest = n_digits + 1, rest // 10
    rest = number
    for back in range(1, n_digits + 1):
        utf8[at + n_digits - back] = ZERO + rest % 10
        rest //= 10
    return at + n_digits
