"""Blocks of rows: few where they are long, none lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.ingest.sources import Source, find_sources
from signals.ingest.tables import blocks
from signals.ingest.tables.blocks import Block, column_of, line_blocks
from signals.ingest.tables.table_reader import open_table
from tests.ingest.files import parquet_file


def test_long_rows_make_small_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.ingest.tables.delimited._ROWS_AT_ONCE", 1)
    for name in ("delimited", "parquet", "blocks"):
        monkeypatch.setattr(f"signals.ingest.tables.{name}.BLOCK_CHARACTERS", 100)
    rows = [{"text": f"{n} " + "Talks fail. " * 20, "date": "2022-01-14"} for n in range(5)]
    (tmp_path / "a.csv").write_text("text,date\n" + "".join(f"{row['text']},{row['date']}\n" for row in rows))
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "c.parquet").write_bytes(parquet_file(**{name: [row[name] for row in rows] for name in rows[0]}))
    for source in find_sources([tmp_path]):
        assert isinstance(source, Source)
        assert [block.n_rows for block in open_table(source).blocks() if block.n_rows] == [1] * 5


@given(st.lists(st.text(max_size=9)), st.integers(1, 4), st.integers(0, 20))
def test_lines_stay_in_order_and_blocks_within_their_bounds(lines: list[str], n_rows: int, n_characters: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_ROWS", n_rows)
        patch.setattr(blocks, "BLOCK_CHARACTERS", n_characters)
        found = list(line_blocks(iter(lines)))
    assert [line for block in found for line in block] == lines
    assert all(len(block) <= n_rows and sum(map(len, block[:-1])) <= n_characters for block in found)


def test_a_column_leaves_out_rows_with_a_problem() -> None:
    of_two = [Block(1, 2, [["a", None], [1, None]], {1: "is no row"}), Block(3, 1, [["b"], [2]], {})]
    assert list(column_of(iter(of_two), 0)) == ["a", "b"]
