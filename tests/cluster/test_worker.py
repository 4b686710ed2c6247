"""A worker scores a partition to the same bytes each time, loads once, and refuses what it cannot do rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from signals.cluster.partitions import WholeFiles, file_partitions
from signals.cluster.worker import ScoringJob, score_partition
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

    partition = next(file_partitions(corpus / "pages", 2**30))
    job = job_of(corpus)
    counting = ScoringJob(job.inputs, job.options, job.profile, "none", None, job.about, load)
    for folder in made(tmp_path / "run 1"):
        score_partition(partition, "part-1", counting, folder)
        score_partition(partition, "part-2", counting, folder)
    assert asked_for == [("none", 1)]


def test_a_worker_without_the_storage_or_of_another_release_says_so(corpus: Path, tmp_path: Path) -> None:
    partition = next(file_partitions(corpus / "pages", 2**30))
    job = job_of(corpus, tmp_path / "elsewhere")
    with pytest.raises(
        ValueError, match=r"found no .*elsewhere; expected storage that the client and all workers share"
    ):
        score_partition(partition, "part-1", job, tmp_path)
    job = job_of(corpus)
    other = ScoringJob(
        job.inputs, job.options, job.profile, "none", None, {**job.about, "program": "9.9"}, job.load_classifier
    )
    with pytest.raises(ValueError, match=r"program 0\.2\.0; expected .*program 9\.9 as on the client"):
        score_partition(partition, "part-1", other, tmp_path)


def test_a_partition_scored_twice_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    partition = WholeFiles(next(file_partitions(corpus / "plain.csv.gz", 2**30)).files)
    job = job_of(corpus)
    results = [score_partition(partition, "part-1", job, folder) for folder in made(tmp_path / "a", tmp_path / "b")]
    assert results[0].n_rows == results[1].n_rows > 100 and results[0].requested_ids == results[1].requested_ids
    files = [sorted(path.relative_to(tmp_path / side) for path in (tmp_path / side).rglob("*.*")) for side in "ab"]
    assert files[0] == files[1] and len(files[0]) == len(results[0].types_by_month) > 2
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files[0])
