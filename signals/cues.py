"""Find the lexicon's cues in sentences, with the modifier that applies to each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from .lexicon import Lexicon, Modifier
from .patterns import word_patterns
from .phrases import PhraseMatcher
from .spans import Spans
from .words import Words, words_of

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
        edges = self.indptr().astype(np.int32)  # as wide as `cue`, or scipy makes both twice as wide
        # A copy of `cue`: scipy sorts a matrix in place.
        return sparse.csr_array((factors, self.cue.copy(), edges), shape=(self.n_sentences, len(lexicon.cues)))


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
        return self.hits_among(words_of(sentences).folded())

    def hits_among(self, words: Words) -> Hits:
        """Return every hit among the folded words of a batch of sentences."""
        found = self._cues.find(words)
        sentence = words.sentence_of(found.start)
        offset = words.lines[sentence]
        return Hits(
            sentence=sentence.astype(np.int32),
            cue=found.phrase.astype(np.int32),
            start=(found.start - offset).astype(np.int32),
            end=(found.end - offset).astype(np.int32),
            modifier=np.array(self._modifiers.rows_for(words, found), dtype=np.int32),
            n_sentences=len(words.lines),
        )


class ModifierFinder:
    """Decides which modifier, if any, applies to a hit: the one whose name stands first in the table, within reach.

    `patterns` are the cues': words that a pattern spells out modify nothing, words that its lone * skipped modify it.
    """

    def __init__(self, modifiers: Sequence[Modifier], names: Sequence[str], patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._row_of_name = {name: row for row, name in enumerate(names)}
        self._by_side = [[m for m in modifiers if m.side == side] for side in ("before", "after")]
        self._matchers = [PhraseMatcher([m.pattern for m in side]) for side in self._by_side]

    def rows_for(self, words: Words, hits: Spans) -> list[int]:
        """Return a row of the factor table for each hit among the folded `words`, 0 where nothing modifies it."""
        rows = [0] * len(hits.start)
        for matcher, modifiers, is_before in zip(self._matchers, self._by_side, (True, False), strict=True):
            found = matcher.find(words)
            for one, at in self._modified(words, found, hits, modifiers, is_before):
                row = self._row_of_name[modifiers[found.phrase[one]].name]
                if rows[at] == 0 or row < rows[at]:
                    rows[at] = row
        return rows

    def _modified(
        self, words: Words, found: Spans, hits: Spans, modifiers: Sequence[Modifier], is_before: bool
    ) -> Iterator[tuple[int, int]]:
        """Yield (row of `found`, row of `hits`) for every hit that a modifier changes: around it, or within reach."""
        following = np.searchsorted(hits.start, found.start, side="right")
        is_inside = lies_inside(found, hits, following - 1)
        for one in np.flatnonzero(is_inside).tolist() if is_before else ():
            if self._is_skipped(words.text, found, one, hits, int(following[one]) - 1):
                yield one, int(following[one]) - 1
        nearest = following if is_before else following - 1
        beside = np.flatnonzero(~is_inside & in_same_sentence(words, found, hits, nearest))
        spans = list(zip(hits.start.tolist(), hits.end.tolist(), strict=True)) if len(beside) else []
        columns = (beside, nearest[beside], found.start[beside], found.end[beside], found.phrase[beside])
        for one, at, start, end, phrase in zip(*(column.tolist() for column in columns), strict=True):
            order = range(at, len(spans)) if is_before else range(at, -1, -1)
            for hit in _within_reach(words.text, start, end, spans, order, modifiers[phrase].reach_words):
                yield one, hit

    def _is_skipped(self, text: str, found: Spans, one: int, hits: Spans, around: int) -> bool:
        """Whether the cue around a modifier skipped it: "troops * withdr*" over "troops did not withdraw".

        "no grounds * continu*" spells its "no" out: that has had its say.
        """
        pattern = self._patterns[hits.phrase[around]]
        if "*" not in pattern.split() or hits.start[around] == found.start[one]:
            return False
        return not any(_spells_out(pattern, word) for word in text[found.start[one] : found.end[one]].split())


def lies_inside(found: Spans, hits: Spans, around: np.ndarray) -> np.ndarray:
    """Whether each span of `found` lies in the hit `around` (a row, -1 for none) and is not the very same words."""
    inside = np.zeros(len(around), dtype=bool)
    some = np.flatnonzero(around >= 0)
    start, end = hits.start[around[some]], hits.end[around[some]]
    inside[some] = (end >= found.end[some]) & ((start != found.start[some]) | (end != found.end[some]))
    return inside


def in_same_sentence(words: Words, found: Spans, hits: Spans, nearest: np.ndarray) -> np.ndarray:
    """Whether each span of `found` stands in the sentence of the hit `nearest` to it (a row that may not be there)."""
    same = np.zeros(len(nearest), dtype=bool)
    some = np.flatnonzero((nearest >= 0) & (nearest < len(hits.start)))
    same[some] = words.sentence_of(found.start[some]) == words.sentence_of(hits.start[nearest[some]])
    return same


def _within_reach(
    text: str, start: int, end: int, hits: Sequence[tuple[int, int]], order: Iterable[int], reach_words: int
) -> Iterator[int]:
    """Yield the hits within reach of a modifier from `start` to `end`, in the given order: going away from it."""
    for at in order:
        hit_start, hit_end = hits[at]
        if hit_start < end and start < hit_end:
            continue  # "does not want" over "not want war": the cue has had these words
        between = text[end:hit_start] if hit_start > start else text[hit_end:start]
        if between.count(" ") > reach_words + 1 or CLAUSE_BREAK.search(between):
            return
        yield at


def _spells_out(pattern: str, word: str) -> bool:
    """Whether one of the pattern's own words is `word`, its stars taking any ending."""
    own_words = word_patterns(pattern)
    return any(word == own or (own[-1] == "*" and own != "*" and word.startswith(own[:-1])) for own in own_words)


@lru_cache(maxsize=8)
def cue_finder(lexicon: Lexicon) -> CueFinder:
    """Return the compiled finder of a lexicon, made once."""
    return CueFinder(lexicon)
