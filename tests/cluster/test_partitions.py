"""The partitions of an input give, one after the other, the documents of the whole."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

from signals.cluster.partitions import Partition, file_partitions, is_big_table
from signals.cluster.provisional_ids import FinalId, ProvisionalId, ProvisionalIds, final_ids
from signals.cluster.table_ranges import row_ranges
from signals.documents import Document, Rejected
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Options
from tests.cluster.dask_support import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "news"
    write_corpus(folder)
    return folder


def partitions_of(folder: Path, n_bytes: int, copies: Path) -> list[Partition]:
    partitions: list[Partition] = []
    for number, group in enumerate(file_partitions(folder, n_bytes)):
        if is_big_table(group, n_bytes):
            partitions += row_ranges(group, Options(), n_bytes, copies / str(number))
        else:
            partitions.append(group)
    return [pickle.loads(pickle.dumps(partition)) for partition in partitions]  # as they travel to workers


def without_torn_table(items: list[Document | Rejected]) -> list[Document | Rejected]:
    """How much of a damaged table is read depends on where reading begins; a run scores such a table whole."""
    names = [item.place if isinstance(item, Rejected) else item.doc_id for item in items]
    return [item for item, name in zip(items, names, strict=True) if not name.startswith("torn")]


def without_documents(items: list[Document | Rejected]) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]


def renamed_item(item: Document | Rejected, renamed: Mapping[ProvisionalId, FinalId]) -> Document | Rejected:
    if isinstance(item, Rejected):
        return item
    values = {name: getattr(item, name) for name in Document._fields}
    return Document(**values | {"doc_id": renamed.get(ProvisionalId(item.doc_id), item.doc_id)})


@pytest.mark.parametrize("n_bytes", [2_000, 9_000, 2**30])
def test_partitions_give_the_documents_of_the_whole(corpus: Path, n_bytes: int, tmp_path: Path) -> None:
    whole = list(read_documents([corpus]))
    assert len(whole) > 300 and len(without_documents(whole)) == 8
    partitions = partitions_of(corpus, n_bytes, tmp_path)
    read, requested = [], []
    for partition in partitions:
        ids = ProvisionalIds()
        read.append(list(partition.read(Options(), ids)))
        requested.append(ids.requested)
    renames = final_ids(requested)
    with_final_ids = [
        renamed_item(item, renamed) for items, renamed in zip(read, renames, strict=True) for item in items
    ]
    assert without_torn_table(with_final_ids) == without_torn_table(whole)
    damaged = [
        partition.is_damaged(without_documents(items)) for partition, items in zip(partitions, read, strict=True)
    ]
    assert sum(damaged) == (n_bytes < 2**30)
