"""Ids that do not depend on how the input was partitioned: provisional in each partition, final over all, in order.

The two kinds are types of their own: an id that is unique within its partition looks like any other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NewType

from signals.ingest.document_ids import DocIds

ProvisionalId = NewType("ProvisionalId", str)  # unique within its partition
FinalId = NewType("FinalId", str)  # unique within the run, the one that a single process would give


@dataclass
class RequestedIds:
    """The ids that a partition's documents asked for, in order, and which of them were taken.

    `requests`: an id from an id column, or the stem of a table and the numbers of its rows that have none of their own
    (8 bytes a row). `replacements`: position of the request -> the provisional id, where it is not the one requested.
    """

    requests: list[str | tuple[str, array[int]]] = field(default_factory=list)
    replacements: dict[int, ProvisionalId] = field(default_factory=dict)
    n_requests: int = 0

    def add_name(self, name: str, provisional: str) -> None:
        """Note a request for an id, and what was given."""
        self.requests.append(name)
        self._note(name, provisional)

    def add_row(self, stem: str, number: int, provisional: str) -> None:
        """Note a request for the id of a table's row, and what was given."""
        last = self.requests[-1] if self.requests else ""
        if isinstance(last, str) or last[0] != stem:
            last = (stem, array("q"))
            self.requests.append(last)
        last[1].append(number)
        self._note(f"{stem}-{number}", provisional)

    def _note(self, requested: str, provisional: str) -> None:
        if provisional != requested:
            self.replacements[self.n_requests] = ProvisionalId(provisional)
        self.n_requests += 1

    def with_final(self, ids: DocIds) -> Iterator[tuple[ProvisionalId, FinalId]]:
        """Yield for each request the provisional id, and what `ids` gives."""
        for position, (requested, final) in enumerate(self._answers(ids)):
            yield self.replacements.get(position, ProvisionalId(requested)), FinalId(final)

    def _answers(self, ids: DocIds) -> Iterator[tuple[str, str]]:
        for request in self.requests:
            if isinstance(request, str):
                yield request, ids.named(request)
            else:
                stem, numbers = request
                yield from ((f"{stem}-{number}", ids.numbered(stem, number)) for number in numbers)


class ProvisionalIds(DocIds):
    """Gives ids that are unique within one partition, and keeps the requests."""

    def __init__(self) -> None:
        super().__init__()
        self.requested = RequestedIds()
        self._is_asked_for_row = False

    def named(self, wanted: str) -> str:
        """As in DocIds."""
        provisional = super().named(wanted)
        if not self._is_asked_for_row:  # numbered() turns here when the row's own id is taken: that is no new request.
            self.requested.add_name(wanted, provisional)
        return provisional

    def numbered(self, stem: str, row_number: int) -> str:
        """As in DocIds."""
        self._is_asked_for_row = True
        provisional = super().numbered(stem, row_number)
        self._is_asked_for_row = False
        self.requested.add_row(stem, row_number, provisional)
        return provisional


def final_ids(partitions: Iterable[RequestedIds]) -> Iterator[Mapping[ProvisionalId, FinalId]]:
    """Yield for each partition, in order, the ids that must change: provisional -> as one process would give them.

    Remembers the ids that came from id columns, as one process does; rows numbered by their table cost nothing.
    """
    ids = DocIds()
    for requested in partitions:
        yield {provisional: final for provisional, final in requested.with_final(ids) if str(provisional) != final}
