"""The parts of scoring beyond one process that need no cluster: pieces, ids, types, staging."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.cluster.partitions import WholeFiles, gather_files
from signals.cluster.worker import score_piece
from tests.cluster.dask_support import job_of, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "news"
    write_corpus(folder)
    return folder


def made(*folders: Path) -> tuple[Path, ...]:
    for folder in folders:
        folder.mkdir()
    return folders


def test_a_piece_scored_twice_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    piece = WholeFiles(next(gather_files(corpus / "plain.csv.gz", 2**30)).files)
    job = job_of(corpus)
    reports = [score_piece(piece, "part-1", job, folder) for folder in made(tmp_path / "a", tmp_path / "b")]
    assert reports[0].n_rows == reports[1].n_rows > 100 and reports[0].wishes == reports[1].wishes
    files = [sorted(path.relative_to(tmp_path / side) for path in (tmp_path / side).rglob("*.*")) for side in "ab"]
    assert files[0] == files[1] and len(files[0]) == len(reports[0].types_by_month) > 2
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files[0])
