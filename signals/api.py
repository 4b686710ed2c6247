"""What `signals.score` does: records in Python to a scored table."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from signals.cues.profile import Profile
from signals.documents import Classifier, Document, Rejected, documents_and_rejected
from signals.ingest.tables.table_reader import read_records
from signals.pipeline import make_tools, score_tagged, tag_documents


def score_documents(documents: Any, profile: Profile | None, classifier: Classifier | None) -> pd.DataFrame:
    """Score a DataFrame, or an iterable of mappings or Documents; see `signals.score`."""
    profile = profile or Profile()
    accepted, rejected = documents_and_rejected(_records(documents))
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
