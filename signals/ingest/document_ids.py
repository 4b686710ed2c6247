"""Document ids: each is unique within one run."""

from __future__ import annotations

import hashlib

import numpy as np

_RECENT = 2**19
_NONE = np.empty(0, dtype=np.uint64)


class DocIds:
    """Gives every document of a run an id of its own; a repeated id gets "~2", "~3".

    Ids that a table numbers itself (`news-1`, `news-2`, ...) are remembered as one number per table. Ids from an id
    column are remembered as 64 bits of a hash and a count, 12 bytes each: ten million take 120 MB. Two ids with the
    same hash, one chance in 400,000 among ten million, cost the second a needless "~2".
    """

    def __init__(self) -> None:
        self._last_row_by_stem: dict[str, int] = {}
        self._given = _Counts()

    def named(self, wanted: str) -> str:
        """The id `wanted`, or the next free of wanted~2, wanted~3, ..."""
        key = _key(wanted)
        n_given = self._given[key]
        if not n_given and not self._is_numbered(wanted):
            self._given[key] = 1
            return wanted
        n_given = max(n_given, 1)
        doc_id = wanted
        while doc_id == wanted or self._given[_key(doc_id)] or self._is_numbered(doc_id):
            n_given += 1
            doc_id = f"{wanted}~{n_given}"
        self._given[key] = n_given
        self._given[_key(doc_id)] = 1
        return doc_id

    def numbered(self, stem: str, row_number: int) -> str:
        """The id of a table's row that has none of its own. Rows of one table come in rising order."""
        wanted = f"{stem}-{row_number}"
        if row_number <= self._last_row_by_stem.get(stem, 0) or (self._given and self._given[_key(wanted)]):
            return self.named(wanted)
        self._last_row_by_stem[stem] = row_number
        return wanted

    def _is_numbered(self, doc_id: str) -> bool:
        stem, _, number = doc_id.rpartition("-")
        # isdecimal() also takes other scripts' digits, as int() does.
        return number.isdecimal() and int(number) <= self._last_row_by_stem.get(stem, 0)


class _Counts:
    """How often each key was asked for, 0 for an unknown one: the latest in a dictionary, the others in arrays."""

    def __init__(self) -> None:
        self._recent: dict[int, int] = {}
        self._keys, self._counts = _NONE, np.empty(0, dtype=np.uint32)

    def __bool__(self) -> bool:
        return bool(self._recent) or len(self._keys) > 0

    def __getitem__(self, key: int) -> int:
        found = self._recent.get(key)
        if found is None and len(self._keys):
            at = self._keys.searchsorted(np.uint64(key))
            found = int(self._counts[at]) if at < len(self._keys) and self._keys[at] == key else 0
        return found or 0

    def __setitem__(self, key: int, count: int) -> None:
        self._recent[key] = count
        if len(self._recent) >= _RECENT:
            self._merge()

    def _merge(self) -> None:
        """Move the recent keys into the sorted arrays; for a key that is in both, the recent count holds."""
        keys = np.concatenate([np.fromiter(self._recent, np.uint64, len(self._recent)), self._keys])
        counts = np.concatenate([np.fromiter(self._recent.values(), np.uint32, len(self._recent)), self._counts])
        self._keys, first = np.unique(keys, return_index=True)
        self._counts = counts[first]
        self._recent.clear()


def _key(doc_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(doc_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
