"""Cut a batch of sentences into words and marks, in columns: one pass of one expression over the joined text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..mentions import Mention
from ..phrases import fold, line_starts
from .kinds import IS_QUOTE_MARK, KindMemo

TOKEN = re.compile(r"([^\W_]\w*+(?:[.'-]++\w++)*+|[,;:()\[\]“”\"–—]|-+(?=\s))")  # over folded text
CLOSING, OPENING = "”", "“"
BETWEEN = "\0"  # joins sentences: neither a word, nor a mark, nor a blank
_KINDS = KindMemo()


class Tokens(NamedTuple):
    """A sentence's words and marks, one entry each: folded `low`, `kinds` (bits of kinds.py), `start` and `end` in
    characters, and `quoted`: whether it stands inside quotation marks."""

    low: list[str]
    kinds: list[int]
    start: list[int]
    end: list[int]
    quoted: list[bool]

    def at(self, position: int) -> int:
        """Return the first token that begins at or after a character."""
        return bisect_left(self.start, position)

    def place(self, mention: Mention) -> Named:
        """Return a mention with the tokens at which it stands."""
        at = bisect_left(self.start, mention.start)
        return Named(*mention, at, bisect_left(self.start, mention.end, at))

    def name(self, start: int, end: int, code: str, kind: str, person: str = "") -> Named:
        """Return an actor's name that no table holds: one who can act."""
        return self.place(Mention(start, end, code, kind, "agent", person))

    def up_to(self, stop: int) -> Tokens:
        """Return the tokens that begin before character `stop`."""
        last = self.at(stop)
        return Tokens(self.low[:last], self.kinds[:last], self.start[:last], self.end[:last], self.quoted[:last])


class Named(NamedTuple):
    """A mention as the rules see it: with `at`, the token at which it begins, and `until`, the one after its last."""

    start: int
    end: int
    code: str
    kind: str
    role: str
    person: str
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a batch: columns over all of them, sentence i's from `edges[i]` to `edges[i + 1]`.

    `start` and `end` count from the sentence's first character; `has[i]` is the kinds of all words of sentence i.
    """

    low: list[str]
    kinds: list[int]
    start: list[int]
    end: list[int]
    edges: list[int]
    has: list[int]

    def tokens_of(self, row: int, *, starts_quoted: bool = False) -> Tokens:
        """Return the tokens of one sentence, each marked if it stands in a quotation."""
        first, last = self.edges[row], self.edges[row + 1]
        low = self.low[first:last]
        quoted = (
            _quoted(low, starts_quoted) if starts_quoted or self.has[row] & IS_QUOTE_MARK else [False] * (last - first)
        )
        return Tokens(low, self.kinds[first:last], self.start[first:last], self.end[first:last], quoted)


def tokenize(sentences: Sequence[str]) -> TokenTable:
    """Cut every sentence of a batch into words and marks."""
    pieces = TOKEN.split(fold(BETWEEN.join(sentences)))  # gap, token, gap, token, ..., gap
    ends = np.fromiter(map(len, pieces), np.int64, len(pieces)).cumsum()
    low, start, end = pieces[1::2], ends[:-1:2], ends[1::2]
    kinds = np.fromiter(map(_KINDS.__getitem__, low), np.int64, len(low))
    firsts = line_starts(sentences)[: len(sentences)]
    edges = np.append(np.searchsorted(start, firsts), len(low))
    offsets = np.repeat(firsts, np.diff(edges))
    return TokenTable(
        low,
        kinds.tolist(),
        (start - offsets).tolist(),
        (end - offsets).tolist(),
        edges.tolist(),
        _together(kinds, edges),
    )


def _together(kinds: np.ndarray, edges: np.ndarray) -> list[int]:
    """Return the bits of each sentence's words together; 0 for a sentence without any."""
    if not len(kinds):
        return [0] * (len(edges) - 1)
    together = np.bitwise_or.reduceat(np.append(kinds, 0), edges[:-1])
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
