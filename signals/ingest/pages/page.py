"""A file that is one document: what its reader returns, and the document that it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from signals.documents import Document, Rejected
from signals.ingest.cleaning.item_cleaning import clean_item
from signals.ingest.cleaning.text_cleaning import one_line
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import is_blank_cell, parse_field_date
from signals.ingest.formats import reader_of
from signals.ingest.item_dates import date_item
from signals.ingest.sources import Options, Source, Unreadable


class Page(NamedTuple):
    """A document as its format gives it, before cleaning; what is missing is ''."""

    text: str
    title: str = ""
    published_on: str = ""
    outlet: str = ""
    url: str = ""
    doc_id: str = ""


def read_page(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The one document in a file. Raises Unreadable if there is none."""
    if options.one_sentence_per_row:
        raise Unreadable("is not a table; one sentence per row needs .csv, .tsv, .jsonl or .parquet")
    page: Page = reader_of(source.ending)(source)
    outlet = one_line(page.outlet)
    title, text = clean_item(page.title, page.text, outlet)
    if not title and not text:
        raise Unreadable("no text: the file holds only blanks or boilerplate; leave it out")
    day, basis = date_item(_field_day(page, options), text, source.file_stem, options.published)
    doc_id = ids.named(one_line(page.doc_id) or source.stem)
    yield Document(doc_id, day, text, title, outlet, one_line(page.url), basis)


def _field_day(page: Page, options: Options) -> date | None:
    if is_blank_cell(page.published_on):
        return None
    try:
        return parse_field_date(page.published_on, options.date_order)
    except ValueError as error:
        raise Unreadable(f"date {error}") from error
