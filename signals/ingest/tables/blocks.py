"""Rows of a table in blocks: small enough for long articles, large enough for work on whole columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BLOCK_ROWS = 4096
BLOCK_CHARACTERS = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand one after the other: `columns` holds `n_rows` values for each name of the table's header.

    `first` is the number of its first row; data rows count from 1. `problems` says by position in the block why a row
    has no values: its cells are None.
    """

    first: int
    n_rows: int
    columns: Sequence[Sequence[Any]]
    problems: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read more than once: `blocks()` and `column(position)` start over each time.

    `column` gives the values of the rows that have no problem.
    """

    header: tuple[str, ...]
    blocks: Callable[[], Iterator[Block]]
    column: Callable[[int], Iterator[Any]]


def column_of(blocks: Iterator[Block], position: int) -> Iterator[Any]:
    """The values of one column, of the rows that have no problem."""
    for block in blocks:
        values = block.columns[position]
        if block.problems:
            yield from (value for at, value in enumerate(values) if at not in block.problems)
        else:
            yield from values


def line_blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    """Lists of lines, of at most BLOCK_ROWS lines and not many more than BLOCK_CHARACTERS characters.

    No line is taken from `lines` before it is asked for: a row that goes on after a block can be completed from there.
    """
    block: list[str] = []
    n_characters = 0
    for line in lines:
        block.append(line)
        n_characters += len(line)
        if len(block) == BLOCK_ROWS or n_characters > BLOCK_CHARACTERS:
            yield block
            block, n_characters = [], 0
    if block:
        yield block
