"""What was turned away: made in one shape, and written where the user can look at it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from signals.documents import Rejected
from signals.ingest.cleaning import one_line

_MAX_REASON = 600


def reject(place: str, reason: object) -> Rejected:
    """A Rejected whose place and reason are one line each, whatever a file's name or a library's message holds."""
    return Rejected(one_line(place), one_line(str(reason))[:_MAX_REASON])


def write_rejected(rejected: Sequence[Rejected], path: Path) -> None:
    """Write a CSV file with the columns place and reason, a row per rejected input, in their order."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("place", "reason"))
        writer.writerows((item.place, item.reason) for item in rejected)
