"""What a cluster costs, measured, and put into docs/cluster.md: python -m tests.benchmarks.cluster_speed [FILE ...]

Without FILE the embedded corpora are used, repeated. Sentences per second and core are counted in CPU time, which other
work on the machine disturbs less than the clock; what Dask adds is the CPU time of scheduler and client beside that of
the workers; one worker and two are raced several times over, on the clock.
"""

from __future__ import annotations

import logging
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pandas as pd
from distributed import Client, LocalCluster

from signals.cluster.run import score_on_dask
from signals.cluster.worker import ScoringJob
from signals.documents import Document
from signals.ingest.document_reader import read_documents
from tests.cluster.dask_support import job_of
from tests.support import ROOT

PAGE = ROOT / "docs" / "cluster.md"
BEGIN, END = "<!-- measured: python -m tests.benchmarks.cluster_speed -->", "<!-- /measured -->"
PARTITION_BYTES = 16 * 2**20  # what --partition-mb is unless said otherwise
RACE_BYTES, N_FILES = 64 * 2**20, 32  # each file a partition
N_DEEP_DOCUMENTS = 600
RACES = 3

# The size of the task: a decade of world news.
ARTICLES_PER_DAY, SENTENCES_PER_ARTICLE, DAYS = 300_000, 20, 3_652


@dataclass(frozen=True)
class Figures:
    """`fast`, `deep`: sentences per second of a core's CPU time. `ratios`, `cpu_ratios`: how many times as fast two
    workers are as one, on the clock and by the CPU time of the busiest. `overhead`: CPU of scheduler and client as a
    share of the workers'. `worker_mb`: peak of the largest worker. `characters`: mean length of a sentence."""

    fast: float
    deep: float
    ratios: tuple[float, ...]
    cpu_ratios: tuple[float, ...]
    overhead: float
    worker_mb: float
    characters: float
    cores: int


def main(arguments: list[str]) -> int:
    """Measure, rewrite the figures in the page, and print them."""
    paths = [Path(name) for name in arguments] or sorted((ROOT / "seeds").glob("*.jsonl"))
    documents = [item for item in read_documents(paths) if isinstance(item, Document)]
    with TemporaryDirectory() as folder:
        text = as_text(measured(documents, Path(folder)))
    PAGE.write_text(rewritten(PAGE.read_text("utf-8"), text), "utf-8")
    print(text)
    return 0


def measured(documents: list[Document], folder: Path) -> Figures:
    """Run everything once."""
    partition = write_corpus(repeated(documents, PARTITION_BYTES), folder / "partition", n_files=1)
    corpus = write_corpus(repeated(documents, RACE_BYTES), folder / "corpus", n_files=N_FILES)
    few = write_corpus(documents[:N_DEEP_DOCUMENTS], folder / "few", n_files=1)
    with workers(1) as one:
        fast = timed(job_of(partition, classifier="fast"), folder / "fast", one)
        deep = timed(job_of(few, classifier="deep"), folder / "deep", one)
    races = [race(job_of(corpus, classifier="fast"), folder / f"race-{number}") for number in range(RACES)]
    runs = [run for both in races for run in both]
    sentences = pd.read_parquet(folder / "fast", columns=["sentence"])["sentence"]
    return Figures(
        fast=fast.n_rows / fast.workers_cpu,
        deep=deep.n_rows / deep.workers_cpu,
        ratios=tuple(one.seconds / two.seconds for one, two in races),
        cpu_ratios=tuple(one.busiest_cpu / two.busiest_cpu for one, two in races),
        overhead=median(run.own_cpu / run.workers_cpu for run in runs),
        worker_mb=fast.worker_mb,
        characters=sentences.str.len().mean(),
        cores=os.cpu_count() or 1,
    )


def repeated(documents: list[Document], n_bytes: int) -> list[Document]:
    """The documents again and again, up to about so many bytes of text."""
    wanted = cycle(documents)
    chosen: list[Document] = []
    while n_bytes > 0:
        chosen.append(next(wanted))
        n_bytes -= len(chosen[-1].title) + len(chosen[-1].text)
    return chosen


def write_corpus(documents: list[Document], folder: Path, *, n_files: int) -> Path:
    """Write documents as Parquet files, uncompressed, of as many documents each."""
    folder.mkdir()
    rows = pd.DataFrame([{"date": one.published_on, "title": one.title, "text": one.text} for one in documents])
    for number in range(n_files):
        path = folder / f"news-{number}.parquet"
        rows.iloc[number::n_files].to_parquet(path, index=False, compression=None, use_dictionary=False)
    return folder


@dataclass(frozen=True)
class Run:
    """Rows written; seconds on the clock; CPU seconds of scheduler and client, of the workers together, and of the
    busiest; megabytes of the largest worker."""

    n_rows: int
    seconds: float
    own_cpu: float
    workers_cpu: float
    busiest_cpu: float
    worker_mb: float


def race(job: ScoringJob, out: Path) -> tuple[Run, Run]:
    """Score the same input with one worker and with two, one after the other."""
    with workers(1) as one:
        first = timed(job, out.with_name(f"{out.name}-one"), one, partition_bytes=RACE_BYTES // N_FILES)
    with workers(2) as two:
        return first, timed(job, out.with_name(f"{out.name}-two"), two, partition_bytes=RACE_BYTES // N_FILES)


@contextmanager
def workers(n_workers: int) -> Iterator[Client]:
    cluster = LocalCluster(
        n_workers=n_workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    )
    with cluster, Client(cluster) as client:
        yield client


def timed(job: ScoringJob, out: Path, client: Client, *, partition_bytes: int = PARTITION_BYTES) -> Run:
    """Score on a cluster whose scheduler runs in this process."""
    before, own_before, start = client.run(time.process_time), time.process_time(), time.perf_counter()
    scheduler = client.scheduler_info()["address"]
    n_rows, _ = score_on_dask(job, out, scheduler=scheduler, partition_bytes=partition_bytes)
    seconds, own_cpu = time.perf_counter() - start, time.process_time() - own_before
    spent = [now - before[name] for name, now in client.run(time.process_time).items()]
    return Run(n_rows, seconds, own_cpu, sum(spent), max(spent), max(client.run(peak_megabytes).values()))


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def as_text(figures: Figures) -> str:
    """The page's section, with the arithmetic shown."""
    sentences = ARTICLES_PER_DAY * SENTENCES_PER_ARTICLE * DAYS
    rows = "\n".join(
        f"| {name} | {speed:,.0f} | {sentences / 1e9:.1f} thousand million / {speed:,.0f} / 3,600 "
        f"= {sentences / speed / 3600:,.0f} | {sentences / speed / 3600 / 64 / 24:,.1f} days |"
        for name, speed in (("fast", figures.fast), ("deep", figures.deep))
    )
    return f"""\
| classifier | sentences per second and core | core-hours for the decade | on 64 such cores |
|---|---|---|---|
{rows}

* Sentences have {figures.characters:.0f} characters on average; reading Parquet and writing the files are included.
* Two workers against one, {len(figures.ratios)} races: {spread(figures.ratios)} times as fast on the clock;
  {spread(figures.cpu_ratios)} by the CPU time of the busiest worker, which others disturb less.
  Scheduler, client and whatever else runs share the machine's {figures.cores} cores.
* Scheduler and client together take {figures.overhead:.1%} of the workers' CPU time.
* The largest worker took {figures.worker_mb:,.0f} MB at its peak (fast, `--partition-mb 16`).
"""


def spread(ratios: tuple[float, ...]) -> str:
    return f"{min(ratios):.2f} to {max(ratios):.2f} (median {median(ratios):.2f})"


def rewritten(page: str, text: str) -> str:
    """The page with another text between its marks. Raises ValueError if it has none."""
    marks = re.compile(f"(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", re.DOTALL)
    if not marks.search(page):
        raise ValueError(f"found no {BEGIN} ... {END} in the page; expected both")
    return marks.sub(lambda _: text, page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
