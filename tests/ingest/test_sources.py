"""Files behind paths."""

from __future__ import annotations

from pathlib import Path

from signals.documents import Rejected
from signals.ingest.document_reader import read_documents
from signals.ingest.sources import Source, find_sources


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    missing, empty = read_documents([tmp_path / "no.txt", tmp_path])
    assert isinstance(missing, Rejected) and "no such file or folder" in missing.reason
    assert isinstance(empty, Rejected) and "holds no files" in empty.reason


def test_a_source_opens_at_its_start_each_time(tmp_path: Path) -> None:
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "A_1.CSV").write_text("text")
    (source,) = find_sources([tmp_path])
    assert isinstance(source, Source)
    assert (source.name, source.stem, source.file_stem, source.ending, source.size_bytes) == (
        "n/A_1.CSV", "n/A_1", "A_1", ".csv", 4
    )  # fmt: skip
    for _ in range(2):
        with source.open() as stream:
            assert stream.read() == b"text"


def test_links_to_nowhere_and_to_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "no.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (rejected,) = find_sources([tmp_path])
    assert isinstance(rejected, Rejected) and rejected.reason.startswith("is not a regular file")
