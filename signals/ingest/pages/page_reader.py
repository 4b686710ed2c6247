"""From a file that is one document to that document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module

from signals.documents import Document, Rejected
from signals.ingest.cleaning.items import clean_item
from signals.ingest.cleaning.text_cleaning import one_line
from signals.ingest.decoding import read_text
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import is_blank_cell, parse_field_date
from signals.ingest.item_dates import date_item
from signals.ingest.sources import Options, Page, Source, Unreadable


def read_page(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The one document in a .txt, .md, .html, .docx or .pdf file. Raises Unreadable if there is none."""
    if options.one_sentence_per_row:
        raise Unreadable("is not a table; one sentence per row needs .csv, .tsv, .jsonl or .parquet")
    page = _FORMATS[source.ending](source)
    outlet = one_line(page.outlet)
    title, text = clean_item(page.title, page.text, outlet)
    if not title and not text:
        raise Unreadable("no text: the file holds only blanks or boilerplate; leave it out")
    dated = date_item(_page_date(page, options), text, source.file_stem, options.published)
    doc_id = ids.named(one_line(page.doc_id) or source.stem)
    yield Document(doc_id, dated.day, text, title, outlet, one_line(page.url), dated.basis)


def _page_date(page: Page, options: Options) -> date | None:
    if is_blank_cell(page.published_on):
        return None
    try:
        return parse_field_date(page.published_on, options.date_order)
    except ValueError as error:
        raise Unreadable(f"date {error}") from error


def _read_plain(source: Source) -> Page:
    return Page(text=read_text(source))


def _read_with(name: str) -> Callable[[Source], Page]:
    """A reader in `formats`, whose libraries take longer to import than a text takes to score: only when needed."""

    def read(source: Source) -> Page:
        page: Page = getattr(import_module("signals.ingest.pages.formats"), name)(source)
        return page

    return read


_FORMATS: dict[str, Callable[[Source], Page]] = {
    ".txt": _read_plain,
    ".md": _read_with("read_markdown"),
    ".html": _read_with("read_html"),
    ".htm": _read_with("read_html"),
    ".docx": _read_with("read_docx"),
    ".pdf": _read_with("read_pdf"),
}
