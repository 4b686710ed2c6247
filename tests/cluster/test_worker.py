"""The parts of scoring beyond one process that need no cluster: pieces, ids, types, staging."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.cluster.partitions import gather_files
from signals.cluster.worker import Job, score_piece
from signals.documents import Classifier
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


def test_the_classifier_is_loaded_once_per_run_and_process(corpus: Path, tmp_path: Path) -> None:
    asked_for: list[tuple[str | None, int | None]] = []

    def load(name: str | None, *, threads: int | None = None) -> Classifier | None:
        asked_for.append((name, threads))
        return None

    piece = next(gather_files(corpus / "pages", 2**30))
    job = job_of(corpus)
    counting = Job(job.inputs, job.options, job.profile, "none", None, job.about, load)
    for folder in made(tmp_path / "run 1"):
        score_piece(piece, "part-1", counting, folder)
        score_piece(piece, "part-2", counting, folder)
    assert asked_for == [("none", 1)]


def test_a_worker_without_the_storage_or_of_another_release_says_so(corpus: Path, tmp_path: Path) -> None:
    piece = next(gather_files(corpus / "pages", 2**30))
    job = job_of(corpus, tmp_path / "elsewhere")
    with pytest.raises(
        ValueError, match=r"found no .*elsewhere; expected storage that the client and all workers share"
    ):
        score_piece(piece, "part-1", job, tmp_path)
    job = job_of(corpus)
    other = Job(
        job.inputs, job.options, job.profile, "none", None, {**job.about, "program": "9.9"}, job.load_classifier
    )
    with pytest.raises(ValueError, match=r"program 0\.2\.0; expected .*program 9\.9 as on the client"):
        score_piece(piece, "part-1", other, tmp_path)
