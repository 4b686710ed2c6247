"""How often attribution is right, on any table with gold codes: what `python -m signals accuracy` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from signals.documents import documents_and_rejected
from signals.ingest.document_reader import read_documents
from signals.pipeline import make_tools, tag_documents

GOLD = ("source_actor", "target_actor")


@dataclass(frozen=True, slots=True)
class Share:
    """`n_right` of `n`: rows where the gold code is given."""

    what: str
    n_right: int
    n: int

    def line(self) -> str:
        return (
            f"{self.what:<34} {self.n_right / self.n:6.1%}  ({self.n_right} of {self.n})"
            if self.n
            else f"{self.what:<34}      -  (0 rows)"
        )


def attribution_accuracy(path: Path, *, published: date | None = None) -> list[Share]:
    """Compare attribution with the gold columns source_actor and target_actor of a table, one sentence per row.

    A row without a gold code does not count for that code; a sentence that stands more than once does not count at all,
    because each of its rows names another relation. Raises ValueError if the table lacks a column.
    """
    items = read_documents([path], published=published, one_sentence_per_row=True)
    documents, rejected = documents_and_rejected(items)
    if not documents:
        raise ValueError(
            f"{path}: no row could be read ({rejected[0].place}: {rejected[0].reason})"
            if rejected
            else f"{path}: no rows"
        )
    missing = [name for name in GOLD if name not in documents[0].kept]
    if missing:
        raise ValueError(f"{path}: found no column {', '.join(missing)}; expected sentence, source_actor, target_actor")
    repeats = Counter(document.text for document in documents)
    once = [document for document in documents if repeats[document.text] == 1]
    return right_shares(
        tag_documents(once, make_tools()).facts,
        [{name: str(one.kept[name] or "").strip() for name in GOLD} for one in once],
    )


def right_shares(facts: pd.DataFrame, gold: list[dict[str, str]]) -> list[Share]:
    """Count right codes; `facts` has source, target and actors, a row per gold row."""
    found = facts[["source", "target", "actors"]].to_dict("records")
    pairs = list(zip(found, gold, strict=True))
    sources = [one["source"] == right["source_actor"] for one, right in pairs if right["source_actor"]]
    targets = [one["target"] == right["target_actor"] for one, right in pairs if right["target_actor"]]
    both = [
        one["source"] == right["source_actor"] and one["target"] == right["target_actor"]
        for one, right in pairs
        if right["source_actor"] and right["target_actor"]
    ]
    named = [code in one["actors"].split(";") for one, right in pairs for code in right.values() if code]
    return [
        Share("source", sum(sources), len(sources)),
        Share("target", sum(targets), len(targets)),
        Share("source and target", sum(both), len(both)),
        Share("gold actor among actors", sum(named), len(named)),
    ]
