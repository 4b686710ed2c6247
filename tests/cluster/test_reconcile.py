"""Files of different partitions get one schema and final ids."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from signals.cluster.reconcile import has_schema, rewrite_file, unified_types


def test_files_get_the_same_columns_and_types(tmp_path: Path) -> None:
    ids = {"sentence_id": ["a#1", "a#2"], "doc_id": ["a", "a"]}
    tables = [
        pa.table({**ids, "n": [1, 2], "x": pa.array([None, None], pa.string())}),
        pa.table({**ids, "x": ["text", None]}),
        pa.table({**ids, "x": [1, 2], "n": [0.5, None]}),
    ]
    found = [unified_types([table]) for table in tables]
    types = unified_types(found)
    expected = {"sentence_id": "string", "doc_id": "string", "n": "double", "x": "string"}
    assert {name: str(kind) for name, kind in types.items()} == expected
    assert [has_schema(one, types) for one in found] == [False, False, False]
    pq.write_table(tables[0], tmp_path / "0.parquet")
    rewrite_file(tmp_path / "0.parquet", tmp_path / "a" / "rewritten.parquet", types, {"a": "a~2"}, {"model": "m"})
    settled = pq.ParquetFile(tmp_path / "a" / "rewritten.parquet").read()
    assert has_schema(unified_types([settled]), types)
    assert settled.schema.metadata == {b"drumbeat_model": b"m"}
    assert settled.to_pydict() == {
        "sentence_id": ["a~2#1", "a~2#2"], "doc_id": ["a~2", "a~2"], "n": [1.0, 2.0], "x": [None, None],
    }  # fmt: skip
