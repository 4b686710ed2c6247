"""Cut a big table into ranges of rows.

Only the reader of a format knows where its rows begin (a quoted field may hold line breaks, a .gz has no inner
addresses), and the whole column of dates decides how each is read. So a worker reads the table and copies its rows, as
they are, into one file per range; Parquet has row groups, which are read where they stand.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from signals.cluster.partitions import Partition, RowRange, WholeFiles
from signals.ingest.document_reader import READ_ERRORS
from signals.ingest.field_dates import DateOrder, find_date_order
from signals.ingest.sources import Options, Source, Unreadable
from signals.ingest.tables.blocks import BLOCK_ROWS, Block, Table
from signals.ingest.tables.header import recognise_columns
from signals.ingest.tables.parquet import parquet_file
from signals.ingest.tables.table_reader import open_table
from signals.output.files import publish
from signals.pipeline import in_batches

CopiedRow = tuple[int, Sequence[Any], str]  # number, values, and the problem of a row that has none


def row_ranges(partition: WholeFiles, options: Options, n_bytes: int, folder: Path) -> Sequence[Partition]:
    """Cut the table that `partition` is into ranges of about `n_bytes`; copies of rows go into `folder`.

    A table that cannot be used, or is damaged, stays whole: it is turned away with the reason, or read as far as it
    goes, when it is scored.
    """
    (source,) = partition.files
    assert isinstance(source, Source)
    try:
        table = open_table(source)
        order = _order_of_dates(table, options)
        if source.ending == ".parquet":
            ranges = [partial(group_rows, source, *groups) for groups in group_ranges(source, n_bytes)]
        else:
            ranges = [partial(copied_rows, path) for path in copy_rows(table.blocks(), n_bytes, folder)]
    except (Unreadable, ValueError, *READ_ERRORS):
        return [partition]
    return [RowRange(source, table.header, order, rows, number) for number, rows in enumerate(ranges, start=1)]


def _order_of_dates(table: Table, options: Options) -> DateOrder | None:
    columns = recognise_columns(table.header, one_sentence_per_row=options.one_sentence_per_row)
    if options.date_order or columns.date < 0:
        return options.date_order
    return find_date_order(table.column(columns.date))


def copy_rows(blocks: Iterable[Block], n_bytes: int, folder: Path) -> list[Path]:
    """Copy rows into files of about `n_bytes` in `folder`, a JSON list a line; return their paths in order."""
    folder.mkdir(exist_ok=True)
    written: list[Path] = []
    waiting = chain.from_iterable(map(_rows_of, blocks))
    n_left = 0
    while n_left <= 0:
        path, n_left = folder / f"rows-{len(written):06d}.jsonl", n_bytes
        temporary = folder / f"{path.name}.{uuid.uuid4().hex[:8]}"  # Dask may cut a table twice at a time.
        with temporary.open("wb") as stream:
            while n_left > 0 and (row := next(waiting, None)) is not None:
                n_left -= stream.write(json.dumps(row).encode() + b"\n")
        publish(temporary, path)
        written.append(path)
    return written


def copied_rows(path: Path) -> Iterator[Block]:
    """Yield the rows of a file that `copy_rows` wrote."""
    with path.open("rb") as lines:
        for rows in in_batches(map(json.loads, lines), BLOCK_ROWS):
            numbers, values, problems = zip(*rows, strict=True)
            columns = list(zip(*values, strict=True))
            yield Block(numbers[0], len(rows), columns, {at: problem for at, problem in enumerate(problems) if problem})


def _rows_of(block: Block) -> Iterator[CopiedRow]:
    values = zip(*block.columns, strict=True)
    for at, row in enumerate(values):
        yield block.first + at, row, block.problems.get(at, "")


def group_ranges(source: Source, n_bytes: int) -> Iterator[tuple[int, int, int]]:
    """Yield ranges of row groups with at least `n_bytes` unpacked: first group, the one after the last, rows before."""
    with parquet_file(source) as parquet:
        n_groups = parquet.num_row_groups
        groups = [parquet.metadata.row_group(number) for number in range(n_groups)]
    first, n_before, n_rows, n_left = 0, 0, 0, n_bytes
    for number, group in enumerate(groups, start=1):
        n_rows, n_left = n_rows + group.num_rows, n_left - group.total_byte_size
        if n_left <= 0 or number == n_groups:
            yield first, number, n_before
            first, n_before, n_left = number, n_rows, n_bytes


def group_rows(source: Source, first: int, last: int, n_before: int) -> Iterator[Block]:
    """Yield the rows of the row groups from `first` to before `last`, numbered from `n_before` + 1."""
    with parquet_file(source) as parquet:
        for batch in parquet.iter_batches(BLOCK_ROWS, row_groups=range(first, last)):
            yield Block(n_before + 1, len(batch), [column.to_pylist() for column in batch.columns], {})
            n_before += len(batch)
