"""Scored tables outside the flow: made from records in Python, and read back from the files that Drumbeat wrote."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from signals.cues.profile import Profile
from signals.documents import Classifier, Document, Rejected
from signals.ingest.tables.table_reader import read_records
from signals.pipeline import DATE_COLUMNS, make_tools, score_tagged, tag_documents

TREND_COLUMNS = ("doc_id", "dated_on", "source", "target", "actors", "signal", "label")


def score_documents(documents: Any, profile: Profile | None, classifier: Classifier | None) -> pd.DataFrame:
    """Score a DataFrame, or an iterable of mappings or Documents; see `signals.score`."""
    profile = profile or Profile()
    accepted, rejected = _sorted_out(_records(documents))
    tools = make_tools(profile)
    scored = score_tagged(tag_documents(accepted, tools, classifier), tools.lexicon, profile)
    scored.attrs["rejected"] = rejected
    if rejected:
        warnings.warn(f"{len(rejected)} of {len(rejected) + len(accepted)} documents turned away; the first: "
                      f"{rejected[0].place}: {rejected[0].reason}", UserWarning, stacklevel=3)  # fmt: skip
    return scored


def _records(documents: Any) -> Iterator[Document | Rejected]:
    if isinstance(documents, pd.DataFrame):
        header = list(map(str, documents.columns))
        rows = documents.itertuples(index=False, name=None)
        return read_records([dict(zip(header, row, strict=True)) for row in rows], header)
    if isinstance(documents, str | bytes | Mapping) or not isinstance(documents, Iterable):
        raise ValueError(
            f"documents is a {type(documents).__name__}; expected a DataFrame or a list of mappings with text and date"
        )
    items = list(documents)
    if all(isinstance(item, Document) for item in items):
        return iter(items)
    return read_records(items, list(dict.fromkeys(name for item in items for name in item)))


def _sorted_out(items: Iterable[Document | Rejected]) -> tuple[list[Document], list[Rejected]]:
    accepted: list[Document] = []
    rejected: list[Rejected] = []
    for item in items:
        if isinstance(item, Document):
            accepted.append(item)
        else:
            rejected.append(item)
    return accepted, rejected


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
