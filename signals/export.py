"""Write scored tables and trends: .csv .xlsx .jsonl .parquet, or a folder of Parquet files by month.

A file appears whole or not at all: it is written beside its place under a temporary name, flushed to the disk, and
renamed.
"""

from __future__ import annotations

import io
import json
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

SHEET_ROWS = 1_048_575  # what a worksheet holds below its header
NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
About = Mapping[str, str]


def write_tables(tables: Iterable[pd.DataFrame], out: Path, *, about: About) -> int:
    """Write batches of one table to `out`, by its ending; return the number of rows.

    `about` (profile hash, model version, program version) goes into the file where its format has a place for it.
    Raises ValueError for an ending that is not written, or more rows than a worksheet holds.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise ValueError(f"OUT is {out.name!r}; expected an ending of {', '.join(WRITERS)} or a folder, DIR/")
    with whole_file(out) as stream:
        return writer(tables if writer is _write_jsonl else aligned(tables, out.parent), stream, about)


@contextmanager
def whole_file(out: Path) -> Iterator[IO[bytes]]:
    """Open a stream whose content becomes `out`, whole, when the block ends well; otherwise nothing changes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    temporary = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def write_by_month(tables: Iterable[pd.DataFrame], folder: Path, *, about: About) -> int:
    """Write each batch as it comes: one Parquet file per month of publication, under `month=YYYY-MM/`.

    Every call writes files of names of its own, so that a second run adds and never overwrites.
    """
    run, n_rows = uuid.uuid4().hex[:8], 0
    folder.mkdir(parents=True, exist_ok=True)
    for number, table in enumerate(tables):
        for month, part in table.groupby(table["published_on"].dt.strftime("%Y-%m"), sort=True):
            write_tables([part], folder / f"month={month}" / f"{run}-{number:05d}.parquet", about=about)
        n_rows += len(table)
    return n_rows


def aligned(tables: Iterable[pd.DataFrame], folder: Path) -> Iterator[pd.DataFrame]:
    """Yield every table with the columns of all, in order of appearance, and one type for each column.

    Inputs with other columns may come late, and a header is written first: several tables wait in a temporary folder
    within `folder`. Whole numbers with gaps are Int64; a column that is a number here and text there becomes text.
    """
    waiting = iter(tables)
    begun = list(islice(waiting, 2))
    if len(begun) < 2:
        yield from begun
        return
    with TemporaryDirectory(prefix=".drumbeat-", dir=folder) as spool:
        types: dict[str, pa.DataType] = {}
        paths = []
        for number, table in enumerate(chain(begun, waiting)):
            arrow = as_arrow(table, {})
            types |= {name: common_type(types.get(name), type_of(arrow[name])) for name in arrow.column_names}
            paths.append(Path(spool) / f"{number:06d}.parquet")
            pq.write_table(arrow, paths[-1])
        for path in paths:
            yield with_types(pq.read_table(path), types).to_pandas(
                types_mapper={pa.int64(): pd.Int64Dtype()}.get, date_as_object=False
            )


def type_of(column: pa.ChunkedArray) -> pa.DataType:
    """Return the type of a column; null where it has no value at all."""
    return pa.null() if column.null_count == len(column) else column.type


def common_type(known: pa.DataType | None, found: pa.DataType) -> pa.DataType:
    """Return the type that holds the values of both; a number here and text there is text, null gives way."""
    if known is None or known == found or pa.types.is_null(known):
        return found
    if pa.types.is_null(found):
        return known
    numbers = (pa.types.is_integer, pa.types.is_floating)
    is_number = all(any(is_kind(kind) for is_kind in numbers) for kind in (known, found))
    return pa.float64() if is_number else pa.string()


def with_types(table: pa.Table, types: Mapping[str, pa.DataType]) -> pa.Table:
    """Cast the table's columns, those it lacks are missing; where no table has a value, text."""
    columns = {}
    for name, found in types.items():
        kind = pa.string() if pa.types.is_null(found) else found
        columns[name] = table[name].cast(kind) if name in table.column_names else pa.nulls(len(table), kind)
    return pa.table(columns)


def as_bytes(table: pd.DataFrame, ending: str, *, about: About) -> bytes:
    """Return a table as the content of a file with that ending: what the dashboard offers for download."""
    stream = io.BytesIO()
    WRITERS[ending]([table], stream, about)
    return stream.getvalue()


def download_name(stem: str, ending: str, about: About) -> str:
    """Return a file name that says which settings, model and program made it."""
    parts = [f"{name}-{re.sub(r'[^A-Za-z0-9.]+', '-', value)}" for name, value in about.items()]
    return f"{'_'.join(['drumbeat', stem, *parts])}{ending}"


def _write_csv(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
    n_rows = 0
    for number, table in enumerate(tables):
        stream.write(
            table.to_csv(index=False, header=number == 0, date_format="%Y-%m-%d", lineterminator="\n").encode()
        )
        n_rows += len(table)
    return n_rows


def _write_jsonl(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
    n_rows = 0
    for table in tables:
        for row in _plain(table).to_dict("records"):
            stream.write(
                (
                    json.dumps({name: _json_value(value) for name, value in row.items()}, ensure_ascii=False) + "\n"
                ).encode()
            )
        n_rows += len(table)
    return n_rows


def _write_parquet(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
    n_rows, writer = 0, None
    try:
        for table in tables:
            arrow = as_arrow(table, about)
            writer = writer or pq.ParquetWriter(stream, arrow.schema, compression="zstd")
            writer.write_table(arrow.cast(writer.schema))
            n_rows += len(table)
    finally:
        if writer:
            writer.close()
    return n_rows


def as_arrow(table: pd.DataFrame, about: About) -> pa.Table:
    """Return a table as Arrow: days as date32, empty columns as strings, `about` in the schema's metadata."""
    arrays = {name: _arrow_column(table[name]) for name in table.columns}
    return pa.table(arrays).replace_schema_metadata({f"drumbeat_{name}": value for name, value in about.items()})


def _arrow_column(column: pd.Series) -> pa.Array:
    if pd.api.types.is_datetime64_any_dtype(column):
        return pa.array(column.dt.date, type=pa.date32(), from_pandas=True)
    if column.dtype == object:
        return pa.array([None if value is None else str(value) for value in column], type=pa.string())
    array = pa.Array.from_pandas(column)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return array.cast(pa.string()) if pa.types.is_large_string(array.type) or pa.types.is_null(array.type) else array


def _write_xlsx(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
    """Write a workbook with the table and a sheet that says what made it; text is never a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("drumbeat")
    try:
        n_rows = _fill_sheet(sheet, tables)
    except BaseException:
        sheet.close()  # or openpyxl complains on stderr when its half-written sheet is thrown away
        raise
    notes = book.create_sheet("about")
    for name, value in about.items():
        notes.append(_cells(notes, [name, value]))
    book.save(stream)
    return n_rows


def _fill_sheet(sheet: Any, tables: Iterable[pd.DataFrame]) -> int:
    n_rows = 0
    for number, table in enumerate(tables):
        if number == 0:
            sheet.append(_cells(sheet, list(table.columns)))
        n_rows += len(table)
        if n_rows > SHEET_ROWS:
            raise ValueError(f"more than {SHEET_ROWS:,} rows for one worksheet; write .parquet or .csv instead")
        for row in _plain(table).itertuples(index=False, name=None):
            sheet.append(_cells(sheet, row))
    return n_rows


def _cells(sheet: Any, values: Iterable[Any]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for value in values:
        if isinstance(value, str):
            cell = WriteOnlyCell(sheet, value=NOT_IN_XLSX.sub("", value)[:32_767])
            cell.data_type = "s"  # a sentence that begins with "=" stays a sentence
            cells.append(cell)
        else:
            cells.append(None if value is None or pd.isna(value) else value)
    return cells


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Dates as YYYY-MM-DD text, everything as plain Python objects."""
    days = {
        name: table[name].dt.strftime("%Y-%m-%d")
        for name in table.columns
        if pd.api.types.is_datetime64_any_dtype(table[name])
    }
    return table.assign(**days).astype(object)


def _json_value(value: Any) -> Any:
    """Missing as null; what JSON has no word for as text."""
    if value is None or (isinstance(value, float) and value != value) or value is pd.NaT:
        return None
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)


Writer = Callable[[Iterable[pd.DataFrame], IO[bytes], About], int]
WRITERS: dict[str, Writer] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}
