"""CSV and TSV files as blocks of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from signals.ingest.decoding import MAX_DOCUMENT_BYTES, Encoding, find_encoding, limited_lines, open_text
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables.blocks import BLOCK_CHARACTERS, BLOCK_ROWS, Block, Table, column_of

if TYPE_CHECKING:
    import _csv

_DELIMITERS = (",", ";", "\t", "|")
_END = ["end", "of", "file"]
_ROWS_AT_ONCE = 256
_MOST_HELD = 8  # blocks

Row = list[str] | str
"""The values of a row, or in one text why it has none."""


def read_delimited(source: Source) -> Table:
    """A CSV or TSV file as a table. Raises Unreadable if it has no header or is no text."""
    # The csv module's own limit is 128 KB a field, less than a long article. It is set for the whole process.
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    encoding = find_encoding(source)
    with open_text(source, encoding) as stream:
        first_line = next(limited_lines(stream), "")
    delimiter = "\t" if source.ending.startswith(".tsv") else max(_DELIMITERS, key=first_line.count)
    header = _read_header(source, encoding, delimiter)

    held: list[Block] = []  # what a file of a few blocks holds: it is read once

    def blocks() -> Iterator[Block]:
        return iter(held) if held else _blocks(source, encoding, delimiter, len(header))

    def column(position: int) -> Iterator[Any]:
        seen: list[Block] = []
        for number, block in enumerate(blocks()):
            seen = [*seen, block] if number < _MOST_HELD else []
            yield from column_of(iter([block]), position)
        held[:] = seen

    return Table(header, blocks, column)


def _read_header(source: Source, encoding: Encoding, delimiter: str) -> tuple[str, ...]:
    with open_text(source, encoding) as stream:
        try:
            return tuple(next(csv.reader(limited_lines(stream), delimiter=delimiter)))
        except (StopIteration, csv.Error):
            raise Unreadable("has no header row; expected column names in the first line") from None


def _blocks(source: Source, encoding: Encoding, delimiter: str, n_columns: int) -> Iterator[Block]:
    with open_text(source, encoding) as stream:
        first = 1
        for rows in _row_blocks(limited_lines(stream), delimiter):
            block = _as_block(first, rows, n_columns)
            yield block
            first += block.n_rows


def _row_blocks(lines: Iterator[str], delimiter: str) -> Iterator[list[Row]]:
    """The rows below the header, many at once."""
    end_mark = delimiter.join(_END)
    reader = csv.reader(chain(lines, (end_mark,)), delimiter=delimiter)
    next(reader, None)
    rows: list[Row] = []
    n_characters = 0
    while piece := _next_rows(reader):
        rows += piece
        n_characters += sum(map(len, chain.from_iterable(piece)))
        if len(rows) >= BLOCK_ROWS or n_characters > BLOCK_CHARACTERS:
            yield rows[:-1]
            rows, n_characters = rows[-1:], 0  # The last row waits: it may be the last of the file.
    yield _without_end_mark(rows, end_mark)


def _next_rows(reader: _csv.Reader) -> list[Row]:
    rows: list[Row] = []
    try:
        rows.extend(islice(reader, _ROWS_AT_ONCE))
    except csv.Error as error:
        rows.append(f"is not a row of a table: {error}; check its quotes")
    return rows


def _without_end_mark(rows: list[Row], end_mark: str) -> list[Row]:
    """The last rows of a file. Where a quote is never closed, the last has taken in all that follows, with the mark."""
    last = rows[-1] if rows else _END
    if isinstance(last, str):
        return rows
    if last == _END:
        return rows[:-1]
    before, values, text = rows[:-1], last[:-1], last[-1].removesuffix(end_mark)
    n_lines = len(io.StringIO("".join([*values, text]), newline="").readlines())
    if n_lines < 2:
        return [*before, [*values, text]]
    return [
        *before, f"opens a quote that is never closed and takes in {n_lines} lines, to the end of the file; close it"
    ]  # fmt: skip


def _as_block(first: int, rows: Sequence[Row], n_columns: int) -> Block:
    rows = [row for row in rows if row]  # The csv module gives an empty list for a blank line, which is no row.
    problems = {
        at: row if isinstance(row, str) else _wrong_width(len(row), n_columns)
        for at, row in enumerate(rows)
        if isinstance(row, str) or len(row) != n_columns
    }
    missing = (None,) * n_columns
    values = [missing if at in problems else row for at, row in enumerate(rows)] if problems else rows
    return Block(first, len(rows), list(zip(*values, strict=True)) or [()] * n_columns, problems)


def _wrong_width(n_found: int, n_expected: int) -> str:
    return f"has {n_found} fields, expected {n_expected} as in the header; check its quotes and separators"
