"""A run on Dask, from inputs to parts in OUT."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from signals.cluster.dask_client import connected, run_tasks
from signals.cluster.partitions import Piece, RowRange, gather_files, is_big_table
from signals.cluster.provisional_ids import settle_ids
from signals.cluster.reconcile import common_types, is_as_written, rewrite_part
from signals.cluster.staging import part_stem, publish_partitions, staging_folder
from signals.cluster.table_ranges import cut_table
from signals.cluster.worker import Job, Report, part_path, score_piece
from signals.documents import Rejected
from signals.output.partitioned import unify_parts

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True)
class Scored:
    """A piece with the stem of its parts' names, and what came of it."""

    stem: str
    piece: Piece
    report: Report

    @property
    def is_damaged(self) -> bool:
        """Whether it is a range of a table that could not be read to its end."""
        return self.piece.is_damaged(self.report.rejected)


def score_on_dask(job: Job, out: Path, *, scheduler: str | None, piece_bytes: int) -> tuple[int, list[Rejected]]:
    """Score the job's inputs into the folder `out`, a Parquet file per piece and month; return rows and Rejected.

    The rows are those of one process, in another order. `scheduler`: address of a Dask scheduler, None for this
    machine's cores. `piece_bytes`: about how much text one task takes. Until all is done `out` stays as it was.
    Raises ValueError in one line when the cluster cannot do the work.
    """
    with connected(scheduler) as client, staging_folder(out, job.inputs) as staging:
        pieces = dict(_named_pieces(client, job, piece_bytes, staging))
        scored = _score(client, pieces, job, staging)
        scored = _with_damaged_tables_whole(scored, lambda whole: _score(client, whole, job, staging))
        publish_partitions(_settle(client, scored, job, staging), out, job.inputs)
        unify_parts(out)  # with those of earlier runs
    return sum(one.report.n_rows for one in scored), [item for one in scored for item in one.report.rejected]


def _score(client: Client, pieces: Mapping[str, Piece], job: Job, staging: Path) -> list[Scored]:
    arguments = [(piece, stem, job, staging) for stem, piece in pieces.items()]
    reports = run_tasks(client, score_piece, arguments, labels=[piece.label for piece in pieces.values()])
    return list(map(Scored, pieces, pieces.values(), reports))


def _with_damaged_tables_whole(
    scored: Iterable[Scored], score: Callable[[Mapping[str, Piece]], Sequence[Scored]]
) -> list[Scored]:
    """Score a table whole when one of its ranges was damaged, in the place of its ranges.

    How much is read before the damage depends on where reading begins, so ranges would give other rows.
    """
    tables = list(_ranges_together(scored))
    damaged = [at for at, found in enumerate(tables) if any(one.is_damaged for one in found)]
    whole = {f"{tables[at][0].stem}-whole": tables[at][0].piece.whole for at in damaged}
    for at, one in zip(damaged, score(whole), strict=True):
        tables[at] = [one]
    return [one for found in tables for one in found]


def _ranges_together(scored: Iterable[Scored]) -> Iterator[list[Scored]]:
    """Yield the ranges of each table in one list, any other piece in a list of its own."""
    found: list[Scored] = []
    for one in scored:
        if found and not (isinstance(one.piece, RowRange) and one.piece.number > 1):
            yield found
            found = []
        found.append(one)
    if found:
        yield found


def _named_pieces(client: Client, job: Job, piece_bytes: int, staging: Path) -> Iterator[tuple[str, Piece]]:
    """Yield the pieces in the order of reading, each with the stem of its parts' names."""
    groups = [(path, group) for path in job.inputs for group in gather_files(path, piece_bytes)]
    big = {at: group for at, (_, group) in enumerate(groups) if is_big_table(group, piece_bytes)}
    arguments = [(group, job.options, piece_bytes, staging / f"table-{at:06d}") for at, group in big.items()]
    cuts = run_tasks(client, cut_table, arguments, labels=[group.label for group in big.values()])
    cut = dict(zip(big, cuts, strict=True))
    numbers = count(1)
    for at, (path, group) in enumerate(groups):
        yield from ((part_stem(path, next(numbers)), piece) for piece in cut.get(at, [group]))


def _settle(client: Client, scored: Sequence[Scored], job: Job, staging: Path) -> list[tuple[str, Path]]:
    """Give all parts the same columns, and ids as from one process; return their months and paths.

    A part that has them already stays where it is; another is written again, in a folder beside.
    """
    types = common_types(found for one in scored for found in one.report.types_by_month.values())
    parts: list[tuple[str, Path]] = []
    rewrites = []
    for one, renamed in zip(scored, settle_ids(one.report.wishes for one in scored), strict=True):
        for month, found in one.report.types_by_month.items():
            path = part_path(staging, month, one.stem)
            settled = part_path(staging / "settled", month, one.stem)
            is_final = not renamed and is_as_written(found, types)
            parts.append((month, path if is_final else settled))
            if not is_final:
                rewrites.append((path, settled, types, renamed, job.about))
    run_tasks(client, rewrite_part, rewrites, labels=[path.name for path, *_ in rewrites])
    return parts
