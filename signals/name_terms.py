"""From when to when a name stands for what, as arrays: most names are decided by their day alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from .actors import PERSON, SURNAME, TRAP, Alias
from .compiled import compiled, part
from .spans import edges_of

NOBODY, IN_TEXT = -1, -2  # meanings of a name that stands for no actor, and of one on which the text has a say


class Terms(NamedTuple):
    """Name n has the terms `edges[n]` to `edges[n + 1]`, each from day `start` to day `end`, with its `meaning`.

    `otherwise`: what name n means on other days. A meaning is a number, NOBODY or IN_TEXT.
    """

    edges: np.ndarray
    start: np.ndarray
    end: np.ndarray
    meaning: np.ndarray
    otherwise: np.ndarray


def terms_of(
    names: Sequence[Sequence[Alias]], number_of: Callable[[Alias], int], is_decided_in_text: Callable[[Alias], bool]
) -> Terms:
    """Return the terms of names, given the aliases of each; `number_of` says which meaning an alias has."""
    terms = [one for aliases in names for one in aliases]
    meanings = [IN_TEXT if is_decided_in_text(one) else NOBODY if one.kind == TRAP else number_of(one) for one in terms]
    return Terms(
        edges_of([len(aliases) for aliases in names]),
        np.array([one.start for one in terms], dtype=np.int64),
        np.array([one.end for one in terms], dtype=np.int64),
        np.array(meanings, dtype=np.int64),
        np.array([IN_TEXT if one[0].kind in (PERSON, SURNAME) else NOBODY for one in names], dtype=np.int64),
    )


@compiled
def meanings_on_day(names: np.ndarray, days: np.ndarray, terms: Terms) -> np.ndarray:
    """Return what each name means on its day: of several terms, the first."""
    meanings = np.empty_like(names)
    for at in range(len(names)):
        meanings[at] = _meaning_on_day(names[at], days[at], terms)
    return meanings


@part
def _meaning_on_day(name: int, day: int, terms: Terms) -> int:
    for term in range(terms.edges[name], terms.edges[name + 1]):
        if terms.start[term] <= day <= terms.end[term]:
            return terms.meaning[term]
    return terms.otherwise[name]
