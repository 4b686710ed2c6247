"""Whom an outlet means when it names no country: "the enemy", "the General Staff"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from signals.attribution.records import OFFICE, NameColumns
from signals.attribution.tokens.word_lists import ENEMY, HOME_OFFICE
from signals.text.jit import inlined

OFFICE_REACH = 2  # words around the one that tells an office, in which the whole of it stands
OWNER_BEFORE, OWNER_AFTER = 25, 22  # characters within which an actor's name beside an office says whose it is


class Sides(NamedTuple):
    """The codes of each document's `home`, its outlet's country, and of its `enemy`; NO_ROW where unknown.

    `is_state`: whether a code is a state's."""

    home: np.ndarray
    enemy: np.ndarray
    is_state: np.ndarray


@lru_cache(maxsize=1_000)
def enemies_in(word: str) -> tuple[tuple[int, int], ...]:
    """Return where "the enemy" stands in a word: "enemy-held"."""
    return tuple(match.span() for match in ENEMY.finditer(word))


def offices_among(text: str, at: np.ndarray, start: np.ndarray, end: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield where each office stands; `at`: where the words that tell one begin, `start` and `end`: where
    the words around each begin and end, in order. What belongs to one office is not searched for another."""
    reach = 0
    for place, first, last in zip(at.tolist(), start.tolist(), end.tolist(), strict=True):
        if place >= reach:
            match = HOME_OFFICE.search(text, max(reach, first), last)
            if match:
                reach = match.end()
                yield match.span()


@inlined
def is_someones(names: NameColumns, first: int, last: int, start: int, end: int) -> bool:
    """Whether an actor stands in an office's name, right before it or after its "of", or names the person who holds it.

    The office stands from character `start` to `end`, the names are those from row `first` to `last`."""
    for name in range(first, last):
        is_near = start - OWNER_BEFORE <= names.end[name] <= start + 1 or end <= names.start[name] <= end + OWNER_AFTER
        if is_near and names.kind[name] < OFFICE:
            return True
    return overlaps_a_name(names, first, last, start, end, OFFICE)


@inlined
def overlaps_a_name(names: NameColumns, first: int, last: int, start: int, end: int, added: int) -> bool:
    """Whether a name from row `first` to `last` shares characters with the text from `start` to `end`, those aside that
    are of the kind `added` or of a kind added after it."""
    for name in range(first, last):
        if names.kind[name] < added and names.start[name] < end and start < names.end[name]:
            return True
    return False
