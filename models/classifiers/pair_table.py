"""Finds pairs of numbers: a hash table with open addressing."""

from __future__ import annotations

from typing import Any

import numpy as np

from signals.text.jit import inlined, kernel

EMPTY = -1


class PairTable:
    """Finds the rows of pairs of ids."""

    def __init__(self, pairs: np.ndarray) -> None:
        """`pairs` (n, 2) distinct, each id under 2**30."""
        n_slots = 1 << max(4, int(len(pairs) * 2).bit_length())
        self._slots = np.full((n_slots, 3), EMPTY, dtype=np.int32)  # two ids and the row of the pair
        pending, slots = np.arange(len(pairs)), scattered(*pairs.astype(np.int64).T) & (n_slots - 1)
        rows = self._slots[:, 2]
        while len(pending):
            is_free = rows[slots] == EMPTY
            rows[slots[is_free]] = pending[is_free]  # where several want a slot, one gets it
            is_left = rows[slots] != pending
            pending, slots = pending[is_left], (slots[is_left] + 1) & (n_slots - 1)
        taken = np.flatnonzero(rows != EMPTY)
        self._slots[taken, :2] = pairs[rows[taken]]

    def find(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return the row of each pair of ids, EMPTY where it is not in the table or the first id is EMPTY."""
        return find_pairs(first, second, self._slots)


@kernel
def find_pairs(first: np.ndarray, second: np.ndarray, slots: np.ndarray) -> np.ndarray:
    """Return the row of each pair of ids, EMPTY where it stands in none of `slots`."""
    found = np.full(len(first), EMPTY, dtype=np.int64)
    last = len(slots) - 1
    for at in range(len(first)):
        slot = scattered(first[at], second[at]) & last
        while first[at] != EMPTY and slots[slot, 2] != EMPTY:
            if slots[slot, 0] == first[at] and slots[slot, 1] == second[at]:
                found[at] = slots[slot, 2]
                break
            slot = (slot + 1) & last
    return found


@inlined
def scattered(first: Any, second: Any) -> Any:
    """Return a number whose last bits depend on both ids (or one for each of two arrays): where the search begins."""
    return (first * 0x9E3779B1 + second * 0x85EBCA6B) >> 15
