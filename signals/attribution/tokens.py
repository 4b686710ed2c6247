"""Cut a batch of sentences into words and marks, in columns: one pass of one expression over the joined text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import NamedTuple

import numpy as np

from ..characters import fold
from ..mentions import Mention
from ..words import line_starts
from .kinds import IS_QUOTE_MARK, KindMemo

TOKEN = re.compile(r"([^\W_]\w*+(?:[.'-]++\w++)*+|[,;:()\[\]“”\"–—]|-+(?=\s))")  # over folded text
CLOSING, OPENING = "”", "“"
BETWEEN = "\0"  # joins sentences: neither a word, nor a mark, nor a blank
_KINDS = KindMemo()


class Tokens(NamedTuple):
    """A sentence's words and marks, one entry each: folded `low`, `kinds` (bits of kinds.py), `start` in characters and
    `quoted`, whether it stands inside quotation marks."""

    low: list[str]
    kinds: list[int]
    start: list[int]
    quoted: list[bool]

    def at(self, position: int) -> int:
        """Return the first token that begins at or after a character."""
        return bisect_left(self.start, position)

    def end(self, row: int) -> int:
        """Return the character after a token."""
        return self.start[row] + len(self.low[row])

    def name(self, start: int, end: int, code: str, kind: str, person: str = "") -> Named:
        """Return an actor's name that no table holds: one who can act."""
        return Named(start, end, code, kind, "agent", person, self.at(start))

    def up_to(self, stop: int) -> Tokens:
        """Return the tokens that begin before character `stop`."""
        last = self.at(stop)
        return Tokens(self.low[:last], self.kinds[:last], self.start[:last], self.quoted[:last])


class Named(NamedTuple):
    """A mention as the rules see it: with `at`, the token at which it begins."""

    start: int
    end: int
    code: str
    kind: str
    role: str
    person: str
    at: int


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a batch: columns over all of them, sentence i's from `edges[i]` to `edges[i + 1]`.

    `start` counts from the sentence's first character, `positions` and `line_starts` from the batch's.
    `has[i]`: the kinds of all words of sentence i.
    """

    low: list[str]
    kinds: list[int]
    start: list[int]
    edges: list[int]
    has: list[int]
    positions: np.ndarray
    line_starts: np.ndarray

    def tokens_of(self, row: int, *, starts_quoted: bool = False) -> Tokens:
        """Return the tokens of one sentence, each marked if it stands in a quotation."""
        first, last = self.edges[row], self.edges[row + 1]
        low = self.low[first:last]
        quoted = (
            _quoted(low, starts_quoted) if starts_quoted or self.has[row] & IS_QUOTE_MARK else [False] * (last - first)
        )
        return Tokens(low, self.kinds[first:last], self.start[first:last], quoted)


def tokenize(sentences: Sequence[str]) -> TokenTable:
    """Cut every sentence of a batch into words and marks."""
    pieces = TOKEN.split(fold(BETWEEN.join(sentences)))  # gap, token, gap, token, ..., gap
    low = pieces[1::2]
    piece_ends = np.fromiter(map(len, pieces), np.int64, len(pieces)).cumsum()
    positions = piece_ends[:-1:2]  # a token begins where the gap before it ends
    kinds = list(map(_KINDS.__getitem__, low))
    lines = line_starts(sentences)[: len(sentences)]
    edges = np.append(np.searchsorted(positions, lines), len(low))
    start = positions - np.repeat(lines, np.diff(edges))
    return TokenTable(low, kinds, start.tolist(), edges.tolist(), _together(kinds, edges), positions, lines)


def place_mentions(table: TokenTable, mentions: Sequence[Sequence[Mention]]) -> list[list[Named]]:
    """Return every sentence's mentions with the tokens at which they stand."""
    counts = list(map(len, mentions))
    found = list(chain.from_iterable(mentions))
    lines, edges = np.repeat(table.line_starts, counts), np.repeat(table.edges[:-1], counts)
    at = np.searchsorted(table.positions, lines + [one.start for one in found]) - edges
    named = list(map(Named._make, map(add, found, zip(at.tolist()))))
    ends = np.cumsum([0, *counts]).tolist()
    return [named[first:last] for first, last in zip(ends, ends[1:], strict=False)]


def _together(kinds: Sequence[int], edges: np.ndarray) -> list[int]:
    """Return the bits of each sentence's words together; 0 for a sentence without any."""
    if len(edges) < 2:
        return []
    together = np.bitwise_or.reduceat(np.fromiter(chain(kinds, (0,)), np.int64, len(kinds) + 1), edges[:-1])
    together[np.diff(edges) == 0] = 0
    return together.tolist()


def _quoted(low: Sequence[str], is_open: bool) -> list[bool]:
    quoted: list[bool] = []
    for word in low:
        is_mark = word in '“”"'
        if is_mark:
            is_open = word == OPENING or (word == '"' and not is_open)
        quoted.append(is_open and not is_mark)
    return quoted
