"""Which of a sentence's names a rule looks at: rows in order of position, cut at a word or at a character."""

from __future__ import annotations

from typing import NamedTuple

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, SentenceView
from signals.text.jit import inlined


class NameRows(NamedTuple):
    """Rows `first` to `stop` of a view's names, without rows `left_out` to `left_out_stop`."""

    first: int
    stop: int
    left_out: int
    left_out_stop: int


@inlined
def all_names(view: SentenceView) -> NameRows:
    """Return all names of a sentence."""
    return NameRows(0, view.n_names, 0, 0)


@inlined
def all_names_without(view: SentenceView, left_out: int, left_out_stop: int) -> NameRows:
    """Return all names of a sentence but the rows `left_out` to `left_out_stop`."""
    return NameRows(0, view.n_names, left_out, left_out_stop)


@inlined
def has_row(names: NameRows, row: int) -> bool:
    """Whether a row from `first` to `stop` is not left out."""
    return not names.left_out <= row < names.left_out_stop


@inlined
def from_word(view: SentenceView, names: NameRows, word: int) -> NameRows:
    """Return the names that begin at a word or after it."""
    first = names.first
    while first < names.stop and view.names.token[first] < word:
        first += 1
    return NameRows(first, names.stop, names.left_out, names.left_out_stop)


@inlined
def before_word(view: SentenceView, names: NameRows, word: int) -> NameRows:
    """Return the names that begin before a word."""
    stop = names.stop
    while stop > names.first and view.names.token[stop - 1] >= word:
        stop -= 1
    return NameRows(names.first, stop, names.left_out, names.left_out_stop)


@inlined
def after_character(view: SentenceView, names: NameRows, position: int) -> NameRows:
    """Return the names that begin after a character."""
    first = names.first
    while first < names.stop and view.names.start[first] <= position:
        first += 1
    return NameRows(first, names.stop, names.left_out, names.left_out_stop)


@inlined
def until_character(view: SentenceView, names: NameRows, position: int) -> NameRows:
    """Return the names that end before a character."""
    stop = names.stop
    while stop > names.first and view.names.end[stop - 1] > position:
        stop -= 1
    return NameRows(names.first, stop, names.left_out, names.left_out_stop)


@inlined
def is_inside(view: SentenceView, names: NameRows, word: int) -> bool:
    """Whether a word is part of one of the names."""
    start = view.tokens.start[word]
    for row in range(names.first, names.stop):
        if view.names.start[row] <= start < view.names.end[row] and has_row(names, row):
            return True
    return False


@inlined
def first_agent(view: SentenceView, names: NameRows) -> int:
    """Return the row of the first name that can act, NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and has_row(names, row):
            return row
    return NO_ROW


@inlined
def first_other_code(view: SentenceView, names: NameRows, code: int) -> int:
    """Return the code of the first name that stands for another actor, NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.code[row] != code and has_row(names, row):
            return int(view.names.code[row])
    return NO_ROW
