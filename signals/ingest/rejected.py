"""What was turned away: made in one shape, and written where the user can look at it."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from signals.documents import Rejected
from signals.ingest.cleaning.text_cleaning import one_line

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
