"""Reading the rows of tables: dates, columns, blocks, ids, and nothing lost in between."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.documents import Document, Rejected
from tests.ingest.files import TEXT, parquet_file, read_file, read_one

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["title", "text", "date", "other"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _as_json_lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


def test_date_basis_from_best_to_last(tmp_path: Path) -> None:
    dateline = "KYIV, 24 February 2022 — Russia attacked."
    given_date = date(2020, 1, 1)
    assert (
        read_one(tmp_path, "a.csv", f'text,date\n"{dateline}",2022-01-14\n', published=given_date).date_basis == "field"
    )
    assert read_one(tmp_path, "2022-01-14.txt", dateline, published=given_date).date_basis == "dateline"
    assert read_one(tmp_path, "2022-01-14.txt", TEXT, published=given_date).date_basis == "file name"
    assert read_one(tmp_path, "a.txt", TEXT, published=given_date).date_basis == "--published"
    assert read_one(tmp_path, "a.csv", f"text\n{TEXT}\n", published=given_date).published_on == given_date


def test_other_columns_are_kept_as_given(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.parquet", parquet_file(n=[7], text=[TEXT], tags=[["a", "b"]], date=["2022-01-14"]))
    assert list(document.kept.items()) == [("n", 7), ("tags", ["a", "b"])]


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


def test_a_bad_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "date": "2022-01-14", "mood": "\ud83d"})
    first, bad, last = read_file(tmp_path, "a.jsonl", f"{good}\n\n{{oops\n{good}\n")
    assert isinstance(first, Document) and first.kept == {"mood": "\ufffd"}
    assert isinstance(bad, Rejected) and bad.place == "a.jsonl row 2"
    assert isinstance(last, Document) and last.doc_id == "a-3"


@pytest.mark.parametrize(("ending", "write"), [(".csv", _as_csv), (".jsonl", _as_json_lines)])
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"title": CELLS, "text": CELLS, "date": st.sampled_from(["2022-01-14", "", "x"]), "other": CELLS}
        ),
        min_size=1,
        max_size=8,
    )
)
def test_documents_and_rejected_add_up_to_the_rows(
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    write: Callable[[list[dict[str, str]]], bytes],
    rows: list[dict[str, str]],
) -> None:
    found = read_file(tmp_path_factory.mktemp("rows"), f"a{ending}", write(rows))
    assert len(found) == len(rows)
    kept = {item.doc_id: item.kept["other"] for item in found if isinstance(item, Document)}
    assert all(rows[int(doc_id.removeprefix("a-")) - 1]["other"] == other for doc_id, other in kept.items())
