"""Decide which modifier, if any, changes a cue's force: "not", "if", "denied" beside it or in the middle of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from signals.cues.lexicon import Lexicon, Modifier
from signals.text.codepoints import text_of
from signals.text.jit import inlined, kernel
from signals.text.pattern_candidates import FittingPatterns, Text
from signals.text.patterns import word_patterns
from signals.text.phrase_kernel import LETTER, Spans
from signals.text.phrases import PhraseMatcher

UNMODIFIED = np.iinfo(np.int64).max
BLANK = ord(" ")
BREAKS = tuple(map(ord, ";:\n"))  # between clauses: a modifier does not reach across
STOPS = tuple(map(ord, ".!?"))  # they part clauses before a blank
BUT = tuple(map(ord, ", but"))


class SideMatcher:
    """Finds the modifiers that stand on one side of what they modify; arrays by their row.

    `reach_words`: how many words may lie between. `row`: of the table of factors.
    """

    def __init__(
        self, modifiers: Sequence[Modifier], names: Sequence[str], side: str, fitting: FittingPatterns
    ) -> None:
        chosen = [one for one in modifiers if one.side == side]
        row_of_name = {name: row for row, name in enumerate(names)}
        self.is_before = side == "before"
        self.matcher = PhraseMatcher([one.pattern for one in chosen], fitting)
        self.reach_words = np.array([one.reach_words for one in chosen], dtype=np.int64)
        self.row = np.array([row_of_name[one.name] for one in chosen], dtype=np.int64)


class ModifierFinder:
    """Decides which modifier applies to a hit: the one whose name stands first in the table, within reach.

    The cues' own patterns matter: words that one spells out modify nothing, words that its lone * skipped modify it.
    """

    def __init__(self, lexicon: Lexicon, fitting: FittingPatterns) -> None:
        """`fitting`: the word patterns of cues and modifiers, with which texts are read."""
        self._patterns = lexicon.patterns
        self._has_gap = np.array(["*" in pattern.split() for pattern in lexicon.patterns], dtype=bool)
        self._sides = [
            SideMatcher(lexicon.modifiers, lexicon.modifier_names, side, fitting) for side in ("before", "after")
        ]

    def rows_for(self, text: Text, hits: Spans) -> np.ndarray:
        """Return a row of the factor table for each hit in a folded text, 0 where nothing modifies it."""
        rows = np.full(len(hits.start), UNMODIFIED)
        for side in self._sides:
            found = side.matcher.find(text)
            row = side.row[found.phrase]
            inside = _modify(text, found, side.reach_words[found.phrase], row, hits, side.is_before, rows)
            for one in inside.tolist() if side.is_before else ():
                at = int(np.searchsorted(hits.start, found.start[one], side="right")) - 1
                if self._is_skipped(text, found, one, hits, at):
                    rows[at] = min(rows[at], row[one])
        rows[rows == UNMODIFIED] = 0
        return rows

    def _is_skipped(self, text: Text, found: Spans, one: int, hits: Spans, around: int) -> bool:
        """Whether the cue around a modifier skipped it: "troops * withdr*" over "troops did not withdraw".

        "no grounds * continu*" spells its "no" out: that has had its say.
        """
        cue = hits.phrase[around]
        if not self._has_gap[cue] or hits.start[around] == found.start[one]:
            return False
        words = text_of(text.codepoints[found.start[one] : found.end[one]]).split()
        return not any(_spells_out(self._patterns[cue], word) for word in words)


def _spells_out(pattern: str, word: str) -> bool:
    """Whether one of the pattern's own words is `word`, its stars taking any ending."""
    own_words = word_patterns(pattern)
    return any(word == own or (own[-1] == "*" and own != "*" and word.startswith(own[:-1])) for own in own_words)


@kernel
def _modify(
    text: Text, found: Spans, reach_words: np.ndarray, row: np.ndarray, hits: Spans, is_before: bool, rows: np.ndarray
) -> np.ndarray:
    """Lower `rows` of the hits beside each modifier found to its `row`; return the modifiers that lie inside a hit."""
    inside = np.empty(len(found.start), dtype=np.int64)
    return inside[: _modify_beside(text, found, reach_words, row, hits, is_before, rows, inside)]


@inlined
def _modify_beside(
    text: Text, found: Spans, reach_words: np.ndarray, row: np.ndarray, hits: Spans, is_before: bool, rows: np.ndarray,
    inside: np.ndarray,
) -> int:  # fmt: skip
    """Do as `_modify` says: write the modifiers inside a hit into `inside` and return how many they are."""
    n_inside = following = 0
    for one in range(len(found.start)):
        while following < len(hits.start) and hits.start[following] <= found.start[one]:
            following += 1
        if following > 0 and _lies_inside(found, one, hits, following - 1):
            inside[n_inside] = one
            n_inside += 1
        elif is_before:
            _modify_away(text, found, one, reach_words[one], row[one], hits, following, 1, rows)
        else:
            _modify_away(text, found, one, reach_words[one], row[one], hits, following - 1, -1, rows)
    return n_inside


@inlined
def _lies_inside(found: Spans, one: int, hits: Spans, around: int) -> bool:
    """Whether a modifier lies in the last hit that begins no later than it, and is not the very same words."""
    is_same = hits.start[around] == found.start[one] and hits.end[around] == found.end[one]
    return hits.end[around] >= found.end[one] and not is_same


@inlined
def _modify_away(
    text: Text, found: Spans, one: int, reach_words: int, row: int, hits: Spans, nearest: int, step: int,
    rows: np.ndarray,
) -> None:  # fmt: skip
    """Modify the hits from the `nearest` on, `step` by step away from the modifier, as far as it reaches."""
    start, end = found.start[one], found.end[one]
    at = nearest
    while 0 <= at < len(hits.start):
        if hits.end[at] <= start or hits.start[at] >= end:  # "does not want" over "not want war" is the cue's own
            if not _is_within_reach(text, min(end, hits.end[at]), max(start, hits.start[at]), reach_words):
                break
            rows[at] = min(rows[at], row)
        at += step


@inlined
def _is_within_reach(text: Text, first: int, last: int, reach_words: int) -> bool:
    """Whether no more than so many words stand between two places, and no break between clauses."""
    n_blanks = 0
    for at in range(first, last):
        if not text.kinds[at] & LETTER:
            n_blanks += text.codepoints[at] == BLANK
            if n_blanks > reach_words + 1 or _is_break(text, at, first, last):
                return False
    return True


@inlined
def _is_break(text: Text, at: int, first: int, last: int) -> bool:
    """Whether clauses part at a mark: ";", ":", a new line, ", but", or a full stop and the like before a blank."""
    code = text.codepoints[at]
    if code == BLANK and at > first:
        before = text.codepoints[at - 1]
        return before in STOPS
    return code in BREAKS or _says_but(text, at, last)


@inlined
def _says_but(text: Text, at: int, last: int) -> bool:
    """Whether ", but" stands at a place before `last`."""
    end = at + len(BUT)
    if end > last or (end < last and text.kinds[end] & LETTER):
        return False
    n_alike = 0
    while n_alike < len(BUT) and text.codepoints[at + n_alike] == BUT[n_alike]:
        n_alike += 1
    return n_alike == len(BUT)
