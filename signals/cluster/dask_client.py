"""Dask: a cluster of this machine's cores or one at an address, and tasks sent to it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar

from tqdm import tqdm

try:
    from dask.system import CPU_COUNT
    from distributed import Client, KilledWorker, LocalCluster, as_completed
    from distributed.comm import CommClosedError
except ImportError as error:
    raise ValueError(
        f"--engine dask: found no {error.name}; expected dask.distributed; pip install -r requirements-dask.txt"
    ) from error

CONNECT_SECONDS = 10
WORKER_SECONDS = 60  # how long a cluster may take to have its first worker
Result = TypeVar("Result")


@contextmanager
def connected(address: str | None) -> Iterator[Client]:
    """Connect to the scheduler at `address` (tcp://host:port); without one, start a process per core here.

    Raises ValueError in one line when it cannot be reached, or has no workers.
    """
    if address is None:
        with _local_cluster() as cluster, Client(cluster) as client:
            yield client
        return
    with _client_of(address) as client:
        _wait_for_worker(client, address)
        _check_imports(client)
        yield client


def _local_cluster() -> LocalCluster:
    return LocalCluster(
        n_workers=CPU_COUNT, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    )


def _client_of(address: str) -> Client:
    try:
        return Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise ValueError(
            f"--scheduler {address}: cannot be reached ({error}); expected tcp://HOST:PORT of a running "
            "`dask scheduler`; start one, or leave --scheduler out to use this machine's cores"
        ) from error


def _wait_for_worker(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError as error:
        raise ValueError(
            f"--scheduler {address}: found no worker within {WORKER_SECONDS} s; expected at least one; "
            f"start `dask worker {address}` on the machines that shall work"
        ) from error


def _check_imports(client: Client) -> None:
    """Raise ValueError if the scheduler, which reads what is sent to workers, or a worker cannot import Drumbeat."""
    found = {"the scheduler": client.run_on_scheduler(find_spec, "signals"), **client.run(find_spec, "signals")}
    for name, package in found.items():
        if package is None:
            raise ValueError(f"{name}: found no package signals; expected Drumbeat; start it in Drumbeat's folder")


def run_tasks(
    client: Client, task: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], *, labels: Sequence[str]
) -> list[Result]:
    """Run `task` for each tuple of arguments; return what came back, in their order.

    A task whose worker is lost runs again on another; raises ValueError when one has lost several, or when the
    scheduler is lost.
    A result is fetched when it is there, and its task forgotten, so that a worker lost later costs nothing.
    """
    futures = {client.submit(task, *given, pure=False): number for number, given in enumerate(arguments)}
    results: dict[int, Result] = {}
    done = as_completed(futures)
    for future in tqdm(
        done, total=len(futures), unit=" partitions", delay=1, leave=False, disable=not sys.stderr.isatty()
    ):
        number = futures.pop(future)
        try:
            results[number] = future.result()
        except KilledWorker as error:
            raise ValueError(
                f"{labels[number]}: each worker that scored it was lost, most likely for want of memory; "
                "expected one to finish; give workers more memory, or lower --partition-mb"
            ) from error
        except (CancelledError, CommClosedError) as error:
            raise ValueError(
                "the scheduler was lost; expected it to run to the end; start it and then this command again"
            ) from error
        future.release()
    return [results[number] for number in range(len(arguments))]
