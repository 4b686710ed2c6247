"""Parquet files keep the types of their columns."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from signals.documents import Rejected
from tests.ingest.files import TEXT, parquet_file, read_file, read_one


def test_other_columns_are_kept_as_given(tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.parquet", parquet_file(n=[7], text=[TEXT], tags=[["a", "b"]], date=["2022-01-14"]))
    assert list(document.kept.items()) == [("n", 7), ("tags", ["a", "b"])]


def test_text_as_bytes_and_times_are_read(tmp_path: Path) -> None:
    content = parquet_file(text=[TEXT.encode()], date=[datetime(2022, 1, 13, 23, tzinfo=UTC)])
    document = read_one(tmp_path, "a.parquet", content)
    assert (document.text, document.published_on.isoformat()) == (TEXT, "2022-01-13")


def test_dates_as_text_are_read_in_the_order_of_their_column(tmp_path: Path) -> None:
    content = parquet_file(text=["A b.", "C d."], date=["02/03/2022", "28/02/2022"])
    first, second = read_file(tmp_path, "a.parquet", content)
    assert not isinstance(first, Rejected) and first.published_on.isoformat() == "2022-03-02"
    assert not isinstance(second, Rejected) and second.published_on.isoformat() == "2022-02-28"
