"""Read news items from files, folders and archives: the first step of the flow."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from signals.documents import Document, Rejected
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import as_date_order
from signals.ingest.formats import Shape, format_shape, reader_of
from signals.ingest.pages.page import read_page
from signals.ingest.sources import Options, Source, Unreadable, find_sources, reject
from signals.ingest.tables.table_reader import read_table

# What the standard library raises on a damaged disk, gzip or zip. NotImplementedError is a compression that zipfile
# does not know, UnicodeDecodeError the damaged name of a member (text is decoded without it).
READ_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError)


def read_documents(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    date_order: str | None = None,
    one_sentence_per_row: bool = False,
) -> Iterator[Document | Rejected]:
    """Read every document behind `paths`, one at a time, in a fixed order; what cannot be read comes back Rejected.

    A path is a file of one of the `formats` or a folder, read sorted and recursively. A row of a table is one document.
    `published` dates what has no date of its own; `date_order` ("mdy" or "dmy") reads dates such as 02/03/2022, which
    are otherwise decided column by column. With `one_sentence_per_row` (tables only) a row is one sentence, and its
    boilerplate stays. Raises ValueError for an unknown `date_order`; nothing else, whatever the files hold.
    """
    options = Options(published, as_date_order(date_order), one_sentence_per_row)
    return _read_all([paths] if isinstance(paths, (str, Path)) else paths, options)


def _read_all(paths: Iterable[str | Path], options: Options) -> Iterator[Document | Rejected]:
    ids = DocIds()
    for source in find_sources(paths):
        yield from read_source(source, options, ids)


def read_source(source: Source | Rejected, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """Read every document of one file; what was turned away before it could be opened comes back as it is."""
    if isinstance(source, Rejected):
        yield source
    else:
        yield from or_rejected(source, _DOCUMENTS[format_shape(source.ending)](source, options, ids))


def or_rejected(source: Source, items: Iterator[Document | Rejected]) -> Iterator[Document | Rejected]:
    """Yield what is read of `source`, and after a damaged place, where reading ends, why there is no more."""
    try:
        yield from items
    except Unreadable as error:
        yield reject(source.name, error)
    except READ_ERRORS as error:
        yield reject(source.name, f"cannot be read to its end ({error or type(error).__name__}); copy it again")


def _read_archive(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    for member in reader_of(source.ending)(source):
        yield from read_source(member, options, ids)


_DOCUMENTS = {Shape.TABLE: read_table, Shape.PAGE: read_page, Shape.ARCHIVE: _read_archive}
