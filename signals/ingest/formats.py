"""The formats that are read, by the ending of a file's name. To add one: a file with a reader, and a row here.

A reader is a function of a `Source`. It raises Unreadable, with the reason, for a file that it cannot use. What it
returns depends on the shape of the format:
TABLE: a `Table` (tables/blocks.py): each row is a document, columns are known by their names; a mailbox is one too.
PAGE: a `Page` (pages/page.py): the file is one document.
ARCHIVE: an iterator of the `Source`s in it, or why one is Rejected.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from importlib import import_module
from typing import Any, NamedTuple


class Shape(Enum):
    """What a file holds."""

    TABLE = auto()
    PAGE = auto()
    ARCHIVE = auto()


class Format(NamedTuple):
    """A shape, and where the reader stands: its module below signals.ingest and its name."""

    shape: Shape
    module: str
    reader: str
    may_be_gzipped: bool = False


FORMATS: dict[str, Format] = {
    ".txt": Format(Shape.PAGE, "pages.plain_text", "read_plain_text"),
    ".md": Format(Shape.PAGE, "pages.plain_text", "read_markdown"),
    ".html": Format(Shape.PAGE, "pages.web_page", "read_html"),
    ".htm": Format(Shape.PAGE, "pages.web_page", "read_html"),
    ".csv": Format(Shape.TABLE, "tables.delimited", "read_delimited", may_be_gzipped=True),
    ".tsv": Format(Shape.TABLE, "tables.delimited", "read_delimited", may_be_gzipped=True),
    ".jsonl": Format(Shape.TABLE, "tables.json_lines", "read_json_lines", may_be_gzipped=True),
    ".parquet": Format(Shape.TABLE, "tables.parquet", "read_parquet"),
    ".docx": Format(Shape.PAGE, "pages.word_file", "read_docx"),
    ".pdf": Format(Shape.PAGE, "pages.pdf", "read_pdf"),
    ".zip": Format(Shape.ARCHIVE, "archives", "zip_members"),
}
_GZIPPED = {f"{ending}.gz": known for ending, known in FORMATS.items() if known.may_be_gzipped}
_FORMAT_OF_ENDING = _GZIPPED | FORMATS
ENDINGS = tuple(_FORMAT_OF_ENDING)
TABLE_ENDINGS = tuple(ending for ending, known in _FORMAT_OF_ENDING.items() if known.shape is Shape.TABLE)
ENDINGS_READ = f"{' '.join(FORMATS)} ({' '.join(name.removesuffix('.gz') for name in _GZIPPED)} also as .gz)"


def ending_of(name: str) -> str:
    """The ending of a file name in lower case, if it is one that is read; otherwise ''."""
    lowered = name.lower()
    return next((ending for ending in ENDINGS if lowered.endswith(ending)), "")


def format_shape(ending: str) -> Shape:
    """The shape of what files with an ending hold. Raises KeyError for one that is not read."""
    return _FORMAT_OF_ENDING[ending].shape


def reader_of(ending: str) -> Callable[..., Any]:
    """The reader of a format, imported only now: some need libraries that take longer to load than a text to score."""
    known = _FORMAT_OF_ENDING[ending]
    reader: Callable[..., Any] = getattr(import_module(f"signals.ingest.{known.module}"), known.reader)
    return reader
