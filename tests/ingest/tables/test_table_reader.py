"""Tables as a whole: their date order, records in memory, and nothing lost between rows and documents."""

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
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Source
from signals.ingest.tables.table_reader import open_table, read_records
from tests.ingest.files import read_file


def test_date_order_of_a_column(tmp_path: Path) -> None:
    rows = "text,date\nA b.,02/03/2022\nC d.,02/28/2022\nE f.,02/27/2022\nG h.,31/01/2022\n"
    first, *_, last = read_file(tmp_path, "a.csv", rows)
    assert isinstance(first, Document) and first.published_on == date(2022, 2, 3)
    assert isinstance(last, Rejected) and "its column reads as month, day, year" in last.reason
    first, *_ = read_file(tmp_path, "a.csv", rows, date_order="dmy")
    assert isinstance(first, Document) and first.published_on == date(2022, 3, 2)
    with pytest.raises(ValueError, match="expected mdy or dmy"):
        read_documents([], date_order="ymd")


def test_records_are_read_as_the_rows_of_a_file() -> None:
    records = [{"text": "Talks fail.", "date": date(2022, 1, 14), "n": 1}, {"text": None, "date": "2022-01-14"}]
    first, second = read_records(records, ["text", "date", "n"])
    assert isinstance(first, Document) and (first.doc_id, first.text, first.kept) == (
        "documents-1", "Talks fail.", {"n": 1}
    )  # fmt: skip
    assert isinstance(second, Rejected) and second.place == "documents row 2"
    with pytest.raises(ValueError, match="documents: has no date column; found the columns text"):
        list(read_records([{"text": "A."}], ["text"]))


def test_a_page_is_no_table() -> None:
    with pytest.raises(KeyError):
        open_table(Source("a.txt", "a", ".txt", 0, io.BytesIO))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["title", "text", "date", "other"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _as_json_lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


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
