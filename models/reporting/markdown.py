"""Tables and lists in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd


def markdown_table(header: Sequence[object], rows: Iterable[Sequence[object]], *, rule: str = " --- ") -> str:
    """Return a table of cells as they are; `rule`: what stands in each cell under the header."""
    lines = [f"| {' | '.join(map(str, cells))} |" for cells in (header, *rows)]
    return "\n".join([lines[0], f"|{'|'.join([rule] * len(header))}|", *lines[1:]])


def frame_table(frame: pd.DataFrame) -> str:
    """Return a table of plain cells: counts with their thousands apart, shares with three decimals."""
    rows = frame.astype(object).to_numpy().tolist()
    return markdown_table(list(frame.columns), [list(map(_cell_text, row)) for row in rows])


def _cell_text(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"* {line}" for line in lines)
