"""Parquet files, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables.blocks import BLOCK_CHARACTERS, BLOCK_ROWS, Block, Table, column_of


def read_parquet(source: Source) -> Table:
    """A Parquet file as a table. Raises Unreadable if it is damaged."""
    with parquet_file(source) as parquet:
        schema = parquet.schema_arrow

    def column(position: int) -> Iterator[Any]:
        kind = schema.field(position).type
        # Dates, times and numbers are read only one way: there is no need to look at them first.
        if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
            yield from column_of(_parquet_blocks(source, [schema.names[position]]), 0)

    return Table(tuple(schema.names), lambda: _parquet_blocks(source, None), column)


def _parquet_blocks(source: Source, names: list[str] | None) -> Iterator[Block]:
    with parquet_file(source) as parquet:
        first = 1
        for batch in parquet.iter_batches(batch_size=_rows_per_block(parquet.metadata), columns=names):
            yield Block(first, len(batch), [column.to_pylist() for column in batch.columns], {})
            first += len(batch)


def _rows_per_block(metadata: pq.FileMetaData) -> int:
    """Fewer rows where they are long: a block has about BLOCK_CHARACTERS at most."""
    sizes = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
    n_bytes = max((group.total_byte_size / max(1, group.num_rows) for group in sizes), default=1)
    return max(1, min(BLOCK_ROWS, int(BLOCK_CHARACTERS / max(1, n_bytes))))


@contextmanager
def parquet_file(source: Source) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file; within the block what is wrong in it is Unreadable."""
    try:
        with source.open() as stream, pq.ParquetFile(stream) as parquet:
            yield parquet
    except (pa.ArrowException, ValueError, OverflowError) as error:  # The last two: times beyond the year 9999.
        raise Unreadable(f"is not a readable Parquet file ({_first_line(error)}); write it again") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:150]
