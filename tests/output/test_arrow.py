"""Columns of text and tables of one schema, in Arrow."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from signals.output.arrow import (
    as_arrow,
    repeated_texts,
    runs_of_one_schema,
    text_column,
    text_of_letters,
    widened,
    with_types,
)


def test_columns_of_text_are_what_pandas_makes_of_them() -> None:
    values = ["Kyiv", "", "Москва – “no”", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
    expected = pd.Series(values)
    pd.testing.assert_series_equal(pd.Series(text_column(values)), expected)
    rows = np.array([2, 0, 0, 3])
    pd.testing.assert_series_equal(pd.Series(repeated_texts(values, rows)), expected[rows].reset_index(drop=True))
    encoded = [value.encode() for value in values]
    indptr = np.cumsum([0, *map(len, encoded)])
    column = text_of_letters(np.frombuffer(b"".join(encoded), dtype=np.uint8), indptr)
    pd.testing.assert_series_equal(pd.Series(column), expected)


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        pytest.param([1], [2], pa.int64(), id="whole_numbers"),
        pytest.param([1], [0.5], pa.float64(), id="a_fraction"),
        pytest.param([1], ["x"], pa.string(), id="text_after_numbers"),
        pytest.param([None], [1], pa.int64(), id="missing_first"),
        pytest.param([0.5], [None], pa.float64(), id="missing_later"),
    ],
)
def test_a_column_gets_the_type_that_holds_all_of_it(first: list, second: list, common: pa.DataType) -> None:
    tables = [as_arrow(pd.DataFrame({"x": values}), {}) for values in (first, second)]
    types = widened(widened({}, tables[0]), tables[1])
    assert types == {"x": common}
    assert [with_types(table, types)["x"].type for table in tables] == [common, common]


def test_a_new_run_begins_where_a_table_brings_another_column() -> None:
    tables = [pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]}), pd.DataFrame({"a": [3], "b": ["x"]})]
    runs = [(list(types), [table.to_pydict() for table in run]) for types, run in runs_of_one_schema(tables)]
    assert runs == [(["a"], [{"a": [1]}, {"a": [2]}]), (["a", "b"], [{"a": [3], "b": ["x"]}])]


def test_days_are_days_and_what_made_the_table_stands_in_its_schema() -> None:
    table = as_arrow(pd.DataFrame({"on": pd.to_datetime(["2022-02-24", None])}), {"model": "none"})
    assert table.schema.field("on").type == pa.date32() and table["on"].null_count == 1
    assert table.schema.metadata == {b"drumbeat_model": b"none"}
