"""Read the CSV tables that hold what a person may question: cues, families, modifiers, actors, aliases, offices."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

TABLES = Path(__file__).parent


def table_rows(
    path: Path, *, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) for every row of a CSV table, cells stripped; an optional column not there is empty.

    Raises ValueError when a column in `columns` is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            found = ", ".join(reader.fieldnames or ()) or "none"
            raise ValueError(f"{path.name}: found columns {found}; expected also {', '.join(missing)}")
        for row in reader:
            yield reader.line_num, {name: (row.get(name) or "").strip() for name in (*columns, *optional)}


def optional_day(cell: str, *, otherwise: date) -> int:
    """Return the day number of an ISO date, or of `otherwise` for an empty cell. Raises ValueError for another."""
    return (date.fromisoformat(cell) if cell else otherwise).toordinal()
