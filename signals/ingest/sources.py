"""Where documents come from: files, folders and the members of zip archives, one `Source` each."""

from __future__ import annotations

import csv
import gzip
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, NamedTuple, cast

from signals.documents import Rejected
from signals.ingest.cleaning.text_cleaning import one_line
from signals.ingest.field_dates import DateOrder

_MAX_REASON = 600
FEW = 5  # that are remembered to be shown; all of them stand in the file


def reject(place: str, reason: object) -> Rejected:
    """A Rejected whose place and reason are one line each, whatever a file's name or a library's message holds."""
    return Rejected(one_line(place), one_line(str(reason))[:_MAX_REASON])


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


class Page(NamedTuple):
    """A document as its format gives it, before cleaning; what is missing is ''."""

    text: str
    title: str = ""
    published_on: str = ""
    outlet: str = ""
    url: str = ""
    doc_id: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """`published` dates what has no date of its own; `date_order` reads 02/03/2022 in every table."""

    published: date | None = None
    date_order: DateOrder | None = None
    one_sentence_per_row: bool = False


TABLE_ENDINGS = (".csv.gz", ".tsv.gz", ".jsonl.gz", ".csv", ".tsv", ".jsonl", ".parquet")
PAGE_ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
ZIP_ENDING = ".zip"
ENDINGS = (*TABLE_ENDINGS, *PAGE_ENDINGS, ZIP_ENDING)
ENDINGS_READ = ".txt .md .html .htm .csv .tsv .jsonl (also .gz of these three) .parquet .docx .pdf .zip"

# A zip is refused above this many unpacked bytes: more is a bomb or belongs in a folder. Judgement.
MAX_UNPACKED_BYTES = 512 * 2**20


class Unreadable(Exception):
    """A file or a row cannot be read; the message is the reason that the user sees."""


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


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source | Rejected]:
    """List the files behind `paths`, in order: folders sorted and recursive, hidden files in them passed over.

    A path that is missing, and a file whose ending is not read, is Rejected. Zip archives come back as one Source.
    """
    for path in map(Path, paths):
        if os.path.isdir(path):
            yield from _folder_sources(path)
        elif os.path.exists(path):
            yield _file_source(path, path.name)
        else:
            yield reject(str(path), "there is no such file or folder; check the path")


def zip_members(archive: zipfile.ZipFile, source: Source) -> Iterator[Source | Rejected]:
    """List the members of an open archive by name; nothing is unpacked to disk.

    Raises Unreadable if the archive holds more than MAX_UNPACKED_BYTES. Nested archives, members under a password and
    endings that are not read come back as Rejected; folders and hidden members are passed over.
    """
    check_unpacked_size(archive)
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        if not info.filename.endswith("/") and not _is_hidden(PurePosixPath(info.filename)):
            yield _member_source(archive, info, source)


def check_unpacked_size(archive: zipfile.ZipFile) -> None:
    """Raise Unreadable if the archive says that it unpacks to more than MAX_UNPACKED_BYTES.

    zipfile never reads more of a member than its directory entry says, so an archive cannot lie its way past this.
    """
    n_bytes = sum(info.file_size for info in archive.infolist())
    if n_bytes > MAX_UNPACKED_BYTES:
        raise Unreadable(
            f"unpacks to {megabytes(n_bytes)}, and at most {megabytes(MAX_UNPACKED_BYTES)} is read from a zip; "
            "unpack it and pass the folder"
        )


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
    ending = _ending(name)
    if not ending:
        return reject(name, _unknown_ending(name))
    if not path.is_file():
        return reject(name, "is not a regular file (a broken link, a pipe or a device); pass a file or a folder")
    open_file = partial(gzip.open, path) if ending.endswith(".gz") else partial(path.open, "rb")
    opener = cast(Callable[[], IO[bytes]], open_file)
    name = name.encode("utf-8", "replace").decode("utf-8")  # A file name may hold bytes that are no text.
    return Source(name, name[: -len(ending)] or name, ending, path.stat().st_size, opener)


def _member_source(archive: zipfile.ZipFile, info: zipfile.ZipInfo, parent: Source) -> Source | Rejected:
    name = f"{parent.name}/{info.filename}"
    ending = _ending(info.filename)
    if ending == ZIP_ENDING:
        return reject(name, "is an archive inside an archive, which is not read; unpack it first")
    if not ending:
        return reject(name, _unknown_ending(info.filename))
    if info.flag_bits & 0x1:  # The first flag bit of a zip entry says that it is encrypted.
        return reject(name, "is under a password; unpack it and pass the folder")
    stem = f"{parent.stem}/{info.filename[: -len(ending)]}"
    return Source(name, stem, ending, info.file_size, partial(_open_member, archive, info, ending))


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, ending: str) -> IO[bytes]:
    member = archive.open(info)
    return cast(IO[bytes], gzip.GzipFile(fileobj=member)) if ending.endswith(".gz") else member


def _ending(name: str) -> str:
    """The ending of a file name in lower case, if it is one that is read; otherwise ''."""
    lowered = name.lower()
    return next((ending for ending in ENDINGS if lowered.endswith(ending)), "")


def _unknown_ending(name: str) -> str:
    found = PurePosixPath(name).suffix or "no ending"
    return f"{found} is not read; expected one of {ENDINGS_READ}"


def _is_hidden(path: PurePosixPath) -> bool:
    # macOS adds a __MACOSX folder with a shadow of every member.
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts if part != "..")
