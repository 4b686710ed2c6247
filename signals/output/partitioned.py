"""A folder of Parquet files by month: written as batches come, of one schema, no file ever seen half written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from signals.output.arrow import About, Types, as_arrow, widened, with_types
from signals.output.files import GROUP_ROWS, publish, write_parquet

# Rows that wait in memory, over all months, so that a year of news does not become a thousand small files.
WAITING_ROWS = 2 * GROUP_ROWS
PARTITION_FILES = "month=*/*.parquet"


def write_by_month(tables: Iterable[pd.DataFrame], folder: Path, *, about: About) -> int:
    """Write batches of one table as Parquet files by month of publication, `month=YYYY-MM/`; return the number of rows.

    Whenever more than WAITING_ROWS wait, the month that has most of them is written. Every call writes files of
    names of its own, so that a second run adds and never overwrites. Where a batch brings a column that the files
    before it lack, those of earlier runs among them, `unify_schemas` is called in the end.
    """
    run, n_rows = uuid.uuid4().hex[:8], 0
    folder.mkdir(parents=True, exist_ok=True)
    types = first_types = _types_of_folder(folder)
    for number, (month, rows) in enumerate(_month_tables(tables)):
        types = widened(types, rows)
        first_types = first_types or types
        write_parquet_file([with_types(rows, types)], folder / f"month={month}" / f"{run}-{number:05d}.parquet", about)
        n_rows += len(rows)
    if types != first_types:
        unify_schemas(folder)
    return n_rows


def unify_schemas(folder: Path) -> None:
    """Give all Parquet files by month in `folder` the columns of all, each of one type, as DuckDB and Spark expect.

    Only files of another schema are written again, each replaced in one step: a reader finds the old or the new one.
    """
    paths = sorted(folder.glob(PARTITION_FILES))
    types: Types = {}
    for path in paths:
        types = widened(types, _types_of_file(path))
    for path in paths:
        if pq.read_schema(path) != with_types(pa.table({}), types).schema:
            _widen_file(path, types)


def _types_of_folder(folder: Path) -> Types:
    """The types of one of the files there: they are alike."""
    path = next(folder.glob(PARTITION_FILES), None)
    return widened({}, _types_of_file(path)) if path else {}


def _types_of_file(path: Path) -> pa.Schema:
    """The schema of a file; a text column in which no row has a value may become anything, so it is null."""
    with pq.ParquetFile(path) as parquet:
        schema, metadata = parquet.schema_arrow, parquet.metadata
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    for column, field in enumerate(schema):
        if pa.types.is_string(field.type) and all(_has_no_value(group, column) for group in groups):
            schema = schema.set(column, field.with_type(pa.null()))
    return schema


def _has_no_value(group: pq.RowGroupMetaData, column: int) -> bool:
    statistics = group.column(column).statistics
    return statistics is not None and bool(statistics.null_count == group.num_rows)


def _widen_file(path: Path, types: Types) -> None:
    with pq.ParquetFile(path) as parquet:
        metadata = parquet.schema_arrow.metadata or {}
        about = {key.decode().removeprefix("drumbeat_"): value.decode() for key, value in metadata.items()}
        batches = parquet.iter_batches(GROUP_ROWS)
        write_parquet_file((with_types(pa.Table.from_batches([batch]), types) for batch in batches), path, about)


def write_parquet_file(tables: Iterable[pa.Table], path: Path, about: About) -> None:
    """Write tables of one schema as one Parquet file, which appears whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=".drumbeat-", dir=path.parent) as spool:
        whole = Path(spool) / "whole"
        with whole.open("wb") as stream:
            write_parquet(tables, stream, about)
        publish(whole, path)


def _month_tables(tables: Iterable[pd.DataFrame]) -> Iterator[tuple[str, pa.Table]]:
    """Month and rows of each file to be written."""
    waiting: dict[str, list[pa.Table]] = defaultdict(list)
    n_waiting: dict[str, int] = defaultdict(int)
    for table in tables:
        for month, rows in _rows_by_month(table):
            waiting[month].append(rows)
            n_waiting[month] += len(rows)
        while sum(n_waiting.values()) > WAITING_ROWS:
            largest = max(n_waiting, key=n_waiting.__getitem__)
            del n_waiting[largest]
            yield largest, _concatenated(waiting.pop(largest))
    for month, tables_of_month in sorted(waiting.items()):
        yield month, _concatenated(tables_of_month)


def _rows_by_month(table: pd.DataFrame) -> Iterator[tuple[str, pa.Table]]:
    arrow, months = as_arrow(table, {}), table["published_on"].to_numpy().astype("datetime64[M]")
    for month in np.unique(months):
        yield str(month), arrow.take(np.flatnonzero(months == month))


def _concatenated(tables: list[pa.Table]) -> pa.Table:
    types: Types = {}
    for table in tables:
        types = widened(types, table)
    return pa.concat_tables([with_types(table, types) for table in tables])
