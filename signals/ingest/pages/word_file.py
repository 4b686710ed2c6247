"""Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable
from lxml.etree import LxmlError

from signals.ingest.archives import check_unpacked_size
from signals.ingest.decoding import read_bytes
from signals.ingest.pages.page import Page
from signals.ingest.sources import Source, Unreadable


def read_docx(source: Source) -> Page:
    """The paragraphs and table cells of a Word file in reading order; a paragraph in the style Title is the title."""
    content = io.BytesIO(read_bytes(source))
    try:
        with zipfile.ZipFile(content) as archive:
            check_unpacked_size(archive)
        word = docx.Document(content)
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError) as error:
        raise Unreadable(f"is not a readable Word file ({error}); save it again as .docx") from error
    titles = [part.text for part in word.paragraphs if part.style is not None and part.style.name == "Title"]
    return Page("\n\n".join(_word_paragraphs(word)), titles[0] if titles else "")


def _word_paragraphs(word: WordDocument) -> Iterator[str]:
    for part in word.iter_inner_content():
        if isinstance(part, WordTable):
            # A merged cell is listed once for every column that it spans.
            cells = {cell._tc: cell.text for row in part.rows for cell in row.cells}
            yield from cells.values()
        else:
            yield part.text
