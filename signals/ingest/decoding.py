"""From a file to its bytes or its text: too long a file and pictures are refused, the encoding is found."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import IO, NamedTuple

from charset_normalizer import from_bytes

from signals.ingest.sources import Source, Unreadable, megabytes

# The longest single document, and the longest row of a table. A book has 1 MB; more is a dump, not an item. Judgement.
MAX_DOCUMENT_BYTES = 20 * 2**20
# Word and PDF files are held in memory; pictures make them larger than their text. Judgement.
MAX_FILE_BYTES = 200 * 2**20
_SAMPLE_BYTES = 8192
_CHUNK_BYTES = 2**20

FIRST_BYTES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What news in the languages we meet is written in, when it is not UTF-8; the first is the one taken when in doubt.
LEGACY_ENCODINGS = ("cp1252", "cp1251", "cp1250", "koi8_r", "cp1253", "cp1254", "cp1256")
# A file that is UTF-8 but for a few broken bytes is read as UTF-8; in Latin-1 nearly every such byte is "broken".
_MAX_BROKEN_SHARE = 0.1
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)


class Encoding(NamedTuple):
    """A codec and what to do with bytes that do not fit it, as `open` takes them."""

    name: str
    errors: str = "strict"


def read_text(source: Source) -> str:
    """The whole text of a file. Raises Unreadable if it is empty, binary or longer than MAX_DOCUMENT_BYTES."""
    if source.size_bytes > MAX_DOCUMENT_BYTES:
        raise Unreadable(
            f"is {megabytes(source.size_bytes)} of text, and one document has at most {megabytes(MAX_DOCUMENT_BYTES)}; "
            "split it, or make it a table with a row per item"
        )
    with open_text(source, find_encoding(source)) as stream:
        return stream.read()


def read_bytes(source: Source) -> bytes:
    """The whole of a file. Raises Unreadable if it is empty or longer than MAX_FILE_BYTES."""
    if not source.size_bytes:
        raise Unreadable("is empty")
    if source.size_bytes > MAX_FILE_BYTES:
        raise Unreadable(f"has {megabytes(source.size_bytes)}; at most {megabytes(MAX_FILE_BYTES)} is read; split it")
    with source.open() as stream:
        return stream.read()


def open_text(source: Source, encoding: Encoding) -> io.TextIOWrapper:
    """Open a file for reading as text, its line ends untouched."""
    return io.TextIOWrapper(source.open(), encoding.name, encoding.errors, newline="")


def limited_lines(stream: IO[str]) -> Iterator[str]:
    """The lines of a stream, with their ends; a line longer than a document may be comes in pieces, not all at once."""
    return iter(partial(stream.readline, MAX_DOCUMENT_BYTES), "")


def find_encoding(source: Source) -> Encoding:
    """UTF-8 if the whole file is UTF-8; otherwise what its first odd piece looks like. Reads the file once.

    Raises Unreadable if the file is empty or binary.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as stream:
        head = stream.read(_SAMPLE_BYTES)
        _check_is_text(head)
        if bom := next((bom for bom in BOMS if head.startswith(bom)), None):
            return Encoding(BOMS[bom], "replace")
        chunk = head
        while chunk:
            if not _decodes(decoder, chunk):
                return _guess_encoding(chunk, head)
            chunk = stream.read(_CHUNK_BYTES)
    # A file cut off in the middle of a character is still UTF-8.
    return Encoding("utf-8", "replace")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _guess_encoding(chunk: bytes, head: bytes) -> Encoding:
    decoded = chunk.decode("utf-8", "replace")
    n_broken = decoded.count("\ufffd")
    n_beyond_ascii = sum(character > "\x7f" for character in decoded)
    if n_broken <= _MAX_BROKEN_SHARE * n_beyond_ascii:
        return Encoding("utf-8", "replace")
    if declared := _declared_encoding(head):
        return Encoding(declared, "replace")
    best = from_bytes(chunk[:_CHUNK_BYTES], cp_isolation=list(LEGACY_ENCODINGS)).best()
    return Encoding(best.encoding if best else LEGACY_ENCODINGS[0], "replace")


def _declared_encoding(head: bytes) -> str:
    """The encoding that a page states in a meta tag, if Python knows it; otherwise ''."""
    declared = _DECLARED.search(head)
    if not declared:
        return ""
    try:
        return codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return ""


def _check_is_text(head: bytes) -> None:
    if not head:
        raise Unreadable("is empty; expected text")
    if kind := next((kind for first_bytes, kind in FIRST_BYTES.items() if head.startswith(first_bytes)), ""):
        raise Unreadable(f"is {kind} by its first bytes, not text; give it its right ending or leave it out")
    if b"\x00" in head and not head.startswith(tuple(BOMS)):
        raise Unreadable("holds NUL bytes, so it is not text; expected UTF-8 text")
