"""Scoring on Dask: real schedulers and workers, one of them killed, and the rows of one process row by row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dask.config
import dask.dataframe
import duckdb
import pandas as pd
import pytest
from distributed import Client

from signals.__main__ import load_classifier
from signals.cli.parser import main
from signals.cluster.run import score_on_dask
from signals.output.scored_table import read_scored
from tests.cluster.dask_support import assert_same_rows, job_of, processes_of_a_cluster, sorted_rows, write_corpus
from tests.support import ROOT

PARTITION_BYTES = 12_000


PATIENCE_SECONDS = 240


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dask") / "news"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def one_process(corpus: Path) -> Path:
    """What `--engine local` makes of the corpus, with the list of what was turned away beside it."""
    out = corpus.parent / "local.parquet"
    assert score("--classifier", "fast", "--out", out, corpus) == 0
    return out


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    with processes_of_a_cluster(tmp_path_factory.mktemp("cluster"), n_workers=2) as address:
        yield address


def score(*arguments: object) -> int:
    return main(["score", *map(str, arguments)], load_classifier=load_classifier)


def visible_files(out: Path) -> list[Path]:
    return sorted(out.glob("*/*.parquet"))


def assert_as_one_process(out: Path, one_process: Path) -> None:
    assert_same_rows(pd.read_parquet(out), pd.read_parquet(one_process))
    assert [path.name for path in out.iterdir() if not path.name.startswith("month=")] == []


def wait_for_files(out: Path, n_files: int) -> int:
    """Wait until a run under way has written so many files, which nobody sees yet; return how many there are."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(written := list(out.glob(".drumbeat-parts-*/month=*/*.parquet"))) < n_files:
        assert time.monotonic() < deadline, "no files"
        time.sleep(0.01)
    return len(written)


def test_rows_and_rejects_are_those_of_one_process(
    corpus: Path, one_process: Path, cluster: str, tmp_path: Path
) -> None:
    rejected = pd.read_csv(f"{one_process}.rejected.csv")
    for partition_bytes in (PARTITION_BYTES, 2**30):
        out = tmp_path / str(partition_bytes)
        job = job_of(corpus, classifier="fast")
        n_rows, turned_away = score_on_dask(job, out, scheduler=cluster, partition_bytes=partition_bytes)
        assert_as_one_process(out, one_process)
        assert n_rows == len(pd.read_parquet(one_process)) > 1_000
        assert [[one.place, one.reason] for one in turned_away] == rejected.to_numpy().tolist()


def test_a_killed_worker_changes_nothing(corpus: Path, one_process: Path, cluster: str, tmp_path: Path) -> None:
    with Client(cluster) as client:
        processes = client.run(os.getpid)
    assert len(set(processes.values())) == 2
    job = job_of(corpus, classifier="fast")
    with ThreadPoolExecutor() as threads:
        run = threads.submit(score_on_dask, job, tmp_path / "out", scheduler=cluster, partition_bytes=PARTITION_BYTES)
        n_written = wait_for_files(tmp_path / "out", 5)
        os.kill(next(iter(processes.values())), signal.SIGKILL)
        assert not run.done() and visible_files(tmp_path / "out") == []
        run.result(timeout=PATIENCE_SECONDS)
    assert len(visible_files(tmp_path / "out")) > 2 * n_written
    assert_as_one_process(tmp_path / "out", one_process)


def test_a_killed_run_leaves_nothing_that_counts(corpus: Path, one_process: Path, cluster: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    program = (
        "from pathlib import Path; from tests.cluster.dask_support import job_of; from signals.cluster.run import *\n"
        f"score_on_dask(job_of(Path({str(corpus)!r}), classifier='fast'), Path({str(out)!r}), "
        f"scheduler={cluster!r}, partition_bytes={PARTITION_BYTES})"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as run:
        wait_for_files(out, 5)
        run.kill()
    assert run.returncode == -signal.SIGKILL
    assert visible_files(out) == []
    score_on_dask(job_of(corpus, classifier="fast"), out, scheduler=cluster, partition_bytes=30_000)
    assert_as_one_process(out, one_process)


def test_scoring_again_replaces_and_another_input_adds(corpus: Path, cluster: str, tmp_path: Path) -> None:
    out, first, second = tmp_path / "out", corpus / "named.csv", corpus / "groups.parquet"
    score_on_dask(job_of(first), out, scheduler=cluster, partition_bytes=PARTITION_BYTES)
    before = {path: path.read_bytes() for path in visible_files(out)}
    rows = sorted_rows(pd.read_parquet(out))
    score_on_dask(job_of(first), out, scheduler=cluster, partition_bytes=PARTITION_BYTES)
    assert {path: path.read_bytes() for path in visible_files(out)} == before
    score_on_dask(job_of(first), out, scheduler=cluster, partition_bytes=4 * PARTITION_BYTES)
    assert len(visible_files(out)) < len(before)
    pd.testing.assert_frame_equal(sorted_rows(pd.read_parquet(out)), rows)
    n_more, _ = score_on_dask(job_of(second), out, scheduler=cluster, partition_bytes=PARTITION_BYTES)
    assert len(read_scored(out)) == len(rows) + n_more > len(rows)


def test_the_folder_is_read_by_duckdb_and_dask(corpus: Path, one_process: Path, cluster: str, tmp_path: Path) -> None:
    engine = ("--engine", "dask", "--scheduler", cluster)
    assert score(corpus, "--out", f"{tmp_path}/out/", *engine, "--classifier", "fast") == 0
    expected = pd.read_parquet(one_process)
    months = expected["published_on"].astype(str).str[:7]
    counted = duckdb.sql(
        "select month, count(*), sum(signal) from read_parquet(?) group by month order by month",
        params=[f"{tmp_path}/out/*/*.parquet"],
    ).fetchall()
    wanted = expected.groupby(months)["signal"].agg(["size", "sum"]).reset_index()
    assert [list(row[:2]) for row in counted] == wanted[[wanted.columns[0], "size"]].to_numpy().tolist()
    assert [row[2] for row in counted] == pytest.approx(wanted["sum"].tolist())
    table = dask.dataframe.read_parquet(tmp_path / "out")
    with dask.config.set(scheduler="synchronous"):
        sources = table["source"].value_counts().compute()
    assert sources.to_dict() == expected["source"].value_counts().to_dict()


def test_one_row_per_row(corpus: Path, cluster: str, tmp_path: Path) -> None:
    arguments = ["--one-sentence-per-row", "--classifier", "none", corpus / "lines.jsonl"]
    assert score("--out", tmp_path / "local.parquet", *arguments) == 0
    assert score("--out", f"{tmp_path}/out/", "--engine", "dask", "--scheduler", cluster, *arguments) == 0
    assert_same_rows(pd.read_parquet(tmp_path / "out"), pd.read_parquet(tmp_path / "local.parquet"))


def test_this_machines_cores_are_used_without_a_scheduler(corpus: Path, one_process: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "signals", "score", str(corpus), "--out", "out/", "--engine", "dask"]
    done = subprocess.run(
        [*command, "--classifier", "fast"], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path,
        capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert (
        lines[0].endswith("sentences written to out")
        and lines[1] == "8 inputs turned away, listed in out.rejected.csv:"
    )
    assert len(lines) == 2 + 5 + 1
    assert_as_one_process(tmp_path / "out", one_process)
    assert (tmp_path / "out.rejected.csv").read_text() == Path(f"{one_process}.rejected.csv").read_text()


def test_a_lost_scheduler_ends_the_run_in_one_line(corpus: Path, tmp_path: Path) -> None:
    job, out = job_of(corpus), tmp_path / "out"
    with processes_of_a_cluster(tmp_path, n_workers=1) as address, ThreadPoolExecutor() as threads:
        with Client(address) as client:
            scheduler = client.run_on_scheduler(os.getpid)
        run = threads.submit(score_on_dask, job, out, scheduler=address, partition_bytes=PARTITION_BYTES)
        wait_for_files(out, 2)
        os.kill(scheduler, signal.SIGKILL)
        with pytest.raises(ValueError, match=r"^the scheduler was lost; expected it to run to the end; start it"):
            run.result(timeout=PATIENCE_SECONDS)
    assert visible_files(out) == []


def test_one_process_needs_no_dask(corpus: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from signals.__main__ import load_classifier, main\n"
        f"assert main(['score', {str(corpus / 'pages')!r}, '--out', {str(tmp_path / 'out.csv')!r}], "
        "load_classifier=load_classifier) == 0\n"
        "print([name for name in sys.modules if name in ('dask', 'distributed')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
