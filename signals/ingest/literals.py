"""Find the lines that hold one of some literals where it counts: near an end, or in a line short enough.

The literals are one automaton (Aho and Corasick 1975): a look-up a character, however many literals there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from signals.characters import fold_table, is_in_class
from signals.compiled import compiled, part
from signals.joined import Joined, joined

ANYWHERE = 2**31 - 1
LETTERS_END = 0x530  # Latin, Greek, Cyrillic: a line in another script is found as if it had no letter
OTHER = 0  # any character that no literal holds


class Literal(NamedTuple):
    """A text in small letters, and where it counts, as numbers of characters: in a line of at most `in_lines_of`, or
    within `near_start` or `near_end` of an end. '' stands for a line without letters and digits."""

    text: str
    in_lines_of: int = 0
    near_start: int = 0
    near_end: int = 0


class Automaton(NamedTuple):
    """`letter`: the number of each character in the literals, and `is_alphanumeric`, below LETTERS_END. `following`: by
    state times `n_letters` plus letter, the next state times `n_letters`. In states from `first_end` on literals end,
    which count as far as `reach` says: a row for each of these."""

    letter: np.ndarray
    is_alphanumeric: np.ndarray
    following: np.ndarray
    n_letters: int
    first_end: int
    reach: np.ndarray


class LiteralFinder:
    """Finds literals in any case."""

    def __init__(self, literals: Sequence[Literal]) -> None:
        self._automaton, ends = _automaton(literals)
        texts = {one.text for one in literals}
        self._found = [[""], *([end[at:] for at in range(len(end)) if end[at:] in texts] for end in ends)]

    def hits(self, texts: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
        """Yield the row of a text, a line of it, and the literals that end at one place there, for each such place."""
        characters = joined(texts)
        lines = characters.lines()
        number, found = _hits(lines, self._automaton)
        start, end = lines.start[number], lines.end[number]
        row = characters.row_of(start)
        columns = (row, start - characters.start[row], end - characters.start[row], found)
        for at, first, last, one in zip(*(column.tolist() for column in columns), strict=True):
            yield at, texts[at][first:last], self._found[one]


def _automaton(literals: Sequence[Literal]) -> tuple[Automaton, list[str]]:
    """Return the automaton, a state for each prefix of a literal, and the prefixes in whose states literals end."""
    prefixes = sorted({one.text[:length] for one in literals for length in range(len(one.text) + 1)}, key=len)
    letters = {one: number for number, one in enumerate(sorted({*"".join(prefixes)}), OTHER + 1)}
    following, reach = _states(prefixes, letters, literals)
    is_end = np.any(reach, axis=1)
    order = np.argsort(is_end, kind="stable")
    first_end = len(prefixes) - int(np.sum(is_end))
    found = Automaton(
        np.array([letters.get(chr(code), OTHER) for code in fold_table()[:LETTERS_END].tolist()], dtype=np.uint8),
        is_in_class(r"[^\W_]")[:LETTERS_END],
        (np.argsort(order)[following[order]] * following.shape[1]).ravel().astype(np.int32),
        following.shape[1],
        first_end,
        reach[order[first_end:]],
    )
    return found, [prefixes[state] for state in order[first_end:].tolist()]


def _states(
    prefixes: Sequence[str], letters: Mapping[str, int], literals: Sequence[Literal]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the next state by state and letter, and how far the literals that end in a state count."""
    state_of = {prefix: state for state, prefix in enumerate(prefixes)}
    following = np.zeros((len(prefixes), len(letters) + 1), dtype=np.int64)
    reach = np.zeros((len(prefixes), 3), dtype=np.int64)
    for one in filter(lambda one: one.text, literals):
        reach[state_of[one.text]] = np.maximum(reach[state_of[one.text]], one[1:])
    fallback = [0] * len(prefixes)  # the state of the longest other prefix that a prefix ends in
    for state, prefix in enumerate(prefixes):
        following[state] = following[fallback[state]]
        reach[state] = np.maximum(reach[state], reach[fallback[state]])
        for letter, number in letters.items():
            if longer := state_of.get(prefix + letter):
                fallback[longer] = int(following[state, number])
                following[state, number] = longer
    return following, reach


@compiled
def _hits(lines: Joined, literals: Automaton) -> tuple[np.ndarray, np.ndarray]:
    """The line wherever a literal counts, and the row of its `reach` plus one; 0 for a line without letter or digit."""
    room = len(lines.codes) + len(lines.start)
    hits, found, n_hits = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int16), 0
    first_end = literals.first_end * literals.n_letters
    for row in range(len(lines.start)):
        start, end = lines.start[row], lines.end[row]
        if start < end and not _has_word(lines.codes, start, end, literals.is_alphanumeric):
            hits[n_hits], found[n_hits] = row, 0
            n_hits += 1
        state = 0
        for at in range(start, end):
            letter = literals.letter[lines.codes[at]] if lines.codes[at] < LETTERS_END else OTHER
            state = literals.following[state + letter]
            if state >= first_end:
                number = state // literals.n_letters - literals.first_end
                if _counts(literals.reach[number], at - start, end - at):
                    hits[n_hits], found[n_hits] = row, number + 1
                    n_hits += 1
    return hits[:n_hits].copy(), found[:n_hits].copy()


@part
def _counts(reach: np.ndarray, n_before: int, n_after: int) -> bool:
    """Whether a literal counts that ends `n_before` characters after its line's start, `n_after` before its end."""
    return n_before + n_after <= reach[0] or n_before < reach[1] or n_after <= reach[2]


@part
def _has_word(codes: np.ndarray, start: int, end: int, is_alphanumeric: np.ndarray) -> bool:
    at = start
    while at < end and not (codes[at] < LETTERS_END and is_alphanumeric[codes[at]]):
        at += 1
    return at < end
