"""The names in a sentence as the rules see them: those found in its text, persons introduced before, "the enemy"."""

from __future__ import annotations

import numpy as np

from signals.attribution.records import AGENT, ENEMY, INTRODUCED, NO_ROW, OFFICE, NameColumns, WordColumns
from signals.attribution.sentence.frames import Told
from signals.attribution.sentence.introductions import Persons, first_place
from signals.attribution.sentence.standpoints import is_someones, overlaps_a_name
from signals.attribution.tokens.batch import Batch
from signals.attribution.tokens.quotations import OPENING_MARK
from signals.attribution.tokens.tokenizer import BLANK
from signals.text.jit import allocating, inlined


@allocating
def room_for_names(size: int) -> NameColumns:
    """Return columns for names, not filled in."""
    return NameColumns(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.bool_),
        np.empty(size, np.int64),
    )


@allocating
def with_room(names: NameColumns, size: int) -> NameColumns:
    """Return columns that hold at least `size` names: these, or new ones."""
    return names if size <= len(names.start) else room_for_names(size)


@inlined
def copy_name(names: NameColumns, name: int, to: NameColumns, row: int) -> None:
    """Copy a name to a row of other columns."""
    to.start[row], to.end[row], to.at[row] = names.start[name], names.end[name], names.at[name]
    to.code[row], to.kind[row] = names.code[name], names.kind[name]
    to.role[row], to.person[row] = names.role[name], names.person[name]


@inlined
def add_own_names(names: NameColumns, n_names: int, batch: Batch, row: int, start: int, stop: int) -> int:
    """Add the names that begin in a sentence between two characters; returns how many names there are."""
    for name in range(batch.sentences.first_name[row], batch.sentences.first_name[row + 1]):
        if start <= batch.names.start[name] < stop:
            copy_name(batch.names, name, names, n_names)
            n_names += 1
    return n_names


@inlined
def add_introduced(names: NameColumns, low: int, n_names: int, batch: Batch, row: int, persons: Persons) -> int:
    """Add the persons introduced earlier where they first stand by their last name, outside the sentence's own names.

    Returns how many names there are.
    """
    first, last = batch.sentences.start[row], batch.sentences.end[row]
    for person in range(len(persons.start)):
        start, end = persons.start[person], persons.end[person]
        at = first_place(batch.codes, first, last, start, end)
        if at == NO_ROW or overlaps_a_name(names, low, n_names, at, at + 1, INTRODUCED):
            continue
        if at == first or batch.codes[at - 1] == BLANK or batch.codes[at - 1] == OPENING_MARK:
            n_names = insert(names, low, n_names, at, at + end - start, persons.code[person], INTRODUCED)
    return n_names


@inlined
def add_by_standpoint(names: NameColumns, low: int, n_names: int, told: Told, row: int, enemy: int, owner: int) -> int:
    """Add "the enemy" as a name of `enemy`, and offices without a country as names of `owner`; NO_ROW: of nobody.

    Returns how many names there are.
    """
    if enemy != NO_ROW:
        for place in range(told.enemies.first[row], told.enemies.first[row + 1]):
            start, end = told.enemies.start[place], told.enemies.end[place]
            if not overlaps_a_name(names, low, n_names, start, end, OFFICE):
                n_names = insert(names, low, n_names, start, end, enemy, ENEMY)
    if owner != NO_ROW:
        for place in range(told.offices.first[row], told.offices.first[row + 1]):
            start, end = told.offices.start[place], told.offices.end[place]
            if not is_someones(names, low, n_names, start, end):
                n_names = insert(names, low, n_names, start, end, owner, OFFICE)
    return n_names


@inlined
def insert(names: NameColumns, low: int, n_names: int, start: int, end: int, code: int, kind: int) -> int:
    """Insert a name that can act among those from row `low` on; returns how many names there are."""
    row = n_names
    while row > low and (names.start[row - 1] > start or (names.start[row - 1] == start and names.end[row - 1] > end)):
        copy_name(names, row - 1, names, row)
        row -= 1
    names.start[row], names.end[row], names.code[row], names.kind[row] = start, end, code, kind
    names.role[row], names.person[row] = AGENT, kind == INTRODUCED
    return n_names + 1


@inlined
def place_added(names: NameColumns, low: int, n_names: int, words: WordColumns, first: int, last: int) -> None:
    """Say at which word, from `first` to `last`, each name begins that does not come from the table of actors."""
    for name in range(low, n_names):
        if names.kind[name] >= INTRODUCED:
            names.at[name] = word_at(words, first, last, names.start[name])


@inlined
def word_at(words: WordColumns, first: int, last: int, position: int) -> int:
    """Return the first word from row `first` that begins at a character or later, `last` where none does."""
    row = first
    while row < last and words.start[row] < position:
        row += 1
    return row
