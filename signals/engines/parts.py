"""Parts: the Parquet files that workers write, one for each piece and month, and the types that all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from signals.export import common_type, type_of, whole_file, with_types
from signals.pipeline import OUTPUT_COLUMNS

Types = Mapping[str, pa.DataType]  # by column, in order


def types_of(table: pa.Table) -> Types:
    """Return the columns' types; null for one of the input's other columns that has no value."""
    return {
        name: table.schema.field(name).type if name in OUTPUT_COLUMNS else type_of(table[name])
        for name in table.column_names
    }


def common_types(found: Iterable[Types]) -> Types:
    """Return the columns of all, in order of appearance, each with a type that holds every value."""
    types: dict[str, pa.DataType] = {}
    for one in found:
        types |= {name: common_type(types.get(name), kind) for name, kind in one.items()}
    return types


def is_as_written(types: Types, wanted: Types) -> bool:
    """Whether a part written with `types` has the columns and types `wanted`; a column without a value is text."""
    return _as_text(types) == _as_text(wanted)


def _as_text(types: Types) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.string() if pa.types.is_null(kind) else kind) for name, kind in types.items()]


def write_part(tables: Sequence[pa.Table], path: Path, types: Types | None = None) -> Types:
    """Write tables, one after the other, as one file that is whole or absent; return its types, `types` if given."""
    types = types or common_types(map(types_of, tables))
    part = pa.concat_tables([with_types(table, types) for table in tables])
    part = part.replace_schema_metadata(tables[0].schema.metadata)
    with whole_file(path) as stream:
        pq.write_table(part, stream, compression="zstd")
    return types


def rewrite_part(path: Path, target: Path, types: Types, renamed: Mapping[str, str]) -> None:
    """Write the part at `path` again, to `target`, with the types and the document ids that all parts settled on."""
    with pq.ParquetFile(path) as file:
        table = file.read()
    write_part([_with_ids(table, renamed) if renamed else table], target, types)


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
