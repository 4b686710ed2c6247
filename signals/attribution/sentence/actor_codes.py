"""The actors' codes as numbers, and what depends on them: names in columns, whose side each document's outlet is on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from signals.actors.mentions import MentionTable, as_objects
from signals.attribution.annotations import NO_ROW, NameColumns, NameKind
from signals.attribution.sentence.standpoints import Sides, Standpoint

ORGANISATIONS = ("NATO", "EU")  # in the order of annotations.NATO, annotations.EU
STATE_LENGTH = 3  # letters in a state's code; organisations and groups have others


class ActorCodes:
    """Numbers codes in order: those that words stand for, those of names, those of the outlets' sides.

    `spelt` holds them by number, and an empty one in the end, where NO_ROW points.
    """

    def __init__(self, named: Sequence[str], standpoints: Sequence[Standpoint]) -> None:
        sides = dict.fromkeys(code for one in dict.fromkeys(standpoints) for code in one)
        codes = [code for code in dict.fromkeys([*ORGANISATIONS, *named, *sides]) if code]
        self.spelt = as_objects([*codes, ""])
        self.number = {code: number for number, code in enumerate(codes)} | {"": NO_ROW}
        self.is_state = np.array([len(code) == STATE_LENGTH for code in codes], dtype=bool)


def name_columns(mentions: MentionTable, codes: ActorCodes) -> NameColumns:
    """Return mentions as names of a batch, without the words at which they begin."""
    meanings = mentions.meanings
    offset = mentions.lines[mentions.sentence]
    code_number = np.array([codes.number[code] for code in meanings.codes], dtype=np.int64)
    kind_number = np.array([NameKind[kind.upper()] for kind in meanings.kinds], dtype=np.int64)
    return NameColumns(
        offset + mentions.start,
        offset + mentions.end,
        code_number[mentions.code_number],
        kind_number[mentions.kind_number],
        mentions.role_number.astype(np.int64),
        mentions.is_person,
        np.zeros(0, dtype=np.int64),
    )


def sides_of(standpoints: Sequence[Standpoint], codes: ActorCodes) -> Sides:
    """Return the sides of documents, given the standpoints of their outlets."""
    row_of = {one: row for row, one in enumerate(dict.fromkeys(standpoints))}
    home, enemy = np.array([(codes.number[one.home], codes.number[one.enemy]) for one in row_of], dtype=np.int64).T
    rows = np.array([row_of[one] for one in standpoints], dtype=np.int64)
    return Sides(home[rows], enemy[rows], codes.is_state)
