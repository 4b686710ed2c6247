"""The actors' names found in a batch of sentences, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .cues import row_pointers


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


@dataclass(frozen=True, eq=False)
class MentionTable:
    """Mentions by sentence and position, none overlapping: one entry each in arrays of one length.

    `sentence` is the row of the sentence, `start` and `end` characters of it; the other columns, arrays of objects, are
    those of `Mention`. `lines`: where each sentence starts when all are joined by newlines.
    """

    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    kind: np.ndarray
    role: np.ndarray
    person: np.ndarray
    lines: np.ndarray

    def per_sentence(self) -> list[list[Mention]]:
        """Return the mentions of every sentence."""
        columns = (self.start, self.end, self.code, self.kind, self.role, self.person)
        found = list(map(Mention._make, zip(*(column.tolist() for column in columns), strict=True)))
        edges = row_pointers(self.sentence, len(self.lines)).tolist()
        return [found[first:last] for first, last in zip(edges, edges[1:], strict=False)]
