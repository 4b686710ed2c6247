"""What a reader gives, in two lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signals.documents import Document, Rejected, documents_and_rejected
from tests.support import document

ITEMS = st.lists(st.builds(document, st.text(max_size=3)) | st.builds(Rejected, st.text(max_size=3), st.just("why")))


@given(ITEMS)
def test_every_item_is_in_one_list_in_its_order(items: list[Document | Rejected]) -> None:
    documents, rejected = documents_and_rejected(iter(items))
    assert documents == [item for item in items if isinstance(item, Document)]
    assert rejected == [item for item in items if isinstance(item, Rejected)]
