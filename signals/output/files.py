"""Write scored tables and trends: .csv .xlsx .jsonl .parquet.

A file appears whole or not at all: it is written beside its place under a hidden name, flushed to the disk, and
renamed. Batches are written as they come, so that memory does not grow with the table.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from signals.output.arrow import About, Types, as_arrow, runs_of_one_schema, with_types
from signals.output.text_files import merge_csv, write_csv, write_json_lines
from signals.output.workbook import SHEET_ROWS, write_workbook

__all__ = ["SHEET_ROWS", "WRITERS", "About", "as_bytes", "download_name", "publish", "write_parquet", "write_tables"]

SAMPLE_ROWS = 64
GROUP_ROWS = 65_536  # in one row group of a Parquet file
Segment = tuple[Path, Types]


def write_tables(tables: Iterable[pd.DataFrame], out: Path, *, about: About) -> int:
    """Write batches of one table to `out`, by its ending; return the number of rows.

    Every batch gets the columns of all, in order of appearance, and one type for each column; where a number meets
    text it becomes text. (JSON lines have their own columns, line by line.) `about` (profile hash, model version,
    program version) goes into the file where its format has a place for it.
    Raises ValueError for an ending that is not written, or more rows than a worksheet holds.
    """
    ending = out.suffix.lower()
    if ending not in WRITERS:
        raise ValueError(f"OUT is {out.name!r}; expected an ending of {', '.join(WRITERS)} or a folder, DIR/")
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".drumbeat-", dir=out.parent) as spool:
        whole, n_rows = _write_whole(tables, Path(spool), ending, about)
        publish(whole, out)
    return n_rows


def publish(whole: Path, out: Path) -> None:
    """Put a finished file in its place, on the same disk: flushed, then renamed, so that nobody reads half of it."""
    with whole.open("rb+") as stream:
        os.fsync(stream.fileno())
    whole.replace(out)


def as_bytes(table: pd.DataFrame, ending: str, *, about: About) -> bytes:
    """Return a table as the content of a file with that ending: what the dashboard offers for download."""
    stream = io.BytesIO()
    WRITERS[ending]([table], stream, about)
    return stream.getvalue()


def download_name(stem: str, ending: str, about: About) -> str:
    """Return a file name that says which settings, model and program made it."""
    versions = [f"{name}-{re.sub(r'[^A-Za-z0-9.]+', '-', value)}" for name, value in about.items()]
    return f"{'_'.join(['drumbeat', stem, *versions])}{ending}"


def write_parquet(tables: Iterable[pd.DataFrame | pa.Table], stream: IO[bytes], about: About) -> int:
    """Write tables of one schema as one Parquet file. Returns the number of rows."""
    n_rows, writer = 0, None
    try:
        for group in _row_groups(as_arrow(table, about) for table in tables):
            writer = writer or pq.ParquetWriter(
                stream, group.schema, compression="zstd", use_dictionary=_columns_that_repeat(group)
            )
            writer.write_table(group)
            n_rows += len(group)
    finally:
        if writer:
            writer.close()
    return n_rows


def _columns_that_repeat(table: pa.Table) -> list[str]:
    """The columns for which a dictionary pays: of the first values at least half were met before."""
    head = table.slice(0, SAMPLE_ROWS)
    are_compared = [not (pa.types.is_floating(field.type) or pa.types.is_nested(field.type)) for field in head.schema]
    names = [name for name, is_compared in zip(head.column_names, are_compared, strict=True) if is_compared]
    return [name for name in names if len(head[name].unique()) <= len(head) / 2]


def _row_groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Tables of at least GROUP_ROWS rows; the last may have fewer."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(map(len, waiting)) >= GROUP_ROWS:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _write_whole(tables: Iterable[pd.DataFrame], folder: Path, ending: str, about: About) -> tuple[Path, int]:
    """Write one file in `folder`: in several, which are then merged, where batches turn out to have other columns."""
    whole = folder / "whole"
    if ending == ".jsonl":
        with whole.open("wb") as stream:
            return whole, write_json_lines(tables, stream, about)
    segments: list[Segment] = []
    n_rows = 0
    for types, run in runs_of_one_schema(tables):
        segments.append((folder / f"{len(segments)}", types))
        with segments[-1][0].open("wb") as stream:
            n_rows += (write_csv if ending == ".csv" else write_parquet)(run, stream, about)
    if len(segments) == 1 and ending != ".xlsx":
        return segments[0][0], n_rows
    with whole.open("wb") as stream:
        _MERGERS[ending](segments, stream, about)
    return whole, n_rows


def _merge_parquet(segments: Sequence[Segment], stream: IO[bytes], about: About) -> None:
    write_parquet(_segment_tables(segments), stream, about)


def _merge_workbook(segments: Sequence[Segment], stream: IO[bytes], about: About) -> None:
    whole_numbers = {pa.int64(): pd.Int64Dtype()}.get
    frames = (table.to_pandas(types_mapper=whole_numbers, date_as_object=False) for table in _segment_tables(segments))
    write_workbook(frames, stream, about)


def _segment_tables(segments: Sequence[Segment]) -> Iterator[pa.Table]:
    """What Parquet files hold, a piece at a time, with the columns and types of the last."""
    for path, _ in segments:
        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(GROUP_ROWS):
                yield with_types(pa.Table.from_batches([batch]), segments[-1][1])


Writer = Callable[[Iterable[pd.DataFrame], IO[bytes], About], int]
WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".xlsx": write_workbook,
    ".jsonl": write_json_lines,
    ".parquet": write_parquet,
}
_MERGERS: dict[str, Callable[[Sequence[Segment], IO[bytes], About], None]] = {
    ".csv": merge_csv,
    ".xlsx": _merge_workbook,
    ".parquet": _merge_parquet,
}
