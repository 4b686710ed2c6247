"""What a worker does with one partition: read, score, and write a Parquet file for each month."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pandas as pd
import pyarrow as pa

from signals.actors.table import extend_actors, load_actors
from signals.cluster.partitions import Partition
from signals.cluster.provisional_ids import ProvisionalIds, RequestedIds
from signals.cluster.reconcile import unified_types
from signals.cues.profile import Profile
from signals.documents import Classifier, ClassifierLoader, Rejected, documents_and_rejected
from signals.ingest.sources import Options
from signals.output.arrow import About, Types, as_arrow, with_types
from signals.output.partitioned import write_parquet_file
from signals.output.provenance import provenance_of
from signals.pipeline import Tools, make_tools, score_stream


@dataclass(frozen=True)
class ScoringJob:
    """What the user asked for, the same for all partitions. Paths are absolute: workers see the same storage.

    `about`: which settings, model and program the client has (`provenance_of`); every worker must have the same.
    """

    inputs: tuple[Path, ...]
    options: Options
    profile: Profile
    classifier: str | None
    actors: Path | None
    about: About
    load_classifier: ClassifierLoader


@dataclass(frozen=True)
class PartitionResult:
    """What came of a partition: the number of rows, the types of its file by month, what was turned away, and the
    ids that its documents asked for."""

    n_rows: int
    types_by_month: Mapping[str, Types]
    rejected: tuple[Rejected, ...]
    requested_ids: RequestedIds


def score_partition(partition: Partition, stem: str, job: ScoringJob, staging: Path) -> PartitionResult:
    """Score a partition and write `month=YYYY-MM/STEM.parquet` within `staging`, a file for each month.

    The same partition gives the same bytes: it may be scored twice, by two workers at once. Raises ValueError in one
    line when this machine does not see the inputs or has another release than the client.
    """
    _check_visible([staging, *job.inputs, *([job.actors] if job.actors else [])])
    tools, classifier = _loaded(job, staging)
    ids = ProvisionalIds()
    documents, rejected = documents_and_rejected(partition.read(job.options, ids))
    tables = score_stream(documents, tools, job.profile, classifier)
    by_month = _tables_by_month(tables)
    types = {
        month: _write_month(tables_of_month, month_path(staging, month, stem), job.about)
        for month, tables_of_month in sorted(by_month.items())
    }
    n_rows = sum(table.num_rows for tables_of_month in by_month.values() for table in tables_of_month)
    return PartitionResult(n_rows, types, tuple(rejected), ids.requested)


def month_path(folder: Path, month: str, stem: str) -> Path:
    """Return where the file of a partition stands for a month (YYYY-MM)."""
    return folder / f"month={month}" / f"{stem}.parquet"


def _tables_by_month(tables: Iterable[pd.DataFrame]) -> dict[str, list[pa.Table]]:
    by_month: defaultdict[str, list[pa.Table]] = defaultdict(list)
    for table in tables:
        for month, rows in table.groupby(table["published_on"].dt.strftime("%Y-%m"), sort=False):
            by_month[str(month)].append(as_arrow(rows, {}))
    return by_month


def _write_month(tables: Sequence[pa.Table], path: Path, about: About) -> Types:
    types = unified_types(tables)
    write_parquet_file((with_types(table, types) for table in tables), path, about)
    return types


def _check_visible(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise ValueError(
                f"worker on {socket.gethostname()}: found no {path}; expected storage that the client and all workers "
                "share under the same path; mount it there"
            )


_LOCK = Lock()
_LOADED: dict[Path, tuple[Tools, Classifier | None]] = {}  # of the run that this process works for, by its staging


def _loaded(job: ScoringJob, staging: Path) -> tuple[Tools, Classifier | None]:
    """Return tools and classifier, made once per process and run."""
    with _LOCK:
        if staging not in _LOADED:
            _LOADED.clear()
            _LOADED[staging] = _load(job)
        return _LOADED[staging]


def _load(job: ScoringJob) -> tuple[Tools, Classifier | None]:
    classifier = job.load_classifier(job.classifier, threads=1)  # A worker is one of as many as there are cores.
    found = provenance_of(job.profile, classifier)
    if found != job.about:
        raise ValueError(
            f"worker on {socket.gethostname()}: found {_versions_shown(found)}; expected "
            f"{_versions_shown(job.about)} as on the client; install the same release on all machines"
        )
    actors = extend_actors(load_actors(), job.actors)[0] if job.actors else load_actors()
    return make_tools(job.profile, actors=actors), classifier


def _versions_shown(about: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in about.items())
