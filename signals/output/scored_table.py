"""Scored tables read back from the files that Drumbeat wrote."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from signals.output.columns import DATE_COLUMNS

TREND_COLUMNS = ("doc_id", "dated_on", "source", "target", "actors", "signal", "label")


def read_scored(path: Path) -> pd.DataFrame:
    """Read a scored table that Drumbeat wrote: .csv .xlsx .jsonl .parquet or a folder of Parquet files.

    Raises ValueError in one line when it is no such table.
    """
    try:
        scored = _read_table(path)
    except (OSError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ValueError(f"{path}: cannot be read ({reason}); expected a table written by `signals score`") from error
    missing = [name for name in TREND_COLUMNS if name not in scored.columns]
    if missing:
        raise ValueError(f"{path}: found no column {', '.join(missing)}; expected a table written by `signals score`")
    for name in DATE_COLUMNS:
        if name in scored:
            scored[name] = pd.to_datetime(scored[name])
    return scored


def _read_table(path: Path) -> pd.DataFrame:
    if path.is_dir():
        return pd.read_parquet(path)
    ending = path.suffix.lower()
    if ending == ".csv":
        return pd.read_csv(
            path,
            keep_default_na=False,
            na_values={"signal": [""]},
            dtype=dict.fromkeys(("source", "target", "actors", "label", "doc_id"), str),
        )
    if ending == ".xlsx":
        return pd.read_excel(path, keep_default_na=False, dtype={"doc_id": str})
    if ending == ".jsonl":
        return pd.read_json(path, lines=True, dtype=False)
    if ending == ".parquet":
        return pd.read_parquet(path)
    raise ValueError(f"ending {ending or 'none'}; expected .csv .xlsx .jsonl .parquet or a folder")
