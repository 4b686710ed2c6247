"""Attribution on 100 real headlines that were labelled before the program's answer was seen.

    python -m tests.attribution.ruwa_accuracy ../shared/data/ruwa_articles.csv.gz

The labels (row numbers and codes, no text) stand in tests/data/ruwa_attribution.csv; `also` holds a second pair that
is as defensible by the codebook. The headlines come from the RUWA data set and are not part of this project.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pandas as pd

from signals.documents import Document
from signals.ingest.tables.table_reader import read_records
from signals.pipeline import make_tools, tag_documents
from tests.support import ROOT

LABELS = ROOT / "tests" / "data" / "ruwa_attribution.csv"


def main(articles: Path) -> None:
    """Print how many sources, targets and pairs are right; ends with status 1 if a labelled row cannot be read."""
    labels = pd.read_csv(LABELS, keep_default_na=False)
    texts = pd.read_csv(articles, keep_default_na=False)
    records = [
        _record(texts.loc[row], str(row), field) for row, field in zip(labels["row"], labels["field"], strict=True)
    ]
    documents = [one for one in read_records(records, list(records[0])) if isinstance(one, Document)]
    if len(documents) != len(labels):
        sys.exit(f"{len(documents)} of {len(labels)} labelled rows could be read; is this the right file?")
    first = tag_documents(documents, make_tools()).facts.groupby("doc_id", sort=False).first()
    found = list(zip(first["source"], first["target"], strict=True))
    accepted = [_accepted(row) for row in labels.to_dict("records")]
    checks = {
        "source": [one[0] in {pair[0] for pair in pairs} for one, pairs in zip(found, accepted, strict=True)],
        "source, first label only": [one[0] == pairs[0][0] for one, pairs in zip(found, accepted, strict=True)],
        "target": [one[1] in {pair[1] for pair in pairs} for one, pairs in zip(found, accepted, strict=True)],
        "source and target": [one in pairs for one, pairs in zip(found, accepted, strict=True)],
    }
    for what, right in checks.items():
        print(f"{what:<26} {sum(right)} of {len(right)}")


def _record(row: pd.Series, name: str, field: str) -> dict[str, object]:
    day = datetime.strptime(row["Date"], "%m/%d/%Y").date()
    return {"id": name, "text": row[field], "date": day, "outlet": row["Site"]}


def _accepted(row: dict[str, str]) -> list[tuple[str, str]]:
    also = [tuple(row["also"].split(">"))] if row["also"] else []
    return [(row["source"], row["target"]), *also]  # type: ignore[list-item]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
