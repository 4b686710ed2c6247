"""Scored tables as text: CSV and JSON lines, a column at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow as pa

from signals.output.arrow import About, Types, as_arrow


def write_csv(tables: Iterable[pd.DataFrame | pa.Table], stream: IO[bytes], about: About) -> int:
    """Write tables of one schema as one CSV file; missing is an empty cell. Returns the number of rows."""
    text, n_rows = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True), 0
    writer = csv.writer(text, lineterminator="\n")
    for number, table in enumerate(tables):
        arrow = as_arrow(table, {})
        if number == 0:
            writer.writerow(arrow.column_names)
        writer.writerows(zip(*map(_csv_cells, arrow.columns), strict=True))
        n_rows += len(arrow)
    text.detach()
    return n_rows


def merge_csv(segments: Sequence[tuple[Path, Types]], stream: IO[bytes], about: About) -> None:
    """Write CSV files one after the other; each has the first columns of the next, and maybe narrower types."""
    types = segments[-1][1] if segments else {}
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(types)
    for path, own in segments:
        fractions = [
            at for at, name in enumerate(own) if pa.types.is_integer(own[name]) and pa.types.is_floating(types[name])
        ]
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            writer.writerows(_wider_rows(rows, len(types), fractions))
    text.detach()


def _wider_rows(rows: Iterable[list[str]], n_columns: int, fractions: Sequence[int]) -> Iterator[list[str]]:
    for row in rows:
        for at in fractions:
            row[at] = f"{row[at]}.0" if row[at] else ""
        yield row + [""] * (n_columns - len(row))


def _csv_cells(column: pa.ChunkedArray) -> list[Any]:
    return (column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist()


def write_json_lines(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
    """Write one JSON object per row, missing as null, days as YYYY-MM-DD. Returns the number of rows."""
    n_rows = 0
    for table in tables:
        names = (json.dumps(name, ensure_ascii=False).replace("%", "%%") for name in table.columns)
        template = "{" + ", ".join(f"{name}: %s" for name in names) + "}\n"
        columns = [_as_json(table[name]) for name in table.columns]
        stream.write("".join(map(template.__mod__, zip(*columns, strict=True))).encode())
        n_rows += len(table)
    return n_rows


def _as_json(column: pd.Series) -> list[str]:
    """Each value of a column as JSON."""
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    values = column.tolist()
    kinds = set(map(type, values))
    if kinds == {str}:
        return [encode_basestring(value) for value in values]
    if kinds == {float}:
        return [_json_number(value) for value in values]
    return [json.dumps(_json_value(value), ensure_ascii=False) for value in values]


def _json_number(value: float) -> str:
    return "null" if value != value else float.__repr__(value) if value - value == 0 else json.dumps(value)


def _json_value(value: Any) -> Any:
    """Missing as null; what JSON has no word for as text."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)
