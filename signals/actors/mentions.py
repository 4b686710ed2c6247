"""The actors' names found in a batch of sentences, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from signals.actors.table import Alias
from signals.cues.cue_finder import indptr_of_rows

AGENT, PASSIVE, PRIVATE = range(3)
ROLES = np.array(["agent", "passive", "private"], dtype=object)  # by number


class Mention(NamedTuple):
    """An actor found in a sentence: characters `start` to `end`, its `code`, the `kind` of name, the `person` if one.

    `role` is what the name can be: `agent` (may speak or act), `passive` (a place, a thing: may be acted upon) or
    `private` (a person or an institution who does not speak for the actor).
    """

    start: int
    end: int
    code: str
    kind: str
    role: str
    person: str = ""


class Meanings:
    """All that names can stand for, by number: the actor's `code`, the `kind` of name, the `person` if it is one's.

    `codes` and `kinds` are the distinct ones, `code_number` and `kind_number` their rows for each meaning.
    """

    def __init__(self, aliases: Sequence[Alias]) -> None:
        """`aliases`: what each meaning is."""
        self.aliases = aliases
        self.code = as_objects([one.code for one in aliases])
        self.kind = as_objects([one.kind for one in aliases])
        self.person = as_objects([one.person for one in aliases])
        self.codes, self.code_number = _numbered(self.code)
        self.kinds, self.kind_number = _numbered(self.kind)
        self.is_person = self.person.astype(bool)


@dataclass(frozen=True, eq=False)
class MentionTable:
    """Mentions by sentence and position, none overlapping: one entry each in arrays of one length.

    `sentence` is the row of the sentence, `start` and `end` characters of it, `meaning` a row of `meanings`,
    `role_number` a row of ROLES (int8). `lines`: where each sentence starts when all are joined by newlines.
    The columns of `Mention`, as numbers and as objects, are looked up when they are asked for.
    """

    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray
    meaning: np.ndarray
    role_number: np.ndarray
    meanings: Meanings
    lines: np.ndarray

    @cached_property
    def code_number(self) -> np.ndarray:
        return self.meanings.code_number[self.meaning]

    @cached_property
    def kind_number(self) -> np.ndarray:
        return self.meanings.kind_number[self.meaning]

    @cached_property
    def is_person(self) -> np.ndarray:
        return self.meanings.is_person[self.meaning]

    @cached_property
    def code(self) -> np.ndarray:
        return self.meanings.code[self.meaning]

    @cached_property
    def kind(self) -> np.ndarray:
        return self.meanings.kind[self.meaning]

    @cached_property
    def person(self) -> np.ndarray:
        return self.meanings.person[self.meaning]

    @cached_property
    def role(self) -> np.ndarray:
        return ROLES[self.role_number]

    def per_sentence(self) -> list[list[Mention]]:
        """Return the mentions of every sentence."""
        columns = (self.start, self.end, self.code, self.kind, self.role, self.person)
        found = list(map(Mention._make, zip(*(column.tolist() for column in columns), strict=True)))
        indptr = indptr_of_rows(self.sentence, len(self.lines)).tolist()
        return [found[first:last] for first, last in zip(indptr, indptr[1:], strict=False)]


def as_objects(values: Sequence[object]) -> np.ndarray:
    """Return values as an array of objects."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _numbered(column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct strings of a column, and the row among them of each."""
    distinct, row = np.unique(column, return_inverse=True)
    return distinct, row.astype(np.int64)
