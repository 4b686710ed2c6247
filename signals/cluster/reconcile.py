"""Reconcile the files of all partitions: one schema, and document ids as from one process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from signals.cluster.provisional_ids import FinalId, ProvisionalId
from signals.output.arrow import About, Types, widened, with_types
from signals.output.partitioned import write_parquet_file


def unified_types(schemas: Iterable[Types | pa.Table]) -> Types:
    """Return the columns of all, in order of appearance, each with a type that holds every value."""
    types: Types = {}
    for schema in schemas:
        types = widened(types, schema if isinstance(schema, pa.Table) else pa.schema(list(schema.items())))
    return types


def has_schema(types: Types, wanted: Types) -> bool:
    """Whether a file written with `types` has the columns and types `wanted`; a column without a value is text."""
    return bool(with_types(pa.table({}), types).schema == with_types(pa.table({}), wanted).schema)


def rewrite_file(
    path: Path, target: Path, types: Types, renamed: Mapping[ProvisionalId, FinalId], about: About
) -> None:
    """Write the file at `path` again, to `target`, with the unified types and the final document ids."""
    with pq.ParquetFile(path) as file:
        table = file.read()
    target.parent.parent.mkdir(exist_ok=True)
    write_parquet_file([with_types(_with_final_ids(table, renamed) if renamed else table, types)], target, about)


def _with_final_ids(table: pa.Table, renamed: Mapping[ProvisionalId, FinalId]) -> pa.Table:
    before = [ProvisionalId(doc_id) for doc_id in table["doc_id"].to_pylist()]
    after = [renamed.get(doc_id, doc_id) for doc_id in before]
    sentence_ids = [
        new + sentence_id[len(old) :]
        for old, new, sentence_id in zip(before, after, table["sentence_id"].to_pylist(), strict=True)
    ]
    for name, values in (("doc_id", after), ("sentence_id", sentence_ids)):
        table = table.set_column(table.column_names.index(name), name, pa.array(values, pa.string()))
    return table
