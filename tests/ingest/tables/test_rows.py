"""From a row to a document: its title and text, its problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.documents import Document, Rejected
from tests.ingest.files import TEXT, parquet_file, read_file


def test_titles_stand_alone_and_repetitions_go(tmp_path: Path) -> None:
    rows = f"title,text,date\nTalks fail,,2022-01-14\nTalks fail,Talks fail. VIDEO. {TEXT},2022-01-14\n"
    found = [(item.title, item.text) for item in read_file(tmp_path, "a.csv", rows) if isinstance(item, Document)]
    assert found == [("Talks fail", ""), ("Talks fail", TEXT)]


def test_one_sentence_per_row(tmp_path: Path) -> None:
    rows = "title,text,date\nTalks,  Read\u00a0more... ,2022-01-14\nTalks fail,,2022-01-14\n"
    first, second = read_file(tmp_path, "a.csv", rows, one_sentence_per_row=True)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, first.text, first.kept) == ("", "Read more...", {"title": "Talks"})
    assert (second.title, second.text, second.is_one_sentence) == ("", "Talks fail", True)
    (refused,) = read_file(tmp_path, "a_2022-01-14.txt", TEXT, one_sentence_per_row=True)
    assert isinstance(refused, Rejected) and refused.reason.startswith("is not a table")


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        pytest.param("outlet", "holds a list where text was expected", id="outlet"),
        pytest.param("url", "holds a list where text was expected", id="url"),
        pytest.param("id", "holds a list where text was expected", id="id"),
    ],
)
def test_a_row_that_is_turned_away_takes_no_id(tmp_path: Path, column: str, reason: str) -> None:
    content = parquet_file(text=[TEXT, TEXT], date=["2022-01-14"] * 2, **{column: [["x"], None]})
    bad, good = read_file(tmp_path, "a.parquet", content)
    assert isinstance(bad, Rejected) and (bad.place, reason in bad.reason) == ("a.parquet row 1", True)
    assert isinstance(good, Document) and good.doc_id == "a-2"
