"""The article that the project starts from, which is not part of this repository: skipped where it is not beside it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import models
import signals
from signals.documents import Document
from signals.ingest.document_reader import read_documents
from tests.support import ROOT

ARTICLE = ROOT.parent / "shared" / "seed_article_2022-01-14.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason=f"{ARTICLE.name} is not beside the project")


@pytest.fixture(scope="module", params=["none", "fast", "deep"])
def scored(request: pytest.FixtureRequest) -> pd.DataFrame:
    documents = [item for item in read_documents([ARTICLE]) if isinstance(item, Document)]
    return signals.score(documents, classifier=None if request.param == "none" else models.load(request.param))


def one(scored: pd.DataFrame, words: str) -> pd.Series:
    found = scored[scored["sentence"].str.contains(words, regex=False)]
    assert len(found) == 1, f"{len(found)} sentences with {words!r}"
    return found.iloc[0]


def test_the_promo_line_is_gone(scored: pd.DataFrame) -> None:
    assert not scored["sentence"].str.contains("TRENDING").any()


@pytest.mark.parametrize(
    ("words", "source"),
    [
        pytest.param("crisis in European security", "USA", id="carpenter_before_he_is_named"),
        pytest.param("shrill", "USA", id="carpenter"),
        pytest.param("walk away from these talks", "USA", id="he_added"),
        pytest.param("genuine dialogue", "USA", id="the_envoy_added"),
        pytest.param("concluded", "USA", id="carpenter_concluded"),
        pytest.param("no grounds", "RUS", id="ryabkov"),
        pytest.param("to a certain extent", "RUS", id="ryabkovs_quotation"),
        pytest.param("sit down in the coming days", "RUS", id="its_second_sentence"),
        pytest.param("Der Spiegel", "NATO", id="not_germany"),
        pytest.param("steadily advancing", "", id="a_think_tanks_director"),
        pytest.param("has grown worse", "", id="the_end_of_his_quotation"),
        pytest.param("Stoltenberg", "NATO", id="natos_head"),
        pytest.param("Rubio", "USA", id="a_senator"),
    ],
)
def test_source(scored: pd.DataFrame, words: str, source: str) -> None:
    assert one(scored, words)["source"] == source


def test_thursday(scored: pd.DataFrame) -> None:
    assert one(scored, "shrill")["dated_on"].date() == date(2022, 1, 13)
    assert "Thursday" in one(scored, "shrill")["date_basis"]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        pytest.param("no grounds", "escalatory", id="no_grounds"),
        pytest.param("genuine dialogue", "de-escalatory", id="genuine_dialogue"),
    ],
)
def test_label(scored: pd.DataFrame, words: str, label: str) -> None:
    assert one(scored, words)["label"] == label
