"""The names of a document's sentences as the rules see them, one sentence's after the other's."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NameColumns, NameKind
from signals.text.jit import allocating, inlined


class NameBuffer(NamedTuple):
    """Names in `columns`; the last ones, rows `bounds[0]` to `bounds[1]`, are those of the sentence at hand."""

    columns: NameColumns
    bounds: np.ndarray


@allocating
def buffer_of_size(size: int) -> NameBuffer:
    """Return an empty buffer for so many names."""
    columns = NameColumns(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.bool_),
        np.empty(size, np.int64),
    )
    return NameBuffer(columns, np.zeros(2, np.int64))


@allocating
def emptied_buffer(buffer: NameBuffer, size: int) -> NameBuffer:
    """Return an empty buffer for at least `size` names: this one, or a larger one."""
    if size > len(buffer.columns.start):
        return buffer_of_size(size)
    buffer.bounds[0] = buffer.bounds[1] = 0
    return buffer


@inlined
def append_name(buffer: NameBuffer, names: NameColumns, name: int) -> None:
    """Append a copy of a name to those of the sentence at hand."""
    _copy_name(names, name, buffer.columns, buffer.bounds[1])
    buffer.bounds[1] += 1


@inlined
def insert_name(buffer: NameBuffer, start: int, end: int, code: int, kind: int) -> None:
    """Insert a name that can act among those of the sentence at hand, in order of position."""
    names, row = buffer.columns, buffer.bounds[1]
    while row > buffer.bounds[0] and (
        names.start[row - 1] > start or (names.start[row - 1] == start and names.end[row - 1] > end)
    ):
        _copy_name(names, row - 1, names, row)
        row -= 1
    names.start[row], names.end[row], names.code[row], names.kind[row] = start, end, code, kind
    names.role[row], names.is_person[row] = AGENT, kind == NameKind.INTRODUCED
    buffer.bounds[1] += 1


@inlined
def _copy_name(names: NameColumns, name: int, to: NameColumns, row: int) -> None:
    to.start[row], to.end[row], to.token[row] = names.start[name], names.end[name], names.token[name]
    to.code[row], to.kind[row] = names.code[name], names.kind[name]
    to.role[row], to.is_person[row] = names.role[name], names.is_person[name]


@inlined
def overlaps_a_name(buffer: NameBuffer, start: int, end: int, added: int) -> bool:
    """Whether a name of the sentence at hand shares characters with the text from `start` to `end`, those aside that
    are of the kind `added` or of a kind added after it."""
    names = buffer.columns
    for name in range(buffer.bounds[0], buffer.bounds[1]):
        if names.kind[name] < added and names.start[name] < end and start < names.end[name]:
            return True
    return False
