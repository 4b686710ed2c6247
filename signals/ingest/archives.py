"""Archives: each member is a file of its own, read where it stands; nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, cast

from signals.documents import Rejected
from signals.ingest.formats import Shape, ending_of, format_shape
from signals.ingest.sources import Source, Unreadable, megabytes, reject, unknown_ending

# A zip is refused above this many unpacked bytes: more is a bomb or belongs in a folder. Judgement.
MAX_UNPACKED_BYTES = 512 * 2**20


def zip_members(source: Source) -> Iterator[Source | Rejected]:
    """The members of a zip archive by name; each can be opened as long as the iterator is not closed.

    Raises Unreadable if the archive holds more than MAX_UNPACKED_BYTES. Nested archives, members under a password and
    endings that are not read come back as Rejected; folders and hidden members are passed over.
    """
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
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


def _member_source(archive: zipfile.ZipFile, info: zipfile.ZipInfo, parent: Source) -> Source | Rejected:
    name, ending = f"{parent.name}/{info.filename}", ending_of(info.filename)
    if not ending:
        return reject(name, unknown_ending(info.filename))
    if format_shape(ending) is Shape.ARCHIVE:
        return reject(name, "is an archive inside an archive, which is not read; unpack it first")
    if info.flag_bits & 0x1:  # The first flag bit of a zip entry says that it is encrypted.
        return reject(name, "is under a password; unpack it and pass the folder")
    stem = f"{parent.stem}/{info.filename[: -len(ending)]}"
    return Source(name, stem, ending, info.file_size, partial(_open_member, archive, info, ending))


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, ending: str) -> IO[bytes]:
    member = archive.open(info)
    return cast(IO[bytes], gzip.GzipFile(fileobj=member)) if ending.endswith(".gz") else member


def _is_hidden(path: PurePosixPath) -> bool:
    # macOS adds a __MACOSX folder with a shadow of every member.
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts if part != "..")
