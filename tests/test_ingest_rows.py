"""Reading the rows of tables: dates, columns, blocks, ids, and nothing lost in between."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents
from signals.ingest.rejected import RejectedFile
from signals.ingest.sources import Source, find_sources
from signals.ingest.tables.readers import open_table
from tests.ingest_files import DAY, TEXT, parquet_file, read_file, read_one


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


def test_date_order_of_a_column(tmp_path: Path) -> None:
    rows = "text,date\nA b.,02/03/2022\nC d.,02/28/2022\nE f.,02/27/2022\nG h.,31/01/2022\n"
    first, *_, last = read_file(tmp_path, "a.csv", rows)
    assert isinstance(first, Document) and first.published_on == date(2022, 2, 3)
    assert isinstance(last, Rejected) and "its column reads as month, day, year" in last.reason
    first, *_ = read_file(tmp_path, "a.csv", rows, date_order="dmy")
    assert isinstance(first, Document) and first.published_on == date(2022, 3, 2)
    with pytest.raises(ValueError, match="expected mdy or dmy"):
        read_documents([], date_order="ymd")


MANY = "text,date\n" + "".join(f'"Talks {n}{chr(10) * (n % 3)}",2022-01-14\n' for n in range(40))


@pytest.mark.parametrize(
    ("end", "last"),
    [
        pytest.param("Late.,2022-01-14", "Late.", id="no_line_end"),
        pytest.param("Late.,2022-01-14\n\n", "Late.", id="blank_line"),
        pytest.param('"Late.",2022-01-14\n', "Late.", id="quoted"),
        pytest.param(
            '"Late.,2022\nA.,2022\nB.,2022\n', "opens a quote that is never closed and takes in 3 lines", id="open"
        ),
        pytest.param('Late.,2022-01-14\n"', "has 1 fields, expected 2", id="a_quote_alone"),
        pytest.param("Late.", "has 1 fields, expected 2", id="too_short"),
        pytest.param("", "Talks 39", id="nothing"),
    ],
)
@pytest.mark.parametrize("block_rows", [1, 7, 40, 41, 4096])
def test_rows_are_the_same_whatever_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, last: str, block_rows: int
) -> None:
    for module in ("delimited", "readers", "blocks"):
        monkeypatch.setattr(f"signals.ingest.tables.{module}.BLOCK_ROWS", block_rows)
    monkeypatch.setattr("signals.ingest.tables.delimited._ROWS_AT_ONCE", min(3, block_rows))
    found = read_file(tmp_path, "a.csv", MANY + end)
    assert [item.text for item in found[:40] if isinstance(item, Document)] == [f"Talks {n}" for n in range(40)]
    assert [item.doc_id for item in found if isinstance(item, Document)][:40] == [f"a-{n}" for n in range(1, 41)]
    assert last in (found[-1].text if isinstance(found[-1], Document) else found[-1].reason)
    assert len(found) == 40 + bool(end) + ('\n"' in end)


def test_long_rows_make_small_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.ingest.tables.delimited._ROWS_AT_ONCE", 1)
    for name in ("delimited", "readers", "blocks"):
        monkeypatch.setattr(f"signals.ingest.tables.{name}.BLOCK_CHARACTERS", 100)
    rows = [{"text": f"{n} " + "Talks fail. " * 20, "date": "2022-01-14"} for n in range(5)]
    (tmp_path / "a.csv").write_text("text,date\n" + "".join(f"{row['text']},{row['date']}\n" for row in rows))
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "c.parquet").write_bytes(parquet_file(**{name: [row[name] for row in rows] for name in rows[0]}))
    for source in find_sources([tmp_path]):
        assert isinstance(source, Source)
        assert [block.n_rows for block in open_table(source).blocks() if block.n_rows] == [1] * 5


def test_a_bad_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "date": "2022-01-14", "mood": "\ud83d"})
    first, bad, last = read_file(tmp_path, "a.jsonl", f"{good}\n\n{{oops\n{good}\n")
    assert isinstance(first, Document) and first.kept == {"mood": "\ufffd"}
    assert isinstance(bad, Rejected) and bad.place == "a.jsonl row 2"
    assert isinstance(last, Document) and last.doc_id == "a-3"


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text,date\nx,{TEXT},2022-01-14\nx,{TEXT},2022-01-14\n,{TEXT},2022-01-14\n")
    (tmp_path / "a-3.txt").write_text(TEXT)
    paths = [tmp_path / "a.csv", tmp_path / "a.csv", tmp_path / "a-3.txt"]
    found = [item.doc_id for item in read_documents(paths, published=DAY) if isinstance(item, Document)]
    assert found == ["x", "x~2", "a-3", "x~3", "x~4", "a-3~2", "a-3~3"]


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


def test_what_is_turned_away_is_written_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.csv"
    with RejectedFile(path) as rejected:
        for number in range(1, 9):
            rejected.add(Rejected(f"a.csv row {number}", 'holds "x", expected y'))
        assert not path.exists()
    assert (rejected.count, len(rejected.first)) == (8, 5)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[:2] == [["place", "reason"], ["a.csv row 1", 'holds "x", expected y']] and len(rows) == 9
    with RejectedFile(path):
        pass
    assert list(path.parent.iterdir()) == []


def test_after_an_error_the_earlier_list_of_rejected_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(AttributeError), RejectedFile(path) as rejected:
        rejected.add(cast(Rejected, None))
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]
