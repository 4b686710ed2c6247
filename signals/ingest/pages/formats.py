"""Formats that are one document each: Markdown, HTML, Word and PDF."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator

import docx
import pypdf
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable
from lxml.etree import LxmlError
from pypdf.errors import DependencyError, PyPdfError
from trafilatura import bare_extraction

from signals.ingest.decoding import read_text
from signals.ingest.sources import Page, Source, Unreadable, check_unpacked_size, megabytes
from signals.ingest.tables.header import NAMES, plain_name

# Both write to stderr what is wrong inside a file; what the user needs of that is the one line of a Rejected.
for _library in ("pypdf", "trafilatura"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

# Word and PDF files are held in memory; pictures make them larger than their text. Judgement.
MAX_FILE_BYTES = 200 * 2**20

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.{1,500}?)[ \t#]*$", re.MULTILINE)
# In this order: a picture before the link that looks like it, fences before the marks inside them.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ ]{0,3}(?:```|~~~).{0,100}$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"^[ ]{0,3}\[[^\]\n]{1,100}\]:[ ]\S{1,1000}.{0,200}$", re.MULTILINE), ""),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,1000})>"), r"\1"),
    (re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.{1,500}?)[ \t#]*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^[ ]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE), "\n"),
    (re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)
_ENCRYPTED = "is encrypted; save it without a password"
# pypdf meets a damaged file with its own errors and with whatever the wrong object gives where another was expected.
_PDF_ERRORS = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, AssertionError)


def read_markdown(source: Source) -> Page:
    """A Markdown file without its marks; front matter gives title, date, outlet, url and id, else # gives the title."""
    written = read_text(source).replace("\r\n", "\n")
    matter = _FRONT_MATTER.match(written)
    fields = _front_fields(matter[2]) if matter else {}
    body = written[matter.end() :] if matter else written
    heading = _HEADING.search(body)
    title = fields.get("title") or (heading[1] if heading else "")
    for mark, plain in _MARKS:
        body, title = mark.sub(plain, body), mark.sub(plain, title)
    return Page(body, title, *(fields.get(kind, "") for kind in ("date", "outlet", "url", "id")))


def read_html(source: Source) -> Page:
    """The article of a web page, with the title, date, site and address that the page states."""
    page = bare_extraction(
        read_text(source),
        with_metadata=True,
        include_comments=False,
        # Only dates that the page states, not any day in its text; and no clock: without a bound it is today.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise Unreadable("no article text was found in the page; save the article itself, or its text as .txt")
    text = page.text.replace("\n", "\n\n")
    return Page(text, page.title or "", page.date or "", page.sitename or page.hostname or "", page.url or "")


def read_docx(source: Source) -> Page:
    """The paragraphs and table cells of a Word file in reading order; a paragraph in the style Title is the title."""
    content = io.BytesIO(_read_bytes(source))
    try:
        with zipfile.ZipFile(content) as archive:
            check_unpacked_size(archive)
        word = docx.Document(content)
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError) as error:
        raise Unreadable(f"is not a readable Word file ({error}); save it again as .docx") from error
    titles = [part.text for part in word.paragraphs if part.style is not None and part.style.name == "Title"]
    return Page("\n\n".join(_word_paragraphs(word)), titles[0] if titles else "")


def read_pdf(source: Source) -> Page:
    """The text of a PDF. Raises Unreadable if it needs a password or has no text, as a scan has none."""
    content = io.BytesIO(_read_bytes(source))
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


def _front_fields(matter: str) -> dict[str, str]:
    kind_by_name = {name: kind for kind, names in NAMES.items() for name in names}
    fields: dict[str, str] = {}
    for line in matter.splitlines():
        name, separator, value = line.partition("=" if "=" in line and ":" not in line.partition("=")[0] else ":")
        kind = kind_by_name.get(plain_name(name))
        if separator and kind:
            fields.setdefault(kind, value.strip().strip("\"'"))
    return fields


def _word_paragraphs(word: WordDocument) -> Iterator[str]:
    for part in word.iter_inner_content():
        if isinstance(part, WordTable):
            # A merged cell is listed once for every column that it spans.
            cells = {cell._tc: cell.text for row in part.rows for cell in row.cells}
            yield from cells.values()
        else:
            yield part.text


def _pdf_pages(reader: pypdf.PdfReader) -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_ENCRYPTED)
    yield from (page.extract_text() for page in reader.pages)


def _read_bytes(source: Source) -> bytes:
    if not source.size_bytes:
        raise Unreadable("is empty")
    if source.size_bytes > MAX_FILE_BYTES:
        raise Unreadable(f"has {megabytes(source.size_bytes)}; at most {megabytes(MAX_FILE_BYTES)} is read; split it")
    with source.open() as stream:
        return stream.read()
