"""What all parts share in the end: columns, types, and ids as from one process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from signals.output.arrow import About, Types, widened, with_types
from signals.output.partitioned import write_part


def common_types(found: Iterable[Types | pa.Table]) -> Types:
    """Return the columns of all, in order of appearance, each with a type that holds every value."""
    types: Types = {}
    for one in found:
        types = widened(types, one if isinstance(one, pa.Table) else pa.schema(list(one.items())))
    return types


def is_as_written(types: Types, wanted: Types) -> bool:
    """Whether a part written with `types` has the columns and types `wanted`; a column without a value is text."""
    return bool(with_types(pa.table({}), types).schema == with_types(pa.table({}), wanted).schema)


def rewrite_part(path: Path, target: Path, types: Types, renamed: Mapping[str, str], about: About) -> None:
    """Write the part at `path` again, to `target`, with the types and the document ids that all parts settled on."""
    with pq.ParquetFile(path) as file:
        table = file.read()
    target.parent.parent.mkdir(exist_ok=True)
    write_part([with_types(_with_ids(table, renamed) if renamed else table, types)], target, about)


def _with_ids(table: pa.Table, renamed: Mapping[str, str]) -> pa.Table:
    before = table["doc_id"].to_pylist()
    after = [renamed.get(doc_id, doc_id) for doc_id in before]
    sentence_ids = [
        new + sentence_id[len(old) :]
        for old, new, sentence_id in zip(before, after, table["sentence_id"].to_pylist(), strict=True)
    ]
    for name, values in (("doc_id", after), ("sentence_id", sentence_ids)):
        table = table.set_column(table.column_names.index(name), name, pa.array(values, pa.string()))
    return table
