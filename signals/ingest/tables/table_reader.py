"""From tables to documents: files with a row per item, and records that are in memory already."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from signals.documents import Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import DateOrder, find_date_order
from signals.ingest.formats import Shape, format_shape, reader_of
from signals.ingest.item_dates import file_name_date
from signals.ingest.sources import Options, Source, Unreadable
from signals.ingest.tables.blocks import Block, Table
from signals.ingest.tables.header import NAMES, Columns, recognise_columns, shown_names
from signals.ingest.tables.rows import RowReader


def open_table(source: Source) -> Table:
    """A table by its file's ending. Raises Unreadable if it cannot be used, KeyError if such files are no tables."""
    if format_shape(source.ending) is not Shape.TABLE:
        raise KeyError(source.ending)
    table: Table = reader_of(source.ending)(source)
    return table


def read_table(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of a table, one row at a time. Raises Unreadable if the table as a whole cannot be used."""
    yield from documents_of_table(open_table(source), source, options, ids)


def documents_of_table(table: Table, source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of an open table; `source` names it for the user and its file name may hold a date."""
    columns = recognise_columns(table.header, one_sentence_per_row=options.one_sentence_per_row)
    _check_has_dates(table, columns, source, options)
    reader = RowReader(source, table.header, columns, _column_date_order(table, columns, options), options, ids)
    for block in table.blocks():
        yield from reader.read(block)


def _check_has_dates(table: Table, columns: Columns, source: Source, options: Options) -> None:
    if columns.date < 0 and not options.published and not file_name_date(source.file_stem):
        raise Unreadable(
            f"has no date column; found the columns {shown_names(table.header)}; "
            f"expected one of {', '.join(NAMES['date'])}; rename one, or pass --published YYYY-MM-DD"
        )


def _column_date_order(table: Table, columns: Columns, options: Options) -> DateOrder | None:
    if options.date_order or columns.date < 0:
        return options.date_order
    try:
        return find_date_order(table.column(columns.date))
    except ValueError as error:
        raise Unreadable(f"in the column {table.header[columns.date].strip()}, {error}") from error


def read_records(
    records: Sequence[Mapping[str, Any]],
    header: Sequence[str],
    *,
    published: date | None = None,
    one_sentence_per_row: bool = False,
) -> Iterator[Document | Rejected]:
    """Read one document per record; columns are recognised as in a file, what cannot be read comes back Rejected.

    Raises ValueError if the columns as a whole cannot be used (no text, no date).
    """
    columns = [[record.get(name) for record in records] for name in header]
    block = Block(1, len(records), columns, {})
    table = Table(tuple(header), lambda: iter([block]), lambda position: iter(columns[position]))
    source = Source("documents", "documents", "", 0, io.BytesIO)
    try:
        yield from documents_of_table(table, source, Options(published, None, one_sentence_per_row), DocIds())
    except Unreadable as error:
        raise ValueError(f"documents: {error}") from error
