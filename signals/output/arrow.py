"""Scored tables as Arrow tables of one schema, whatever columns the batches of input bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT = pd.StringDtype(na_value=np.nan)
"""What pandas takes text for by itself."""


def text_column(values: Sequence[str]) -> pd.arrays.ArrowStringArray:
    """Return texts as a column."""
    return as_column(pa.array(values, type=pa.large_string()))


def repeated_texts(values: Sequence[str], rows: np.ndarray) -> pd.arrays.ArrowStringArray:
    """Return the values at `rows` as a column."""
    return as_column(pa.array(values, type=pa.large_string()).take(pa.array(rows)))


def text_of_letters(letters: np.ndarray, indptr: np.ndarray) -> pd.arrays.ArrowStringArray:
    """Return a column of texts in UTF-8: text i is `letters[indptr[i]:indptr[i + 1]]` (uint8, int64)."""
    buffers = pa.py_buffer(indptr), pa.py_buffer(letters)
    return as_column(pa.LargeStringArray.from_buffers(len(indptr) - 1, *buffers))


def as_column(texts: pa.Array) -> pd.arrays.ArrowStringArray:
    """Return texts of Arrow as a column, without copying them."""
    return pd.arrays.ArrowStringArray(texts, dtype=TEXT)  # type: ignore[call-arg]  # pandas-stubs do not know it yet


About = Mapping[str, str]
Types = Mapping[str, pa.DataType]


def as_arrow(table: pd.DataFrame | pa.Table, about: About) -> pa.Table:
    """Return a table as Arrow: days as date32, columns without a value as strings, `about` in the schema's metadata."""
    if isinstance(table, pd.DataFrame):
        table = pa.table({name: _arrow_column(column) for name, column in table.items()})
    return table.replace_schema_metadata({f"drumbeat_{name}": value for name, value in about.items()})


def runs_of_one_schema(tables: Iterable[pd.DataFrame]) -> Iterator[tuple[Types, Iterator[pa.Table]]]:
    """Group consecutive tables into runs that share one schema; a new run begins when a table widens it.

    Each run comes with its types, and has the columns and types of all tables so far; use one up before asking for
    the next. Most inputs are one run.
    """
    for types, run in groupby(_with_types_so_far(tables), key=itemgetter(0)):
        yield types, (with_types(table, types) for _, table in run)


def widened(types: Types, table: pa.Table | pa.Schema) -> Types:
    """Return the types that hold `table`, too: its columns after those known; the type of a column that was only
    missing; a fraction where there were whole numbers, text where there were numbers."""
    found = {name: _common_type(types.get(name), _type_of(table, name)) for name in _names(table)}
    return {**types, **found}


def with_types(table: pa.Table, types: Types) -> pa.Table:
    """Cast the table's columns, those it lacks are missing; a column without a value anywhere is text."""
    if [(field.name, field.type) for field in table.schema] == list(types.items()):
        return table
    columns = {}
    for name, found in types.items():
        kind = pa.string() if pa.types.is_null(found) else found
        columns[name] = table[name].cast(kind) if name in table.column_names else pa.nulls(len(table), kind)
    return pa.table(columns)


def _with_types_so_far(tables: Iterable[pd.DataFrame]) -> Iterator[tuple[Types, pa.Table]]:
    types: Types = {}
    for table in tables:
        arrow = as_arrow(table, {})
        types = widened(types, arrow)
        yield types, arrow


def _names(table: pa.Table | pa.Schema) -> list[str]:
    return table.names if isinstance(table, pa.Schema) else table.column_names


def _type_of(table: pa.Table | pa.Schema, name: str) -> pa.DataType:
    """The type of a column; null if it is text or unknown and holds no value, so that any type may follow."""
    kind = table.field(name).type
    if isinstance(table, pa.Table) and pa.types.is_string(kind) and table[name].null_count == len(table):
        return pa.null()
    return kind


def _common_type(known: pa.DataType | None, found: pa.DataType) -> pa.DataType:
    if known is None or known == found or pa.types.is_null(known):
        return found
    if pa.types.is_null(found):
        return known
    is_number = all(pa.types.is_integer(kind) or pa.types.is_floating(kind) for kind in (known, found))
    return pa.float64() if is_number else pa.string()


def _arrow_column(column: pd.Series) -> pa.Array | pa.ChunkedArray:
    if column.dtype == object:
        return _text_column(column.tolist())
    if column.dtype.kind == "M":
        return pa.array(column.to_numpy().astype("datetime64[D]"), type=pa.date32())
    is_numpy = isinstance(column.dtype, np.dtype)
    array = pa.array(column.to_numpy() if is_numpy else column.array, from_pandas=True)
    return array.cast(pa.string()) if pa.types.is_large_string(array.type) or pa.types.is_null(array.type) else array


def _text_column(values: list[object]) -> pa.Array:
    try:
        return pa.array(values, type=pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # numbers, lists, mappings
        return pa.array([None if value is None else str(value) for value in values], type=pa.string())
