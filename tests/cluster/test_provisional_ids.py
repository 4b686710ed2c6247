"""The parts of scoring beyond one process that need no cluster: pieces, ids, types, staging."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.cluster.partitions import Piece, gather_files, is_big_table
from signals.cluster.provisional_ids import WishfulIds, settle_ids
from signals.cluster.table_ranges import cut_table
from signals.documents import Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Options
from tests.cluster.dask_support import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "news"
    write_corpus(folder)
    return folder


def cut(folder: Path, n_bytes: int, copies: Path) -> list[Piece]:
    pieces: list[Piece] = []
    for number, group in enumerate(gather_files(folder, n_bytes)):
        if is_big_table(group, n_bytes):
            pieces += cut_table(group, Options(), n_bytes, copies / str(number))
        else:
            pieces.append(group)
    return [pickle.loads(pickle.dumps(piece)) for piece in pieces]  # as they travel to workers


def without_torn_table(items: list[Document | Rejected]) -> list[Document | Rejected]:
    """How much of a damaged table is read depends on where reading begins; a run scores such a table whole."""
    names = [item.place if isinstance(item, Rejected) else item.doc_id for item in items]
    return [item for item, name in zip(items, names, strict=True) if not name.startswith("torn")]


def without_documents(items: list[Document | Rejected]) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]


def renamed_item(item: Document | Rejected, renamed: dict[str, str]) -> Document | Rejected:
    if isinstance(item, Rejected):
        return item
    values = {name: getattr(item, name) for name in Document._fields}
    return Document(**values | {"doc_id": renamed.get(item.doc_id, item.doc_id)})


NAMES = st.sampled_from(["a", "b", "a~2", "a~3", "t-1", "t-2", "t-2~2", "u-1"])


TABLE_ROW = st.tuples(st.sampled_from(["t", "u"]), st.integers(1, 3))


def asked(ids: DocIds, wish: str | tuple[str, int]) -> str:
    return ids.named(wish) if isinstance(wish, str) else ids.numbered(*wish)


@pytest.mark.parametrize("n_bytes", [2_000, 9_000, 2**30])
def test_pieces_give_the_documents_of_the_whole(corpus: Path, n_bytes: int, tmp_path: Path) -> None:
    whole = list(read_documents([corpus]))
    assert len(whole) > 300 and len(without_documents(whole)) == 8
    pieces = cut(corpus, n_bytes, tmp_path)
    read, wishes = [], []
    for piece in pieces:
        ids = WishfulIds()
        read.append(list(piece.read(Options(), ids)))
        wishes.append(ids.wishes)
    renames = settle_ids(wishes)
    settled = [renamed_item(item, renamed) for items, renamed in zip(read, renames, strict=True) for item in items]
    assert without_torn_table(settled) == without_torn_table(whole)
    damaged = [piece.is_damaged(without_documents(items)) for piece, items in zip(pieces, read, strict=True)]
    assert sum(damaged) == (n_bytes < 2**30)


@given(st.lists(st.lists(NAMES | TABLE_ROW, max_size=6), max_size=5))
def test_settled_ids_are_those_of_one_process(pieces: list[list[str | tuple[str, int]]]) -> None:
    one_process = DocIds()
    expected = [[asked(one_process, wish) for wish in piece] for piece in pieces]
    wishful = [WishfulIds() for _ in pieces]
    given_out = [[asked(ids, wish) for wish in piece] for ids, piece in zip(wishful, pieces, strict=True)]
    assert all(len(set(within)) == len(within) for within in given_out)
    renames = settle_ids(ids.wishes for ids in wishful)
    settled = [[renamed.get(one, one) for one in within] for within, renamed in zip(given_out, renames, strict=True)]
    assert settled == expected
