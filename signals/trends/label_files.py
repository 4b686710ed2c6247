"""Tables of labelled sentences as CSV: written so that text stays text, read whatever program saved them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from signals.documents import Rejected
from signals.ingest.sources import Source, Unreadable, reject
from signals.ingest.tables.table_reader import open_table

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); apostrophes before it are ours.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


UNSURE = frozenset({"0", "0.0", "no", "false"})


class LabelTable(NamedTuple):
    """A file's columns (lower case), its rows as (place, cells by column), and the rows that are none."""

    columns: tuple[str, ...]
    rows: list[tuple[str, dict[str, str]]]
    rejected: list[Rejected]


def guarded(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run as a formula; `unguarded` undoes it."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell as it was before `guarded`."""
    return cell[1:] if GUARDED.match(cell) else cell


def write_cells(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file in UTF-8, every cell guarded."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def read_cells(source: Source) -> LabelTable:
    """Read a table whole: CSV with , ; tab or | between cells, UTF-8 or what else the text looks like; TSV, Parquet.

    A place is the file's name and the row as a spreadsheet numbers it, the header being row 1. Rows with too many or
    too few cells, or with a quote that is never closed, come back Rejected. Raises ValueError for a file that is no
    table.
    """
    try:
        table = open_table(source)
        columns = tuple(name.strip().lower() for name in table.header)
        rows: list[tuple[str, dict[str, str]]] = []
        rejected: list[Rejected] = []
        for block in table.blocks():
            for at in range(block.n_rows):
                place = f"{source.name} row {block.first + at + 1}"
                if at in block.problems:
                    rejected.append(reject(place, block.problems[at]))
                else:
                    rows.append((place, _cells_by_name(columns, [values[at] for values in block.columns])))
    except (Unreadable, KeyError) as error:
        reason = str(error) if isinstance(error, Unreadable) else "is no table"
        raise ValueError(f"{source.name}: {reason}; expected a CSV file with labelled sentences") from error
    return LabelTable(columns, rows, rejected)


def _cells_by_name(columns: Sequence[str], values: Sequence[object]) -> dict[str, str]:
    cells: Mapping[str, object] = dict(zip(columns, values, strict=True))
    return {name: "" if value is None else unguarded(str(value)) for name, value in cells.items()}


def says_sure(cell: str) -> bool:
    """Whether a reader was sure: yes unless the cell says 0, no or false."""
    return cell.strip().lower() not in UNSURE
