"""Tables as a workbook: text is never a formula, and a sheet says what made it."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from signals.output.workbook import write_workbook


def sheets_of(table: pd.DataFrame, about: dict[str, str]) -> openpyxl.Workbook:
    stream = io.BytesIO()
    assert write_workbook([table], stream, about) == len(table)
    return openpyxl.load_workbook(stream)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        pytest.param("=HYPERLINK(1)", "=HYPERLINK(1)", id="formula"),
        pytest.param("+1", "+1", id="plus"),
        pytest.param("bell\x07", "bell", id="control_character"),
        pytest.param("x" * 40_000, "x" * 32_767, id="longer_than_a_cell"),
        pytest.param(pd.Timestamp("2022-02-24"), "2022-02-24", id="day"),
        pytest.param(0.25, 0.25, id="number"),
        pytest.param(None, None, id="missing"),
    ],
)
def test_a_cell(cell: object, read: object) -> None:
    sheet = sheets_of(pd.DataFrame({"x": [cell]}), {})["drumbeat"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("x", read)
    assert sheet["A2"].data_type != "f"


def test_a_second_sheet_says_what_made_it() -> None:
    book = sheets_of(pd.DataFrame({"x": [1]}), {"model": "=none", "program": "1"})
    assert [[cell.value for cell in row] for row in book["about"].iter_rows()] == [["model", "=none"], ["program", "1"]]
