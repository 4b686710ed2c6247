"""Find the lines that hold one of some literals where it counts: near an end, or in a line short enough.

The literals are one automaton (Aho and Corasick 1975): a look-up a character, however many literals there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from signals.text.codepoints import fold_table, is_in_class, string_array
from signals.text.jit import allocating, inlined, kernel

LETTERS_END = 0x530  # Latin, Greek, Cyrillic: a line in another script is found as if it had no letter
NO_LETTER = 0  # any character that no literal holds


class Literal(NamedTuple):
    """A text in small letters, and where it counts, as numbers of characters: in a line of at most `in_lines_of`, or
    within `near_start` or `near_end` of an end. '' stands for a line without letters and digits."""

    text: str
    in_lines_of: int = 0
    near_start: int = 0
    near_end: int = 0


class Automaton(NamedTuple):
    """`letter`: the number of each character in the literals, and `is_alphanumeric`, below LETTERS_END. `following`: by
    state times `n_letters` plus letter, the next state times `n_letters`. Those from `first_end` on are states in which
    literals end: in the first of these group 1, `ending[first[1]:first[2]]`, and so on; group 0 are the literals that
    are ''. `place`: by literal, where it counts."""

    letter: np.ndarray
    is_alphanumeric: np.ndarray
    following: np.ndarray
    n_letters: int
    first_end: int
    first: np.ndarray
    ending: np.ndarray
    place: np.ndarray


class LiteralFinder:
    """Finds literals in any case."""

    def __init__(self, literals: Sequence[Literal]) -> None:
        self._automaton = _automaton(literals)

    def hits(self, texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
        """Yield the row of a text, a line of it, and the number of a literal there, for each place that counts."""
        strings = string_array(texts)
        lines = strings.split_lines()
        line, literal = _hits(lines.codepoints, lines.indptr, self._automaton)
        start, end = lines.indptr[line], lines.indptr[line + 1] - 1
        row = strings.row_of(start)
        columns = (row, start - strings.indptr[row], end - strings.indptr[row], literal)
        for text_row, line_start, line_end, number in zip(*(column.tolist() for column in columns), strict=True):
            yield text_row, texts[text_row][line_start:line_end], number


def _automaton(literals: Sequence[Literal]) -> Automaton:
    """Return the automaton, a state for each prefix of a literal; those in which literals end come last."""
    prefixes = sorted(
        {literal.text[:length] for literal in literals for length in range(len(literal.text) + 1)}, key=len
    )
    letters = {letter: number for number, letter in enumerate(sorted({*"".join(prefixes)}), NO_LETTER + 1)}
    following = _trie_states(prefixes, letters)
    groups = [_ending_in(prefix, literals) for prefix in prefixes]
    order = np.argsort([bool(group) for group in groups], kind="stable")
    wordless = [number for number, literal in enumerate(literals) if not literal.text]
    ending = [wordless, *(groups[state] for state in order.tolist() if groups[state])]
    return Automaton(
        np.array([letters.get(chr(code), NO_LETTER) for code in fold_table()[:LETTERS_END].tolist()], dtype=np.uint8),
        is_in_class(r"[^\W_]")[:LETTERS_END],
        (np.argsort(order)[following[order]] * following.shape[1]).ravel().astype(np.int32),
        following.shape[1],
        len(prefixes) - len(ending) + 1,
        np.cumsum([0, *map(len, ending)]),
        np.array([number for group in ending for number in group], dtype=np.int64),
        np.array([literal[1:] for literal in literals], dtype=np.int64),
    )


def _ending_in(prefix: str, literals: Sequence[Literal]) -> list[int]:
    return [number for number, literal in enumerate(literals) if literal.text and prefix.endswith(literal.text)]


def _trie_states(prefixes: Sequence[str], letters: Mapping[str, int]) -> np.ndarray:
    """Return the next state by state and letter."""
    state_of = {prefix: state for state, prefix in enumerate(prefixes)}
    following = np.zeros((len(prefixes), len(letters) + 1), dtype=np.int64)
    fallback = [0] * len(prefixes)  # the state of the longest other prefix that a prefix ends in
    for state, prefix in enumerate(prefixes):
        following[state] = following[fallback[state]]
        for letter, number in letters.items():
            if longer := state_of.get(prefix + letter):
                fallback[longer] = int(following[state, number])
                following[state, number] = longer
    return following


@kernel
def _hits(codepoints: np.ndarray, indptr: np.ndarray, literals: Automaton) -> tuple[np.ndarray, np.ndarray]:
    """The line wherever a literal counts, and the number of the literal."""
    rows, positions, groups = _literal_ends(codepoints, indptr, literals)
    room = 0
    for group in groups:
        room += literals.first[group + 1] - literals.first[group]
    hits, found, n_hits = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64), 0
    for one in range(len(rows)):
        row, at, group = rows[one], positions[one], groups[one]
        for number in range(literals.first[group], literals.first[group + 1]):
            literal = literals.ending[number]
            if _counts(literals.place[literal], at - indptr[row], indptr[row + 1] - 1 - at):
                hits[n_hits], found[n_hits] = row, literal
                n_hits += 1
    return hits[:n_hits].copy(), found[:n_hits].copy()


@allocating
def _literal_ends(
    codepoints: np.ndarray, indptr: np.ndarray, literals: Automaton
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The line, position and group of literals wherever such end; a line without letter or digit is of group 0."""
    room = len(codepoints) + len(indptr)
    rows, positions, groups = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int16)
    n_found = 0
    first_end = literals.first_end * literals.n_letters
    for row in range(len(indptr) - 1):
        start, end = indptr[row], indptr[row + 1] - 1
        if start < end and not _has_word(codepoints, start, end, literals.is_alphanumeric):
            rows[n_found], positions[n_found], groups[n_found] = row, start, 0
            n_found += 1
        state = 0
        for at in range(start, end):
            letter = literals.letter[codepoints[at]] if codepoints[at] < LETTERS_END else NO_LETTER
            state = literals.following[state + letter]
            if state >= first_end:
                rows[n_found], positions[n_found] = row, at
                groups[n_found] = state // literals.n_letters - literals.first_end + 1
                n_found += 1
    return rows[:n_found], positions[:n_found], groups[:n_found]


@inlined
def _counts(place: np.ndarray, n_before: int, n_after: int) -> bool:
    """Whether a literal counts that ends `n_before` characters after its line's start, `n_after` before its end."""
    return n_before + n_after <= place[0] or n_before < place[1] or n_after <= place[2]


@inlined
def _has_word(codepoints: np.ndarray, start: int, end: int, is_alphanumeric: np.ndarray) -> bool:
    at = start
    while at < end and not (codepoints[at] < LETTERS_END and is_alphanumeric[codepoints[at]]):
        at += 1
    return at < end
