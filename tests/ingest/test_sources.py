"""Reading documents: every kind of file, every way to be turned away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from signals.documents import Rejected
from signals.ingest import sources as ingest_sources
from signals.ingest.sources import Source, find_sources
from signals.ingest.tables.readers import open_table
from tests.ingest.files import (
    parquet_file,
    read_file,
    zip_file,
)


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_sources, "MAX_UNPACKED_BYTES", 2**20)
    (rejected,) = read_file(tmp_path, "bomb.zip", zip_file({"a.txt": b" " * 2**21}))
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("unpacks to 2.0 MB, and at most 1.0 MB is read from a zip")


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
