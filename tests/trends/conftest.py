"""What several tests of trends share: the winter corpus, and five sentences with all that filters look at."""

from __future__ import annotations

import pandas as pd
import pytest

import models
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tagged, Tools, tag_documents
from signals.trends.corpus import Corpus, tag_corpus
from tests.support import ROOT, seed_documents


@pytest.fixture(scope="package")
def winter(tools: Tools) -> Corpus:
    return tag_corpus(read_documents([ROOT / "seeds" / "winter_2021_22.jsonl"]), tools)


@pytest.fixture(scope="package")
def scored() -> pd.DataFrame:
    """Five sentences with everything that filters look at."""
    rows = [
        ("RUS", "UKR", "RUS;UKR", "2022-01-10", "One", "verbal"),
        ("UKR", "", "UKR", "2022-01-10", "One", ""),
        ("USA", "RUS", "USA;RUS", "2022-01-12", "Two", "verbal"),
        ("", "", "", "2022-02-01", "", ""),
        ("RUS", "USA", "RUS;USA;EU", "2022-01-17", "Two", "material"),
    ]
    table = pd.DataFrame(rows, columns=["source", "target", "actors", "dated_on", "outlet", "form"])
    return table.assign(
        dated_on=pd.to_datetime(table["dated_on"]),
        doc_id=list("aabcd"),
        signal=[0.5, -0.5, 0.2, 0, 1.0],
        label="neutral",
    )


@pytest.fixture(scope="package")
def tagged(tools: Tools) -> Tagged:
    return tag_documents(seed_documents(), tools, models.load("fast"))
