"""PDF files."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from signals.ingest.decoding import read_bytes
from signals.ingest.pages.page import Page
from signals.ingest.sources import Source, Unreadable

# It writes to stderr what is wrong inside a file; what the user needs of that is the one line of a Rejected.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_ENCRYPTED = "is encrypted; save it without a password"
# pypdf meets a damaged file with its own errors and with whatever the wrong object gives where another was expected.
_PDF_ERRORS = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, AssertionError)


def read_pdf(source: Source) -> Page:
    """The text of a PDF. Raises Unreadable if it needs a password or has no text, as a scan has none."""
    content = io.BytesIO(read_bytes(source))
    try:
        pages = list(_pdf_pages(pypdf.PdfReader(content)))
    except DependencyError as error:  # AES needs the package cryptography, which we do not require.
        raise Unreadable(_ENCRYPTED) from error
    except _PDF_ERRORS as error:
        raise Unreadable(f"is not a readable PDF ({error}); save it again") from error
    text = "\n".join(pages)
    if not text.strip():
        raise Unreadable(f"no text in its {len(pages)} pages (a scan?); run it through text recognition first")
    # Justified columns break words: "escala-" at the end of a line goes on as "escalation".
    return Page(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text))


def _pdf_pages(reader: pypdf.PdfReader) -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_ENCRYPTED)
    yield from (page.extract_text() for page in reader.pages)
