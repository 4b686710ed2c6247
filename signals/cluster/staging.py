"""Where a run's files wait until all are there, so that OUT never shows half of it: `.drumbeat-parts-...` within OUT.

An INPUT that is scored into the same OUT again replaces what came of it before, however it was partitioned; another
INPUT adds. A file's name says which INPUT it came from.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple


class MonthFile(NamedTuple):
    """A finished Parquet file, and the month (YYYY-MM) that its rows were published in."""

    month: str
    path: Path


def file_stem(path: Path, number: int) -> str:
    """Return the name, without ending, of the files of an INPUT's partition: the same whenever it is scored again."""
    return f"part-{_digest([path])}-{number:06d}"


def _digest(paths: Iterable[Path]) -> str:
    return sha256("\n".join(str(path) for path in paths).encode("utf-8", "surrogateescape")).hexdigest()[:12]


@contextmanager
def staging_folder(out: Path, inputs: Sequence[Path]) -> Iterator[Path]:
    """Make a folder within `out` for one run's files, and take it away at the end, whatever happened.

    What an earlier run over the same inputs left there, because it was killed, goes first. The name is new each time:
    a worker that has not noticed the end of an earlier run writes into that run's folder, which nobody reads.
    """
    prefix = f".drumbeat-parts-{_digest(inputs)}"
    for stale in out.glob(f"{prefix}-*"):
        shutil.rmtree(stale, ignore_errors=True)
    folder = out / f"{prefix}-{uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish_files(files: Iterable[MonthFile], out: Path, inputs: Iterable[Path]) -> None:
    """Move finished files to `out`; then remove what earlier runs made of the same inputs."""
    published = set()
    for month, path in files:
        target = out / f"month={month}" / path.name
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
        published.add(target)
    for pattern in {f"month=*/part-{_digest([path])}-*.parquet" for path in inputs}:
        for old in set(out.glob(pattern)) - published:
            old.unlink()
            with suppress(OSError):  # The month has other files.
                old.parent.rmdir()
