"""Find the lexicon's cues in sentences, with the modifier that applies to each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from .lexicon import Lexicon, Modifier
from .phrases import Found, PhraseMatcher, fold, line_starts

CLAUSE_BREAK = re.compile(r"[;:\n]|, but\b|[.!?] ")  # a modifier does not reach across


@dataclass(frozen=True)
class Hits:
    """Cues found in a batch of sentences, one entry per hit, ordered by sentence and position.

    `sentence` and `cue` are row numbers, `start` and `end` characters of the sentence, `modifier` a row of
    `lexicon.factors` (0: none). All are int32 arrays of one length.
    """

    sentence: np.ndarray
    cue: np.ndarray
    start: np.ndarray
    end: np.ndarray
    modifier: np.ndarray
    n_sentences: int

    def indptr(self) -> np.ndarray:
        """Row pointers: the hits of sentence i are entries indptr[i] to indptr[i + 1]."""
        return row_pointers(self.sentence, self.n_sentences)

    def matrix(self, lexicon: Lexicon) -> sparse.csr_array:
        """Return sentences x cues, each entry the sum of the modifier factors of that cue's hits."""
        factors = lexicon.factors[self.modifier, lexicon.direction_of_cue[self.cue]]
        return sparse.csr_array((factors, self.cue, self.indptr()), shape=(self.n_sentences, len(lexicon.cues)))


def row_pointers(rows: np.ndarray, n_rows: int) -> np.ndarray:
    """Return where each row's entries begin, for entries sorted by row: n_rows + 1 positions."""
    return np.searchsorted(rows, np.arange(n_rows + 1)).astype(np.int64)


class CueFinder:
    """Holds the patterns of one lexicon, which are compiled as words of the text first need them: keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._cues = PhraseMatcher(lexicon.patterns)
        self._modifiers = ModifierFinder(lexicon.modifiers, lexicon.modifier_names, lexicon.patterns)

    def find_hits(self, sentences: Sequence[str]) -> Hits:
        """Return every hit in `sentences` (none may hold a newline), longest match first, none overlapping."""
        text = fold("\n".join(sentences))
        starts = line_starts(sentences)
        found = self._cues.find(text)
        spans = np.array([(one.start, one.end, one.phrase) for one in found], dtype=np.int64).reshape(-1, 3)
        sentence = np.searchsorted(starts, spans[:, 0], side="right") - 1
        offset = starts[sentence]
        return Hits(
            sentence=sentence.astype(np.int32),
            cue=spans[:, 2].astype(np.int32),
            start=(spans[:, 0] - offset).astype(np.int32),
            end=(spans[:, 1] - offset).astype(np.int32),
            modifier=np.array(self._modifiers.rows_for(text, found), dtype=np.int32),
            n_sentences=len(sentences),
        )


class ModifierFinder:
    """Decides which modifier, if any, applies to a hit: the one whose name stands first in the table, within reach.

    `patterns` are the cues': words that a pattern spells out modify nothing, words that its lone * skipped modify it.
    """

    def __init__(self, modifiers: Sequence[Modifier], names: Sequence[str], patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._row_of_name = {name: row for row, name in enumerate(names)}
        self._matchers = [
            PhraseMatcher([m.pattern for m in modifiers if m.side == side]) for side in ("before", "after")
        ]
        self._by_side = [[m for m in modifiers if m.side == side] for side in ("before", "after")]

    def rows_for(self, text: str, hits: Sequence[Found]) -> list[int]:
        """Return a row of the factor table for each hit in the folded `text`, 0 where nothing modifies it."""
        rows = [0] * len(hits)
        starts = [hit.start for hit in hits]
        for matcher, modifiers, is_before in zip(self._matchers, self._by_side, (True, False), strict=True):
            for found in matcher.find(text):
                self._apply(text, hits, starts, found, modifiers[found.phrase], is_before, rows)
        return rows

    def _apply(
        self,
        text: str,
        hits: Sequence[Found],
        starts: list[int],
        found: Found,
        modifier: Modifier,
        is_before: bool,
        rows: list[int],
    ) -> None:
        row = self._row_of_name[modifier.name]
        for at in self._modified(text, hits, starts, found, modifier.reach_words, is_before):
            if rows[at] == 0 or row < rows[at]:
                rows[at] = row

    def _modified(
        self, text: str, hits: Sequence[Found], starts: list[int], found: Found, reach_words: int, is_before: bool
    ) -> Iterable[int]:
        """Return the hits that a modifier changes: the one around it, or else those within reach."""
        nearest = bisect_right(starts, found.start)
        around = hits[nearest - 1] if nearest else None
        if around is None or around.end < found.end or around[:2] == found[:2]:
            return _neighbours(text, hits, nearest, found, reach_words, is_before)
        # "no grounds * continu*" has had its say; "troops * withdr*" over "troops did not withdraw" has not.
        is_skipped = "*" in self._patterns[around.phrase].split() and around.start < found.start
        words = text[found.start : found.end].split()
        is_spelt_out = any(_spells_out(self._patterns[around.phrase], word) for word in words)
        return [nearest - 1] if is_before and is_skipped and not is_spelt_out else []


def _spells_out(pattern: str, word: str) -> bool:
    """Whether one of the pattern's own words is `word`, its stars taking any ending."""
    return any(word == own or (own[-1] == "*" and own != "*" and word.startswith(own[:-1])) for own in pattern.split())


def _neighbours(
    text: str, hits: Sequence[Found], nearest: int, found: Found, reach_words: int, is_before: bool
) -> Iterable[int]:
    """Yield the hits within reach of a modifier, going away from it; `nearest` is the first that begins after it."""
    order = range(nearest, len(hits)) if is_before else range(nearest - 1, -1, -1)
    for at in order:
        hit = hits[at]
        if hit.start < found.end and found.start < hit.end:
            continue  # "does not want" over "not want war": the cue has had these words
        between = text[found.end : hit.start] if is_before else text[hit.end : found.start]
        if between.count(" ") > reach_words + 1 or CLAUSE_BREAK.search(between):
            return
        yield at


@lru_cache(maxsize=8)
def cue_finder(lexicon: Lexicon) -> CueFinder:
    """Return the compiled finder of a lexicon, made once."""
    return CueFinder(lexicon)
