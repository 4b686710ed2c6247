"""Document ids: each is unique within one run."""

from __future__ import annotations


class DocIds:
    """Gives every document of a run an id of its own; a repeated id gets "~2", "~3".

    Ids that a table numbers itself (`news-1`, `news-2`, ...) are remembered as one number per table, so that ten
    million rows cost no memory; ids from an id column are remembered one by one.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last_row_by_stem: dict[str, int] = {}
        self._n_by_repeated: dict[str, int] = {}

    def named(self, wanted: str) -> str:
        """The id `wanted`, or the next free of wanted~2, wanted~3, ..."""
        doc_id = wanted
        while self._is_given(doc_id):
            n_given = self._n_by_repeated.get(wanted, 1) + 1
            self._n_by_repeated[wanted] = n_given
            doc_id = f"{wanted}~{n_given}"
        self._given.add(doc_id)
        return doc_id

    def numbered(self, stem: str, row_number: int) -> str:
        """The id of a table's row that has none of its own. Rows of one table come in rising order."""
        wanted = f"{stem}-{row_number}"
        if row_number <= self._last_row_by_stem.get(stem, 0) or wanted in self._given:
            return self.named(wanted)
        self._last_row_by_stem[stem] = row_number
        return wanted

    def _is_given(self, doc_id: str) -> bool:
        if doc_id in self._given:
            return True
        stem, _, number = doc_id.rpartition("-")
        # isdecimal() also takes other scripts' digits, as int() does.
        return number.isdecimal() and int(number) <= self._last_row_by_stem.get(stem, 0)
