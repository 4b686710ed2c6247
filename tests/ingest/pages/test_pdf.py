"""PDF files."""

from __future__ import annotations

import io

import pytest

from signals.ingest.pages.pdf import read_pdf
from signals.ingest.sources import Source, Unreadable
from tests.ingest.files import AES, TEXT, pdf_file


def _source(content: bytes) -> Source:
    return Source("a.pdf", "a", ".pdf", len(content), lambda: io.BytesIO(content))


def test_the_text_of_its_pages() -> None:
    assert read_pdf(_source(pdf_file(TEXT))).text.strip() == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(pdf_file(TEXT, "secret"), "is encrypted", id="password"),
        pytest.param(pdf_file(TEXT, trailer=AES), "is encrypted", id="aes"),
        pytest.param(pdf_file(""), "no text in its 1 pages", id="scan"),
        pytest.param(b"%PDF-1.4 broken", "is not a readable PDF", id="broken"),
        pytest.param(b"", "is empty", id="empty"),
    ],
)
def test_why_not(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_pdf(_source(content))
