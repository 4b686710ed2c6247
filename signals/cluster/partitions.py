"""Cut the inputs into partitions, each the work of one task: small files together, rows of a big table apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from signals.documents import Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.document_reader import or_rejected, read_source
from signals.ingest.field_dates import DateOrder
from signals.ingest.formats import TABLE_ENDINGS
from signals.ingest.sources import Options, Source, find_sources
from signals.ingest.tables.blocks import Block, Table
from signals.ingest.tables.table_reader import documents_of_table

# How much larger a packed table is once unpacked: news text in gzip and Parquet (zstd, snappy) shrinks 2 to 4 times.
UNPACKED_FACTOR = 3
PACKED_ENDINGS = (".gz", ".parquet")


@dataclass(frozen=True)
class WholeFiles:
    """Files that are read one after the other; what was turned away before it could be opened stands among them."""

    files: tuple[Source | Rejected, ...]

    def read(self, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
        """Yield the partition's documents in order, and what is turned away."""
        for file in self.files:
            yield from read_source(file, options, ids)

    def is_damaged(self, rejected: Iterable[Rejected]) -> bool:
        """False: whole files are read as far as they go."""
        return False

    @property
    def whole(self) -> WholeFiles:
        """The partition itself."""
        return self

    @property
    def label(self) -> str:
        """Name the partition in a message."""
        first = self.files[0]
        name = first.name if isinstance(first, Source) else first.place
        return name if len(self.files) == 1 else f"{name} and {len(self.files) - 1} more files"


@dataclass(frozen=True)
class RowRange:
    """Some rows of a table, one after the other, numbered as in the whole table, whose date order is `order`."""

    source: Source
    header: tuple[str, ...]
    order: DateOrder | None
    blocks: Callable[[], Iterator[Block]]
    number: int

    def read(self, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
        """Yield the partition's documents in order, and what is turned away."""
        table = Table(self.header, self.blocks, _no_values)  # The whole column of dates has been looked at.
        options = replace(options, date_order=self.order)
        return or_rejected(self.source, documents_of_table(table, self.source, options, ids))

    def is_damaged(self, rejected: Iterable[Rejected]) -> bool:
        """Whether reading it, when this was turned away, ended before its last row."""
        return any(item.place == self.source.name for item in rejected)

    @property
    def whole(self) -> WholeFiles:
        """The whole table."""
        return WholeFiles((self.source,))

    @property
    def label(self) -> str:
        """Name the partition in a message."""
        return f"{self.source.name} (range {self.number} of its rows)"


Partition = WholeFiles | RowRange


def _no_values(position: int) -> Iterator[Any]:
    return iter(())


def file_partitions(path: Path, n_bytes: int) -> Iterator[WholeFiles]:
    """Yield the files behind one INPUT, in order, together up to about `n_bytes`; a big table stands alone."""
    waiting: list[Source | Rejected] = []
    n_waiting = 0
    for file in find_sources([path]):
        if waiting and n_waiting + unpacked_bytes(file) > n_bytes:
            yield WholeFiles(tuple(waiting))
            waiting, n_waiting = [], 0
        waiting.append(file)
        n_waiting += unpacked_bytes(file)
    if waiting:
        yield WholeFiles(tuple(waiting))


def unpacked_bytes(file: Source | Rejected) -> int:
    """Return about how many bytes of text a file holds; what was turned away holds none."""
    if isinstance(file, Rejected):
        return 0
    return file.size_bytes * (UNPACKED_FACTOR if file.ending.endswith(PACKED_ENDINGS) else 1)


def is_big_table(partition: WholeFiles, n_bytes: int) -> bool:
    """Whether a partition is one table that should be cut."""
    (first, *others) = partition.files
    is_table = isinstance(first, Source) and first.ending in TABLE_ENDINGS
    return is_table and not others and unpacked_bytes(first) > n_bytes
