"""Ids are unique within a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.documents import Document
from signals.ingest.document_ids import DocIds
from signals.ingest.document_reader import read_documents
from tests.ingest.files import DAY, TEXT


@given(st.lists(st.one_of(st.sampled_from("ab"), st.tuples(st.sampled_from("ab"), st.integers(1, 3))), max_size=12))
def test_ids_never_repeat(wanted: list[str | tuple[str, int]]) -> None:
    given_ids = _ids_of(wanted)
    assert len(set(given_ids)) == len(given_ids)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("signals.ingest.document_ids._RECENT", 2)
        assert _ids_of(wanted) == given_ids, "the same, wherever they are remembered"


def _ids_of(wanted: list[str | tuple[str, int]]) -> list[str]:
    ids = DocIds()
    return [ids.named(want) if isinstance(want, str) else ids.numbered(*want) for want in [*wanted, "a-2"]]


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text,date\nx,{TEXT},2022-01-14\nx,{TEXT},2022-01-14\n,{TEXT},2022-01-14\n")
    (tmp_path / "a-3.txt").write_text(TEXT)
    paths = [tmp_path / "a.csv", tmp_path / "a.csv", tmp_path / "a-3.txt"]
    found = [item.doc_id for item in read_documents(paths, published=DAY) if isinstance(item, Document)]
    assert found == ["x", "x~2", "a-3", "x~3", "x~4", "a-3~2", "a-3~3"]
