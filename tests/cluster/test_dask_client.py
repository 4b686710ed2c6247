"""Scoring on Dask: real schedulers and workers, one of them killed, and the rows of one process row by row."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask.config
import dask.dataframe
import pytest
from distributed import Client, LocalCluster

from signals.__main__ import load_classifier
from signals.cli.parser import main
from signals.cluster.dask_client import connected, run_tasks
from tests.cluster.dask_support import processes_of_a_cluster, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dask") / "news"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    with processes_of_a_cluster(tmp_path_factory.mktemp("cluster"), n_workers=2) as address:
        yield address


def score(*arguments: object) -> int:
    return main(["score", *map(str, arguments)], load_classifier=load_classifier)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(
            ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"],
            "--scheduler tcp://127.0.0.1:9: cannot be reached",
            id="nobody_there",
        ),
        pytest.param(["--engine", "dask", "--scheduler", "here"], "--scheduler here: cannot be reached", id="address"),
        pytest.param(["--scheduler", "tcp://127.0.0.1:9"], "without --engine dask; expected both", id="no_engine"),
        pytest.param(["--engine", "dask", "--out", "out.csv"], "expected a folder, DIR/", id="no_folder"),
        pytest.param(["--engine", "dask", "--partition-mb", "0"], "--partition-mb is 0; expected 1", id="no_size"),
        pytest.param(["--engine", "spark"], "invalid choice: 'spark'", id="engine"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    arguments: list[str], reason: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("signals.cluster.dask_client.CONNECT_SECONDS", 1)
    try:
        status = score(corpus, "--classifier", "none", "--out", f"{tmp_path}/out/", *arguments)
    except SystemExit as refused:
        status = int(refused.code or 0)
    said = capsys.readouterr().err
    assert status == 2 and reason in said and said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_workers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.cluster.dask_client.WORKER_SECONDS", 0.5)
    with (
        processes_of_a_cluster(tmp_path, n_workers=0) as address,
        pytest.raises(ValueError, match=r"found no worker within 0\.5 s; expected at least one; start `dask worker"),
        connected(address),
    ):
        pass


def test_a_partition_that_kills_every_worker_is_named() -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=60) as cluster,
        Client(cluster) as client,
        pytest.raises(ValueError, match=r"big\.csv: each worker that scored it was lost"),
    ):
        run_tasks(client, die, [()], labels=["big.csv"])
