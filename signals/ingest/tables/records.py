"""Documents from records that are in memory already: the rows of a DataFrame, a list of mappings."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from signals.documents import Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.options import Options
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables.blocks import Block, Table
from signals.ingest.tables.rows import documents_of_table


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
