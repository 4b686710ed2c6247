"""From bytes to text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from signals.ingest import decoding
from signals.ingest.decoding import find_encoding, limited_lines, read_bytes
from signals.ingest.sources import Source, Unreadable
from tests.ingest.files import read_one


def _source(content: bytes) -> Source:
    return Source("a", "a", ".txt", len(content), lambda: io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Québec’s café — “warned”".encode("cp1252"), "Québec’s café — “warned”", id="cp1252"),
        pytest.param("\ufeffKyiv".encode(), "Kyiv", id="utf_8_with_mark"),
        pytest.param("Київ".encode("utf-16"), "Київ", id="utf_16"),
        pytest.param(("Россия предупредила НАТО о последствиях. " * 5).encode("cp1251"), "Россия", id="cp1251"),
        pytest.param("Київ ".encode() * 9 + b"\xd0", "Київ", id="cut_in_a_character"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, expected: str) -> None:
    assert read_one(tmp_path, "2022-01-14.txt", content).text.startswith(expected)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b'<meta charset="koi8-r">' + b"\xc0" * 99, "koi8-r", id="declared"),
        pytest.param(b'<meta charset="no-such">' + b"\xe9t\xe9 " * 30, "cp1252", id="declared_but_unknown"),
        pytest.param("Київ ".encode() * 20 + b"\xff", "utf-8", id="a_broken_byte_is_still_utf_8"),
        pytest.param(b"a" * 10_000 + "Київ".encode(), "utf-8", id="beyond_the_first_piece"),
    ],
)
def test_names_of_encodings(content: bytes, name: str) -> None:
    assert find_encoding(_source(content)).name == name


def test_a_line_longer_than_a_document_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_DOCUMENT_BYTES", 4)
    lines = limited_lines(io.StringIO("abcdefgh\ni\n"))
    assert "".join(lines) == "abcdefgh\ni\n"


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"x" * 9, "at most 0.0 MB is read; split it")])
def test_whole_files_have_a_bound(monkeypatch: pytest.MonkeyPatch, content: bytes, reason: str) -> None:
    monkeypatch.setattr(decoding, "MAX_FILE_BYTES", 8)
    with pytest.raises(Unreadable, match=reason):
        read_bytes(_source(content))
    assert read_bytes(_source(b"x" * 8)) == b"x" * 8
