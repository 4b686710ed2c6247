"""Ids that do not depend on how the input was cut: wished for piece by piece, given out over all pieces in order."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from signals.ingest.document_ids import DocIds


@dataclass
class Wishes:
    """What the documents of a piece wished to be called, in order, and where they got another name for the time being.

    `wished`: an id from an id column, or the stem of a table and the numbers of rows that have none of their own (8
    bytes a row). `given`: position of the wish -> the id that is unique within the piece, where it is not the wish.
    """

    wished: list[str | tuple[str, array[int]]] = field(default_factory=list)
    given: dict[int, str] = field(default_factory=dict)
    n_wishes: int = 0

    def add_name(self, wanted: str) -> str:
        """Note a wish for an id; return it."""
        self.wished.append(wanted)
        self.n_wishes += 1
        return wanted

    def add_row(self, stem: str, number: int) -> str:
        """Note a wish for the id of a table's row; return it."""
        last = self.wished[-1] if self.wished else ""
        if isinstance(last, str) or last[0] != stem:
            last = (stem, array("q"))
            self.wished.append(last)
        last[1].append(number)
        self.n_wishes += 1
        return f"{stem}-{number}"

    def granted(self, ids: DocIds) -> Iterator[tuple[str, str]]:
        """Yield for each wish the plain wish, and what `ids` gives for it."""
        for wish in self.wished:
            if isinstance(wish, str):
                yield wish, ids.named(wish)
            else:
                stem, numbers = wish
                yield from ((f"{stem}-{number}", ids.numbered(stem, number)) for number in numbers)


class WishfulIds(DocIds):
    """Gives ids that are unique within one piece, and keeps the wishes."""

    def __init__(self) -> None:
        super().__init__()
        self.wishes = Wishes()
        self._is_asked_for_row = False

    def named(self, wanted: str) -> str:
        """As in DocIds."""
        given = super().named(wanted)
        if not self._is_asked_for_row:  # numbered() turns here when the row's own id is taken: that is no new wish.
            self._note(self.wishes.add_name(wanted), given)
        return given

    def numbered(self, stem: str, row_number: int) -> str:
        """As in DocIds."""
        self._is_asked_for_row = True
        given = super().numbered(stem, row_number)
        self._is_asked_for_row = False
        self._note(self.wishes.add_row(stem, row_number), given)
        return given

    def _note(self, wished: str, given: str) -> None:
        if given != wished:
            self.wishes.given[self.wishes.n_wishes - 1] = given


def settle_ids(pieces: Iterable[Wishes]) -> Iterator[dict[str, str]]:
    """Yield for each piece, in order, the ids that must change: as given within it -> as one process would give them.

    Remembers the ids that came from id columns, as one process does; rows numbered by their table cost nothing.
    """
    ids = DocIds()
    for wishes in pieces:
        yield {
            given: final
            for position, (wished, final) in enumerate(wishes.granted(ids))
            if (given := wishes.given.get(position, wished)) != final
        }
