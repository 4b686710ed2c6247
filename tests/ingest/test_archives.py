"""Members of archives: which are read, and which are turned away."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.documents import Document, Rejected
from signals.ingest import archives
from tests.ingest.files import DAY, TEXT, read_file, zip_file


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 2**20)
    (rejected,) = read_file(tmp_path, "bomb.zip", zip_file({"a.txt": b" " * 2**21}))
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("unpacks to 2.0 MB, and at most 1.0 MB is read from a zip")


def test_members_come_by_name_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    names = ("b/2.txt", "a.txt", "__MACOSX/a.txt", "b/.hidden.txt", "c.png", "d.csv.gz")
    found = read_file(tmp_path, "z.zip", zip_file({name: TEXT.encode() for name in names}), published=DAY)
    ids = [item.doc_id if isinstance(item, Document) else item.place for item in found]
    assert ids == ["z/a", "z/b/2", "z.zip/c.png", "z.zip/d.csv.gz"]


def test_a_member_under_a_password_is_turned_away(tmp_path: Path) -> None:
    content = bytearray(zip_file({"a.txt": TEXT.encode()}))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of its entry in the directory
    (rejected,) = read_file(tmp_path, "z.zip", bytes(content), published=DAY)
    assert isinstance(rejected, Rejected) and rejected.reason.startswith("is under a password")
