"""Cut a batch of sentences into words and marks, in columns over all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from operator import add, itemgetter
from typing import NamedTuple

import numpy as np

from ..characters import N_CODE_POINTS, code_points, fold, is_in_class
from ..mentions import Mention
from ..words import Words, WordTable
from .contexts import kinds_in_context, offices_beside
from .kinds import HAS_HOME_OFFICE, IS_QUOTE_MARK, kinds_of

CLOSING, OPENING = "”", "“"
MARKS = (",", ";", ":", "(", ")", "[", "]", OPENING, CLOSING, '"', "–", "—")
JOINING = ".'’-"  # between letters they make one word: "U.S.", "air-strike"
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
    low = np.array([*tokens.distinct, ""], dtype=object)[tokens.row].tolist()
    return TokenTable(low, kinds.tolist(), start.tolist(), edges.tolist(), _together(kinds, edges), tokens.start)


def token_words(words: Words) -> Words:
    """Return words as the rules see them: folded, those that a dot, an apostrophe or a hyphen joins as one ("U.S.",
    "air-strike"), and the marks of punctuation among them. A hyphen is a mark before a blank."""
    goes_on = _goes_on(words)
    begins = np.flatnonzero(~goes_on)
    ends = np.append(begins[1:], len(words))[: len(begins)] - 1
    is_joined = begins != ends
    marks, dash_start, dash_end = _marks(words)
    joined = begins[is_joined]
    cut_start = np.concatenate([words.start[joined], dash_start])
    cut_end = np.concatenate([words.end[ends[is_joined]], dash_end])
    cut = [words.text[a:b] for a, b in zip(cut_start.tolist(), cut_end.tolist(), strict=True)]
    n_known = len(MARKS) + len(words.distinct)
    start = np.concatenate([words.start[begins[~is_joined]], marks, cut_start])
    end = np.concatenate([words.end[begins[~is_joined]], marks + 1, cut_end])
    row = np.concatenate(
        [
            len(MARKS) + words.row[begins[~is_joined]],
            _mark_numbers()[words.codes[marks]],
            np.arange(n_known, n_known + len(cut)),
        ]
    )
    order = np.argsort(start, kind="stable")
    distinct = fold("\n".join([*MARKS, *words.distinct, *cut])).split("\n")
    return replace(words, start=start[order], end=end[order], row=row[order], distinct=distinct)


def _goes_on(words: Words) -> np.ndarray:
    """Return for each word whether nothing but joining marks stand between the word before it and this one."""
    gap = words.start[1:] - words.end[:-1]
    goes_on = _is_joining()[words.codes[words.end[:-1]]] & _is_joining()[words.character_before[1:]]
    for at in np.flatnonzero(goes_on & (gap > 2)).tolist():
        goes_on[at] = _is_joining()[words.codes[words.end[at] : words.start[at + 1]]].all()
    return np.append([False], goes_on)[: len(words)]


def _marks(words: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where marks of punctuation stand, and where dashes made of hyphens start and end."""
    at = np.flatnonzero(_mark_numbers()[words.codes] >= 0)
    is_mark = words.codes[at] != ord("-")
    marks, hyphens = at[is_mark], at[~is_mark]
    if not len(hyphens):
        return marks, hyphens, hyphens
    is_first, is_last = np.diff(hyphens, prepend=-2) > 1, np.diff(hyphens, append=hyphens[-1] + 2) > 1
    start, end = hyphens[is_first], hyphens[is_last] + 1
    inside = end < np.append(words.lines, len(words.codes) + 1)[words.sentence_of(start) + 1] - 1
    is_dash = inside.copy()
    is_dash[inside] = is_in_class(r"\s")[words.codes[end[inside]]]
    return marks, start[is_dash], end[is_dash]


@cache
def _mark_numbers() -> np.ndarray:
    """Return for each code point its number among MARKS, len(MARKS) for a hyphen, -1 for others, int64."""
    numbers = np.full(N_CODE_POINTS, -1, dtype=np.int64)
    numbers[code_points("".join(MARKS) + "-")] = np.arange(len(MARKS) + 1)
    return numbers


@cache
def _is_joining() -> np.ndarray:
    """Return for each code point whether it joins words, bool."""
    return is_in_class(f"[{JOINING}]")


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
