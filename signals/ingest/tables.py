"""Tables as streams of rows: CSV, TSV, JSON lines and Parquet, never loaded whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from signals.ingest.decoding import MAX_DOCUMENT_BYTES, limited_lines, open_text
from signals.ingest.sources import Source, Unreadable, megabytes

_ROWS_PER_BATCH = 4096
_DELIMITERS = (",", ";", "\t", "|")


class Row(NamedTuple):
    """A row of a table: its number counts data rows from 1; a `problem` says why it has no values."""

    number: int
    values: Sequence[Any]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read more than once: `rows()` and `column(position)` start over each time."""

    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    column: Callable[[int], Iterator[Any]]


def open_table(source: Source) -> Table:
    """Open a table by its file's ending. Raises Unreadable if it has no header or is not such a file."""
    return _OPENERS[source.ending.removesuffix(".gz")](source)


def _open_delimited(source: Source) -> Table:
    # The csv module's own limit is 128 KB a field, less than a long article. It is set for the whole process.
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    with open_text(source) as stream:
        first_line = next(limited_lines(stream), "")
    delimiter = "\t" if source.ending.startswith(".tsv") else max(_DELIMITERS, key=first_line.count)
    header = _read_header(source, delimiter)

    def rows() -> Iterator[Row]:
        return _delimited_rows(source, delimiter, len(header))

    return Table(header, rows, lambda position: _column(rows(), position))


def _read_header(source: Source, delimiter: str) -> tuple[str, ...]:
    with open_text(source) as stream:
        try:
            return tuple(next(csv.reader(limited_lines(stream), delimiter=delimiter)))
        except (StopIteration, csv.Error):
            raise Unreadable("has no header row; expected column names in the first line") from None


def _delimited_rows(source: Source, delimiter: str, n_columns: int) -> Iterator[Row]:
    with open_text(source) as stream:
        reader = csv.reader(limited_lines(stream), delimiter=delimiter)
        next(reader, None)
        number = 0
        while True:
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield Row(number, (), f"is not a row of a table: {error}; check its quotes")
                continue
            if values:  # The csv module gives an empty list for a blank line, which is no row.
                number += 1
                problem = "" if len(values) == n_columns else _wrong_width(len(values), n_columns)
                yield Row(number, values, problem)


def _wrong_width(n_found: int, n_expected: int) -> str:
    return f"has {n_found} fields, expected {n_expected} as in the header; check its quotes and separators"


def _open_json_lines(source: Source) -> Table:
    header: dict[str, None] = {}
    for _, record, _ in _json_records(source):
        header.update(dict.fromkeys(record))
    names = tuple(header)

    def rows() -> Iterator[Row]:
        for number, record, problem in _json_records(source):
            yield Row(number, [record.get(name) for name in names], problem)

    return Table(names, rows, lambda position: _column(rows(), position))


def _json_records(source: Source) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Number, object and problem of every line that is not blank; the object is empty where there is a problem."""
    with open_text(source) as stream:
        lines = (line for line in limited_lines(stream) if not line.isspace())
        for number, line in enumerate(lines, start=1):
            yield (number, *_json_record(line))


def _json_record(line: str) -> tuple[dict[str, Any], str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return {}, f"is not JSON: {error.msg} at character {error.pos + 1}; expected one object per line"
    except RecursionError:
        return {}, "is JSON nested too deeply; expected one flat object per line"
    if not isinstance(record, dict):
        return {}, f"is a JSON {type(record).__name__}; expected one object per line"
    return record, ""


def _open_parquet(source: Source) -> Table:
    with _parquet_file(source) as parquet:
        schema = parquet.schema_arrow

    def column(position: int) -> Iterator[Any]:
        kind = schema.field(position).type
        # Dates, times and numbers are read only one way: there is no need to look at them first.
        if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
            yield from (row.values[0] for row in _parquet_rows(source, [schema.names[position]]))

    return Table(tuple(schema.names), lambda: _parquet_rows(source, None), column)


def _parquet_rows(source: Source, names: list[str] | None) -> Iterator[Row]:
    number = 0
    with _parquet_file(source) as parquet:
        for batch in parquet.iter_batches(batch_size=_ROWS_PER_BATCH, columns=names):
            for number, values in enumerate(zip(*map(pa.Array.to_pylist, batch.columns), strict=True), number + 1):
                yield Row(number, values)


@contextmanager
def _parquet_file(source: Source) -> Iterator[pq.ParquetFile]:
    try:
        with source.open() as stream, pq.ParquetFile(stream) as parquet:
            yield parquet
    except pa.ArrowException as error:
        raise Unreadable(f"is not a readable Parquet file ({_first_line(error)}); write it again") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:150]


def _column(rows: Iterator[Row], position: int) -> Iterator[Any]:
    return (row.values[position] for row in rows if not row.problem)


_OPENERS: dict[str, Callable[[Source], Table]] = {
    ".csv": _open_delimited,
    ".tsv": _open_delimited,
    ".jsonl": _open_json_lines,
    ".parquet": _open_parquet,
}
