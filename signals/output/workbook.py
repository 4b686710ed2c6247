"""Scored tables as a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any

import pandas as pd

from signals.output.arrow import About

SHEET_ROWS = 1_048_575  # what a worksheet holds below its header
NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_workbook(tables: Iterable[pd.DataFrame], stream: IO[bytes], about: About) -> int:
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
        notes.append(_worksheet_cells(notes, [name, value]))
    book.save(stream)
    return n_rows


def _fill_sheet(sheet: Any, tables: Iterable[pd.DataFrame]) -> int:
    n_rows = 0
    for number, table in enumerate(tables):
        if number == 0:
            sheet.append(_worksheet_cells(sheet, list(table.columns)))
        n_rows += len(table)
        if n_rows > SHEET_ROWS:
            raise ValueError(f"more than {SHEET_ROWS:,} rows for one worksheet; write .parquet or .csv instead")
        for row in _plain(table).itertuples(index=False, name=None):
            sheet.append(_worksheet_cells(sheet, row))
    return n_rows


def _worksheet_cells(sheet: Any, values: Iterable[Any]) -> list[Any]:
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
