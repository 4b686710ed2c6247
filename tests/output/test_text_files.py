"""Tables as CSV and JSON lines, written batch by batch."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from signals.output.text_files import merge_csv, write_csv, write_json_lines

TABLE = pd.DataFrame(
    {
        "text": ["plain", 'with "quotes", commas', "two\nlines", "=1+1"],
        "share": [0.5, np.nan, 1e-7, -1.0],
        "n": [1, 2, 3, 4],
        "on": pd.to_datetime(["2022-02-24", "1962-10-22", None, "2001-01-01"]),
    }
)


def written(write: object, tables: list[pd.DataFrame]) -> str:
    stream = io.BytesIO()
    n_rows = write(tables, stream, {})  # type: ignore[operator]
    assert n_rows == sum(map(len, tables))
    return stream.getvalue().decode()


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_csv_is_what_pandas_writes_whatever_the_batches(cut: int) -> None:
    expected = TABLE.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    assert written(write_csv, [TABLE[:cut], TABLE[cut:]]) == expected


def test_json_lines_hold_one_object_a_row_with_missing_as_null() -> None:
    objects = [json.loads(line) for line in written(write_json_lines, [TABLE[:3], TABLE[3:]]).splitlines()]
    assert [one["text"] for one in objects] == TABLE["text"].tolist()
    assert [one["share"] for one in objects] == [0.5, None, 1e-7, -1.0]
    assert [one["on"] for one in objects] == ["2022-02-24", "1962-10-22", None, "2001-01-01"]


def test_files_of_growing_columns_become_one(tmp_path: Path) -> None:
    for name, table in (("a", pd.DataFrame({"n": [1, 2]})), ("b", pd.DataFrame({"n": [0.5], "x": ["y"]}))):
        (tmp_path / name).write_text(written(write_csv, [table]))
    segments = [
        (tmp_path / "a", {"n": pa.int64()}),
        (tmp_path / "b", {"n": pa.float64(), "x": pa.string()}),
    ]
    stream = io.BytesIO()
    merge_csv(segments, stream, {})
    assert stream.getvalue().decode() == "n,x\n1.0,\n2.0,\n0.5,y\n"
