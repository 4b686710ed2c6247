"""From when to when a name stands for what, as arrays: most names are decided by their day alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.actors.disambiguation import RULES
from signals.actors.table import PERSON, SURNAME, TRAP, Alias
from signals.text.jit import inlined, kernel
from signals.text.phrase_kernel import indptr_of

NOBODY, IN_TEXT = -1, -2  # meanings of a name that stands for no actor, and of one on which the text has a say


class Terms(NamedTuple):
    """Name n has the terms `indptr[n]` to `indptr[n + 1]`, each from day `start` to day `end`, with its `meaning`.

    `otherwise`: what name n means on other days. A meaning is the number of the term, NOBODY or IN_TEXT; that a person
    is a former office holder is left to the text, too.
    """

    indptr: np.ndarray
    start: np.ndarray
    end: np.ndarray
    meaning: np.ndarray
    otherwise: np.ndarray


def terms_of(names: Sequence[Sequence[Alias]]) -> Terms:
    """Return the terms of names, given the aliases of each."""
    terms = [one for aliases in names for one in aliases]
    meanings = [_meaning(one, aliases) for aliases in names for one in aliases]
    return Terms(
        indptr_of([len(aliases) for aliases in names]),
        np.array([one.start for one in terms], dtype=np.int64),
        np.array([one.end for one in terms], dtype=np.int64),
        np.array([number if one is None else one for number, one in enumerate(meanings)], dtype=np.int64),
        np.array([IN_TEXT if one[0].kind in (PERSON, SURNAME) else NOBODY for one in names], dtype=np.int64),
    )


def _meaning(alias: Alias, aliases: Sequence[Alias]) -> int | None:
    """Return NOBODY for a trap, IN_TEXT for one of a name's aliases on which the text has a say, None for others."""
    if alias.kind == TRAP:
        return NOBODY
    is_shared = alias.kind == PERSON and len({one.code for one in aliases}) > 1
    return IN_TEXT if is_shared or alias.kind == SURNAME or alias.rule in RULES else None


@kernel
def meanings_on_day(names: np.ndarray, days: np.ndarray, terms: Terms) -> np.ndarray:
    """Return what each name means on its day: of several terms, the first."""
    meanings = np.empty_like(names)
    for at in range(len(names)):
        meanings[at] = _meaning_on_day(names[at], days[at], terms)
    return meanings


@inlined
def _meaning_on_day(name: int, day: int, terms: Terms) -> int:
    for term in range(terms.indptr[name], terms.indptr[name + 1]):
        if terms.start[term] <= day <= terms.end[term]:
            return terms.meaning[term]
    return terms.otherwise[name]
