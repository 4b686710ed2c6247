"""Tables as streams of blocks: CSV, TSV, JSON lines and Parquet, never loaded whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from signals.ingest.decoding import Encoding, find_encoding, limited_lines, open_text
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables.blocks import BLOCK_CHARACTERS, BLOCK_ROWS, Block, Table, column_of, line_blocks
from signals.ingest.tables.delimited import open_delimited

_ENDS_OF_OBJECTS = ("}", "}\n", "}\r\n")
_NO_FIELDS = "holds no fields"
# Half of a character, as programs that cut text in the middle of an emoji leave it: no file can hold it.
_LONE_SURROGATE = re.compile(
    r"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}", re.IGNORECASE
)


class Records(NamedTuple):
    """The objects in a block of lines, {} where there is none, and by position why not."""

    objects: list[dict[str, Any]]
    problems: dict[int, str]


def open_table(source: Source) -> Table:
    """Open a table by its file's ending. Raises Unreadable if it has no header or is not such a file."""
    return _OPENERS[source.ending.removesuffix(".gz")](source)


def _open_json_lines(source: Source) -> Table:
    encoding = find_encoding(source)
    names: dict[str, None] = {}
    held: list[Records] = []  # what a short file holds: it is read once
    for number, records in enumerate(_json_record_blocks(source, encoding)):
        names.update(dict.fromkeys(chain.from_iterable(records.objects)))
        held = [records] if number == 0 else []

    def record_blocks() -> Iterator[Records]:
        return iter(held) if held else _json_record_blocks(source, encoding)

    if not names:
        problems = (problem for records in record_blocks() for problem in records.problems.values())
        raise Unreadable(f"has no JSON object with fields: its first line {next(problems, _NO_FIELDS)}")

    def blocks() -> Iterator[Block]:
        return _json_blocks(record_blocks(), tuple(names))

    def column(position: int) -> Iterator[Any]:
        return column_of(_json_blocks(record_blocks(), tuple(names)[position : position + 1]), 0)

    return Table(tuple(names), blocks, column)


def _json_blocks(record_blocks: Iterator[Records], names: tuple[str, ...]) -> Iterator[Block]:
    first = 1
    for objects, problems in record_blocks:
        columns = [[one.get(name) for one in objects] for name in names]
        yield Block(first, len(objects), columns, problems)
        first += len(objects)


def _json_record_blocks(source: Source, encoding: Encoding) -> Iterator[Records]:
    """The lines that are not blank."""
    with open_text(source, encoding) as stream:
        for lines in line_blocks(limited_lines(stream)):
            yield _json_records([line for line in lines if not line.isspace()])


def _json_records(lines: Sequence[str]) -> Records:
    objects = _plain_objects(lines)
    if objects is not None:
        return Records(objects, {})
    read = [_json_record(line) for line in lines]
    return Records([one for one, _ in read], {at: problem for at, (_, problem) in enumerate(read) if problem})


def _plain_objects(lines: Sequence[str]) -> list[dict[str, Any]] | None:
    """What lines hold that are one object each and have no brace but at their ends, read at once; else None.

    Every line ends with its only closing brace, so that no object can begin in one line and end in another.
    """
    text = ",".join(lines)
    n_lines = len(lines)
    is_plain = text.count("}") == n_lines and all(line.endswith(_ENDS_OF_OBJECTS) for line in lines)
    if not is_plain or "\\ud" in text or "\\uD" in text:
        return None
    try:
        objects = json.loads(f"[{text}]")
    except (ValueError, RecursionError):
        return None
    return objects if len(objects) == n_lines and set(map(type, objects)) <= {dict} else None


def _json_record(line: str) -> tuple[dict[str, Any], str]:
    if "\\" in line and "\\ud" in line.lower():
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
    try:
        with source.open() as stream, pq.ParquetFile(stream) as parquet:
            yield parquet
    except (pa.ArrowException, ValueError, OverflowError) as error:  # The last two: times beyond the year 9999.
        raise Unreadable(f"is not a readable Parquet file ({_first_line(error)}); write it again") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:150]


_OPENERS: dict[str, Callable[[Source], Table]] = {
    ".csv": open_delimited,
    ".tsv": open_delimited,
    ".jsonl": _open_json_lines,
    ".parquet": _open_parquet,
}
