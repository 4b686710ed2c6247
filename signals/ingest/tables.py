"""Tables as streams of rows: CSV, TSV, JSON lines and Parquet, never loaded whole."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from signals.ingest.decoding import MAX_DOCUMENT_BYTES, Encoding, find_encoding, limited_lines, open_text
from signals.ingest.sources import Source, Unreadable

if TYPE_CHECKING:
    import _csv

_ROWS_PER_BATCH = 4096
# Half of a character, as programs that cut text in the middle of an emoji leave it: no file can hold it.
_LONE_SURROGATE = re.compile(
    r"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}", re.IGNORECASE
)
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
    encoding = find_encoding(source)
    with open_text(source, encoding) as stream:
        first_line = next(limited_lines(stream), "")
    delimiter = "\t" if source.ending.startswith(".tsv") else max(_DELIMITERS, key=first_line.count)
    header = _read_header(source, encoding, delimiter)

    def rows() -> Iterator[Row]:
        return _delimited_rows(source, encoding, delimiter, len(header))

    return Table(header, rows, lambda position: _column(rows(), position))


def _read_header(source: Source, encoding: Encoding, delimiter: str) -> tuple[str, ...]:
    with open_text(source, encoding) as stream:
        try:
            return tuple(next(csv.reader(limited_lines(stream), delimiter=delimiter)))
        except (StopIteration, csv.Error):
            raise Unreadable("has no header row; expected column names in the first line") from None


def _delimited_rows(source: Source, encoding: Encoding, delimiter: str, n_columns: int) -> Iterator[Row]:
    with open_text(source, encoding) as stream:
        lines = _QuoteCounter(limited_lines(stream))
        reader = csv.reader(lines, delimiter=delimiter)
        next(reader, None)
        number = 0
        while (record := _next_record(reader, lines)) is not None:
            values, problem = record
            if values or problem:  # The csv module gives an empty list for a blank line, which is no row.
                number += 1
                yield Row(number, values, problem or _wrong_width(len(values), n_columns))


class _QuoteCounter:
    """The lines of a file, with a count of the quotes that have gone by."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.n_quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.n_quotes += line.count('"')
        return line


def _next_record(reader: _csv.Reader, lines: _QuoteCounter) -> tuple[list[str], str] | None:
    """Values and problem of the next record; None at the end.

    A record over several lines with an odd number of quotes was closed by the end of the file: a quote is open, and
    all the rows after it have become one text.
    """
    first_line, first_quote = reader.line_num, lines.n_quotes
    try:
        values = next(reader)
    except StopIteration:
        return None
    except csv.Error as error:
        return [], f"is not a row of a table: {error}; check its quotes"
    n_lines = reader.line_num - first_line
    if n_lines > 1 and (lines.n_quotes - first_quote) % 2:
        return [], f"opens a quote that is never closed and takes in {n_lines} lines, to the end of the file; close it"
    return values, ""


def _wrong_width(n_found: int, n_expected: int) -> str:
    if n_found == n_expected:
        return ""
    return f"has {n_found} fields, expected {n_expected} as in the header; check its quotes and separators"


def _open_json_lines(source: Source) -> Table:
    encoding = find_encoding(source)
    names = tuple(dict.fromkeys(name for _, record, _ in _json_records(source, encoding) for name in record))
    if not names:
        problem = next((problem for *_, problem in _json_records(source, encoding) if problem), "holds no fields")
        raise Unreadable(f"has no JSON object with fields: its first line {problem}")

    def rows() -> Iterator[Row]:
        for number, record, problem in _json_records(source, encoding):
            yield Row(number, [record.get(name) for name in names], problem)

    return Table(names, rows, lambda position: _column(rows(), position))


def _json_records(source: Source, encoding: Encoding) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Number, object and problem of every line that is not blank; the object is empty where there is a problem."""
    with open_text(source, encoding) as stream:
        lines = (line for line in limited_lines(stream) if not line.isspace())
        for number, line in enumerate(lines, start=1):
            yield (number, *_json_record(line))


def _json_record(line: str) -> tuple[dict[str, Any], str]:
    if "\\ud" in line.lower():
        line = _LONE_SURROGATE.sub(r"\\ufffd", line)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:  # ValueError also for a number of more than 4,300 digits.
        return {}, f"is not JSON that can be read ({error}); expected one object per line"
    if not isinstance(record, dict):
        return {}, f"is a JSON {type(record).__name__}; expected one object per line"
    return record, ""


def _open_parquet(source: Source) -> Table:
    with parquet_file(source) as parquet:
        schema = parquet.schema_arrow

    def column(position: int) -> Iterator[Any]:
        kind = schema.field(position).type
        # Dates, times and numbers are read only one way: there is no need to look at them first.
        if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
            yield from (row.values[0] for row in _parquet_rows(source, [schema.names[position]]))

    return Table(tuple(schema.names), lambda: _parquet_rows(source, None), column)


def _parquet_rows(source: Source, names: list[str] | None) -> Iterator[Row]:
    with parquet_file(source) as parquet:
        batches = parquet.iter_batches(batch_size=_ROWS_PER_BATCH, columns=names)
        rows = (values for batch in batches for values in zip(*map(pa.Array.to_pylist, batch.columns), strict=True))
        yield from (Row(number, values) for number, values in enumerate(rows, start=1))


@contextmanager
def parquet_file(source: Source) -> Iterator[pq.ParquetFile]:
    try:
        with source.open() as stream, pq.ParquetFile(stream) as parquet:
            yield parquet
    except (pa.ArrowException, ValueError, OverflowError) as error:  # The last two: times beyond the year 9999.
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
