"""Make the rules' words and marks out of a batch's words: joined words become one, punctuation comes in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.attribution.records import NO_ROW
from signals.text.codepoints import N_CODE_POINTS, code_points, is_in_class
from signals.text.jit import inlined, kernel
from signals.text.words import Words

CLOSING, OPENING = "”", "“"
MARKS = (",", ";", ":", "(", ")", "[", "]", OPENING, CLOSING, '"', "–", "—")
JOINING = ".'’-"  # between letters they make one word: "U.S.", "air-strike"
BLANK, HYPHEN, LINE_END = ord(" "), ord("-"), ord("\n")
PLACE_IN_MARKS, IS_JOINING, IS_SPACE = 15, 16, 32  # a mark's place in MARKS counts from 1


class Pieces(NamedTuple):
    """Words, or words and marks, in order of position: `start` and `end` in characters, and the `number` of each among
    the words, NO_ROW for several words in one and for a dash made of hyphens."""

    start: np.ndarray
    end: np.ndarray
    number: np.ndarray


def token_words(words: Words) -> Words:
    """Return words as the rules see them: those that a dot, an apostrophe or a hyphen joins as one ("U.S.",
    "air-strike"), and the marks of punctuation among them. A hyphen is a mark before a blank."""
    numbers = words.numbers
    marks = np.array([numbers[mark] for mark in MARKS], dtype=np.int64)
    start, end, number = cut(words.codes, Pieces(words.start, words.end, words.number), _character_classes(), marks)
    new = np.flatnonzero(number == NO_ROW)
    number[new] = numbers.among(words.codes, start[new], end[new])
    return replace(words, start=start, end=end, number=number)


@kernel
def cut(codes: np.ndarray, words: Pieces, classes: np.ndarray, marks: np.ndarray) -> Pieces:
    """Return a text's words and marks. `classes`: of each code point; `marks`: the numbers of MARKS among the words."""
    most = len(codes)
    pieces = Pieces(np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64))
    n_pieces, position = 0, 0
    for word in range(len(words.start)):
        start, end = words.start[word], words.end[word]
        if word and _joins(codes, position, start, classes):
            pieces.end[n_pieces - 1], pieces.number[n_pieces - 1] = end, NO_ROW
        else:
            n_pieces = _add_marks(pieces, n_pieces, codes, position, start, classes, marks)
            n_pieces = _add(pieces, n_pieces, start, end, words.number[word])
        position = end
    n_pieces = _add_marks(pieces, n_pieces, codes, position, most, classes, marks)
    return Pieces(pieces.start[:n_pieces], pieces.end[:n_pieces], pieces.number[:n_pieces])


@inlined
def _joins(codes: np.ndarray, start: int, end: int, classes: np.ndarray) -> bool:
    """Whether what stands between two words makes them one."""
    for at in range(start, end):  # noqa: SIM110 - a loop is what compiles
        if not classes[codes[at]] & IS_JOINING:
            return False
    return True


@inlined
def _add_marks(
    pieces: Pieces, n_pieces: int, codes: np.ndarray, start: int, end: int, classes: np.ndarray, marks: np.ndarray
) -> int:
    """Add the marks between two words; returns how many pieces there are."""
    at = start
    while at < end:
        code = codes[at]
        if code == HYPHEN:
            after = _after_hyphens(codes, at, end)
            if after < len(codes) and classes[codes[after]] & IS_SPACE and codes[after] != LINE_END:
                n_pieces = _add(pieces, n_pieces, at, after, NO_ROW)
            at = after
            continue
        place = classes[code] & PLACE_IN_MARKS
        if place:
            n_pieces = _add(pieces, n_pieces, at, at + 1, marks[place - 1])
        at += 1
    return n_pieces


@inlined
def _after_hyphens(codes: np.ndarray, at: int, end: int) -> int:
    while at < end and codes[at] == HYPHEN:
        at += 1
    return at


@inlined
def _add(pieces: Pieces, n_pieces: int, start: int, end: int, number: int) -> int:
    pieces.start[n_pieces], pieces.end[n_pieces], pieces.number[n_pieces] = start, end, number
    return n_pieces + 1


@cache
def _character_classes() -> np.ndarray:
    """Return for each code point its place in MARKS, if any, and whether it joins words or is white space."""
    classes = np.zeros(N_CODE_POINTS, dtype=np.int64)
    classes[code_points("".join(MARKS))] = np.arange(1, len(MARKS) + 1)
    classes[code_points(JOINING)] |= IS_JOINING
    classes[is_in_class(r"\s")] |= IS_SPACE
    return classes
