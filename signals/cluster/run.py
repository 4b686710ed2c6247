"""A run on Dask: partition the inputs, score each partition as one task, reconcile the files, publish them in OUT."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from signals.cluster.dask_client import connected, run_tasks
from signals.cluster.partitions import Partition, RowRange, file_partitions, is_big_table
from signals.cluster.provisional_ids import final_ids
from signals.cluster.reconcile import has_schema, rewrite_file, unified_types
from signals.cluster.staging import MonthFile, file_stem, publish_files, staging_folder
from signals.cluster.table_ranges import row_ranges
from signals.cluster.worker import PartitionResult, ScoringJob, month_path, score_partition
from signals.documents import Rejected
from signals.output.partitioned import unify_schemas

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True)
class ScoredPartition:
    """A partition with the stem of its files' names, and what came of it."""

    stem: str
    partition: Partition
    result: PartitionResult

    @property
    def is_damaged(self) -> bool:
        """Whether it is a range of a table that could not be read to its end."""
        return self.partition.is_damaged(self.result.rejected)


def score_on_dask(
    job: ScoringJob, out: Path, *, scheduler: str | None, partition_bytes: int
) -> tuple[int, list[Rejected]]:
    """Score the job's inputs into the folder `out`, a Parquet file per partition and month; return rows and Rejected.

    The rows are those of one process, in another order. `scheduler`: address of a Dask scheduler, None for this
    machine's cores. `partition_bytes`: about how much text one task takes. Until all is done `out` stays as it was.
    Raises ValueError in one line when the cluster cannot do the work.
    """
    with connected(scheduler) as client, staging_folder(out, job.inputs) as staging:
        partitions = dict(_named_partitions(client, job, partition_bytes, staging))
        scored = _scored_partitions(client, partitions, job, staging)
        scored = _with_damaged_tables_whole(scored, lambda whole: _scored_partitions(client, whole, job, staging))
        publish_files(_reconciled_files(client, scored, job, staging), out, job.inputs)
        unify_schemas(out)  # with those of earlier runs
    results = [partition.result for partition in scored]
    return sum(result.n_rows for result in results), [item for result in results for item in result.rejected]


def _named_partitions(
    client: Client, job: ScoringJob, partition_bytes: int, staging: Path
) -> Iterator[tuple[str, Partition]]:
    """Yield the partitions in the order of reading, each with the stem of its files' names."""
    groups = [(path, group) for path in job.inputs for group in file_partitions(path, partition_bytes)]
    tables = {at: group for at, (_, group) in enumerate(groups) if is_big_table(group, partition_bytes)}
    arguments = [(table, job.options, partition_bytes, staging / f"table-{at:06d}") for at, table in tables.items()]
    ranges = run_tasks(client, row_ranges, arguments, labels=[table.label for table in tables.values()])
    ranges_of = dict(zip(tables, ranges, strict=True))
    numbers = count(1)
    for at, (path, group) in enumerate(groups):
        yield from ((file_stem(path, next(numbers)), partition) for partition in ranges_of.get(at, [group]))


def _scored_partitions(
    client: Client, partitions: Mapping[str, Partition], job: ScoringJob, staging: Path
) -> list[ScoredPartition]:
    arguments = [(partition, stem, job, staging) for stem, partition in partitions.items()]
    labels = [partition.label for partition in partitions.values()]
    results = run_tasks(client, score_partition, arguments, labels=labels)
    return list(map(ScoredPartition, partitions, partitions.values(), results))


def _with_damaged_tables_whole(
    scored: Iterable[ScoredPartition], score: Callable[[Mapping[str, Partition]], Sequence[ScoredPartition]]
) -> list[ScoredPartition]:
    """Score a table whole when one of its ranges was damaged, in the place of its ranges.

    How much is read before the damage depends on where reading begins, so ranges would give other rows.
    """
    tables = list(_grouped_by_table(scored))
    damaged = [at for at, ranges in enumerate(tables) if any(partition.is_damaged for partition in ranges)]
    whole = {f"{tables[at][0].stem}-whole": tables[at][0].partition.whole for at in damaged}
    for at, rescored in zip(damaged, score(whole), strict=True):
        tables[at] = [rescored]
    return [partition for ranges in tables for partition in ranges]


def _grouped_by_table(scored: Iterable[ScoredPartition]) -> Iterator[list[ScoredPartition]]:
    """Yield the ranges of each table in one list, any other partition in a list of its own."""
    group: list[ScoredPartition] = []
    for scored_partition in scored:
        partition = scored_partition.partition
        if group and not (isinstance(partition, RowRange) and partition.number > 1):
            yield group
            group = []
        group.append(scored_partition)
    if group:
        yield group


def _reconciled_files(
    client: Client, scored: Sequence[ScoredPartition], job: ScoringJob, staging: Path
) -> list[MonthFile]:
    """Give all files one schema, and ids as from one process; return their months and paths.

    A file that has them already stays where it is; another is written again, in a folder beside.
    """
    types = unified_types(schema for partition in scored for schema in partition.result.types_by_month.values())
    changed_ids = final_ids(partition.result.requested_ids for partition in scored)
    files: list[MonthFile] = []
    rewrites = []
    for partition, renamed in zip(scored, changed_ids, strict=True):
        for month, own_types in partition.result.types_by_month.items():
            path = month_path(staging, month, partition.stem)
            if renamed or not has_schema(own_types, types):
                before, path = path, month_path(staging / "reconciled", month, partition.stem)
                rewrites.append((before, path, types, renamed, job.about))
            files.append(MonthFile(month, path))
    run_tasks(client, rewrite_file, rewrites, labels=[before.name for before, *_ in rewrites])
    return files
