"""Where documents come from: a `Source` for each file, `Options` for all, and a list of what was turned away."""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, cast

from signals.documents import Rejected
from signals.ingest.cleaning.text_cleaning import one_line
from signals.ingest.field_dates import DateOrder
from signals.ingest.formats import ENDINGS_READ, ending_of

_MAX_REASON = 600
FEW = 5  # that are remembered to be shown; all of them stand in the file


class Unreadable(Exception):
    """A file or a row cannot be read; the message is the reason that the user sees."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about all inputs of a run.

    `published` dates what has no date of its own; `date_order` reads 02/03/2022 in every table.
    """

    published: date | None = None
    date_order: DateOrder | None = None
    one_sentence_per_row: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: `name` is shown to the user, `stem` makes document ids, `open` starts at byte 0 each time.

    `size_bytes` is the size as stored, before any gzip is undone.
    """

    name: str
    stem: str
    ending: str
    size_bytes: int
    open: Callable[[], IO[bytes]]

    @property
    def file_stem(self) -> str:
        """The file's own name without folders and ending: where a date in the file name is looked for."""
        return PurePosixPath(self.stem).name


def reject(place: str, reason: object) -> Rejected:
    """A Rejected whose place and reason are one line each, whatever a file's name or a library's message holds."""
    return Rejected(one_line(place), one_line(str(reason))[:_MAX_REASON])


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source | Rejected]:
    """List the files behind `paths`, in order: folders sorted and recursive, hidden files in them passed over.

    A path that is missing, and a file whose ending is not read, is Rejected. An archive is one Source.
    """
    for path in map(Path, paths):
        if os.path.isdir(path):
            yield from _folder_sources(path)
        elif os.path.exists(path):
            yield _file_source(path, path.name)
        else:
            yield reject(str(path), "there is no such file or folder; check the path")


def megabytes(n_bytes: int) -> str:
    """A size for a message, such as '30.0 MB' (1 MB is 2**20 bytes)."""
    return f"{n_bytes / 2**20:.1f} MB"


def _folder_sources(folder: Path) -> Iterator[Source | Rejected]:
    unlisted: list[OSError] = []
    names = sorted(_relative_files(folder, unlisted.append))
    for error in unlisted:
        yield reject(str(error.filename), f"the folder cannot be listed ({error.strerror}); check its permissions")
    if not names and not unlisted:
        yield reject(str(folder), f"the folder holds no files; expected some of {ENDINGS_READ}")
    for name in names:
        yield _file_source(folder / name, name)


def _relative_files(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[str]:
    """Visible files below `folder`, as posix paths relative to it. Links to folders are not followed: no loops."""
    for parent, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        relative = Path(parent).relative_to(folder)
        yield from ((relative / name).as_posix() for name in files if not name.startswith("."))


def _file_source(path: Path, name: str) -> Source | Rejected:
    ending = ending_of(name)
    if not ending:
        return reject(name, unknown_ending(name))
    if not path.is_file():
        return reject(name, "is not a regular file (a broken link, a pipe or a device); pass a file or a folder")
    open_file = partial(gzip.open, path) if ending.endswith(".gz") else partial(path.open, "rb")
    opener = cast(Callable[[], IO[bytes]], open_file)
    name = name.encode("utf-8", "replace").decode("utf-8")  # A file name may hold bytes that are no text.
    return Source(name, name[: -len(ending)] or name, ending, path.stat().st_size, opener)


def unknown_ending(name: str) -> str:
    """Why a file is not read whose ending is not known."""
    return f"{PurePosixPath(name).suffix or 'no ending'} is not read; expected one of {ENDINGS_READ}"


class RejectedFile:
    """A CSV file with the columns place and reason, a row per rejected input, written as they come.

    `first` holds the first FEW of them, `count` says how many there are. On leaving the `with` block the file takes
    its place; without any, a file of an earlier run goes, which would mislead; after an error nothing is changed.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.count = path, 0
        self.first: list[Rejected] = []
        self._temporary = path.with_name(f".{path.name}.tmp")
        self._open = ExitStack()
        self._writer: Any = None

    def add(self, item: Rejected) -> None:
        """Write one row."""
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            stream = self._open.enter_context(self._temporary.open("w", encoding="utf-8", newline=""))
            self._writer = csv.writer(stream, lineterminator="\n")
            self._writer.writerow(("place", "reason"))
        self._writer.writerow((item.place, item.reason))
        self.count += 1
        self.first += [item] if self.count <= FEW else []

    def __enter__(self) -> RejectedFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()
        if kind is not None:
            self._temporary.unlink(missing_ok=True)
        elif self.count:
            self._temporary.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)
