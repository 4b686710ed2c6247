"""A table cut into ranges holds the rows of the whole, with their numbers."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from signals.cluster.table_ranges import copied_rows, copy_rows, group_ranges, group_rows
from signals.ingest.sources import Source
from signals.ingest.tables.table_reader import open_table

ROWS = [(f"text {n}", f"2022-01-{n % 28 + 1:02d}") for n in range(50)]


def source_of(name: str, content: bytes) -> Source:
    return Source(name, name.partition(".")[0], f".{name.partition('.')[2]}", len(content), lambda: io.BytesIO(content))


@pytest.mark.parametrize("n_bytes", [1, 300, 10**6])
def test_copied_rows_are_those_of_the_table(tmp_path: Path, n_bytes: int) -> None:
    lines = "text,date\n" + "".join(f'"{text}\nmore",{day}\n' for text, day in ROWS)
    table = open_table(source_of("a.csv", lines.encode()))
    paths = copy_rows(table.blocks(), n_bytes, tmp_path / "rows")
    assert len(paths) == 1 if n_bytes == 10**6 else len(paths) > 5
    blocks = [block for path in paths for block in copied_rows(path)]
    assert [block.columns[0][row] for block in blocks for row in range(block.n_rows)] == [f"{t}\nmore" for t, _ in ROWS]
    numbers = [block.first + row for block in blocks for row in range(block.n_rows)]
    assert numbers == list(range(1, len(ROWS) + 1))


@pytest.mark.parametrize("n_bytes", [1, 500, 10**6])
def test_ranges_of_row_groups_cover_a_parquet_file(n_bytes: int) -> None:
    stream = io.BytesIO()
    texts, days = zip(*ROWS, strict=True)
    pq.write_table(pa.table({"text": texts, "date": days}), stream, row_group_size=7)
    source = source_of("a.parquet", stream.getvalue())
    ranges = list(group_ranges(source, n_bytes))
    assert ranges[0][0] == 0 and [after for _, after, _ in ranges[:-1]] == [first for first, _, _ in ranges[1:]]
    blocks = [block for found in ranges for block in group_rows(source, *found)]
    assert [text for block in blocks for text in block.columns[0]] == list(texts)
    assert [block.first for block in blocks] == [1 + sum(b.n_rows for b in blocks[:at]) for at in range(len(blocks))]
