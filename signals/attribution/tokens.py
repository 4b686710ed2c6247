"""Cut a batch of sentences into words and marks, in columns over all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add, itemgetter
from typing import NamedTuple

import numpy as np

from ..mentions import Mention
from ..words import Words, WordTable
from .contexts import kinds_in_context, offices_beside
from .cutting import OPENING, token_words
from .kinds import HAS_HOME_OFFICE, IS_QUOTE_MARK, kinds_of

_KINDS = WordTable(kinds_of)


@dataclass(slots=True)  # not frozen, like View
class Tokens:
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

    `start` counts from the sentence's first character, `positions` from the batch's.
    `has[i]`: the kinds of all words of sentence i.
    """

    low: list[str]
    kinds: list[int]
    start: list[int]
    edges: list[int]
    has: list[int]
    positions: np.ndarray

    def tokens_of(self, row: int, *, starts_quoted: bool = False) -> Tokens:
        """Return the tokens of one sentence, each marked if it stands in a quotation."""
        first, last = self.edges[row], self.edges[row + 1]
        low = self.low[first:last]
        may_quote = starts_quoted or self.has[row] & IS_QUOTE_MARK
        quoted = _quoted(low, starts_quoted) if may_quote else [False] * (last - first)
        return Tokens(low, self.kinds[first:last], self.start[first:last], quoted)


class Names(NamedTuple):
    """The mentions of a batch: all `found`, how many (`counts`) in each sentence, and where they `start` and `end` in
    the batch's text."""

    found: list[Mention]
    counts: list[int]
    start: np.ndarray
    end: np.ndarray


def names_of(mentions: Sequence[Sequence[Mention]], lines: np.ndarray) -> Names:
    """Return every sentence's mentions in columns; `lines`: where each sentence starts in the batch's text."""
    counts = list(map(len, mentions))
    found = list(chain.from_iterable(mentions))
    offset = np.repeat(lines, counts)
    start, end = (np.fromiter(map(itemgetter(column), found), np.int64, len(found)) for column in (0, 1))
    return Names(found, counts, offset + start, offset + end)


def tokenize(words: Words, names: Names | None = None) -> TokenTable:
    """Cut every sentence of a batch into words and marks; `words` and `names` are the batch's."""
    tokens = token_words(words)
    kinds = kinds_in_context(tokens, _KINDS.of(tokens))
    if names:
        kinds[offices_beside(tokens, kinds, names.start, names.end)] &= ~HAS_HOME_OFFICE
    edges = np.append(np.searchsorted(tokens.start, tokens.lines), len(tokens))
    start = tokens.start - np.repeat(tokens.lines, np.diff(edges))
    low = list(map(tokens.numbers.spelt.__getitem__, tokens.number.tolist()))
    return TokenTable(low, kinds.tolist(), start.tolist(), edges.tolist(), _together(kinds, edges), tokens.start)


def place_names(table: TokenTable, names: Names) -> list[list[Named]]:
    """Return every sentence's mentions with the tokens at which they stand."""
    at = np.searchsorted(table.positions, names.start) - np.repeat(table.edges[:-1], names.counts)
    named = list(map(Named._make, map(add, names.found, zip(at.tolist()))))
    ends = np.cumsum([0, *names.counts]).tolist()
    return [named[first:last] for first, last in zip(ends, ends[1:], strict=False)]


def _together(kinds: np.ndarray, edges: np.ndarray) -> list[int]:
    """Return the bits of each sentence's words together; 0 for a sentence without any."""
    if len(edges) < 2:
        return []
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
