"""Word files."""

from __future__ import annotations

import io

import pytest

from signals.ingest import archives
from signals.ingest.pages.page import Page
from signals.ingest.pages.word_file import read_docx
from signals.ingest.sources import Source, Unreadable
from tests.ingest.files import TEXT, docx_file


def _source(content: bytes) -> Source:
    return Source("a.docx", "a", ".docx", len(content), lambda: io.BytesIO(content))


def test_paragraphs_and_cells_in_reading_order() -> None:
    assert read_docx(_source(docx_file())) == Page(f"Talks fail\n\n{TEXT}\n\nKyiv answered.", "Talks fail")


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 100)
    with pytest.raises(Unreadable, match="unpacks to"):
        read_docx(_source(docx_file()))


def test_what_is_no_word_file() -> None:
    with pytest.raises(Unreadable, match="is not a readable Word file"):
        read_docx(_source(b"PK\x03\x04"))
