"""JSON lines: an object a line, read a block of lines at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from signals.ingest.decoding import Encoding, find_encoding, limited_lines, open_text
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables.blocks import Block, Table, column_of, line_blocks

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


def read_json_lines(source: Source) -> Table:
    """A file of JSON lines as a table, a column for every name in it. Raises Unreadable if it holds no object."""
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
        columns = [[record.get(name) for record in objects] for name in names]
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
    return Records([record for record, _ in read], {at: problem for at, (_, problem) in enumerate(read) if problem})


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
