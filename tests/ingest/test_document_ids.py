"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.ingest.document_ids import DocIds


def _ids_of(wanted: list[str | tuple[str, int]]) -> list[str]:
    ids = DocIds()
    return [ids.named(want) if isinstance(want, str) else ids.numbered(*want) for want in [*wanted, "a-2"]]


@given(st.lists(st.one_of(st.sampled_from("ab"), st.tuples(st.sampled_from("ab"), st.integers(1, 3))), max_size=12))
def test_ids_never_repeat(wanted: list[str | tuple[str, int]]) -> None:
    given_ids = _ids_of(wanted)
    assert len(set(given_ids)) == len(given_ids)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("signals.ingest.document_ids._RECENT", 2)
        assert _ids_of(wanted) == given_ids, "the same, wherever they are remembered"
