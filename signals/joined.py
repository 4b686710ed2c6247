"""Many texts as one array of characters, for functions that loop over them (see `compiled`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .characters import code_points


class Joined(NamedTuple):
    """Texts as code points (uint32), a newline between: those of text i are `codes[start[i]:end[i]]` (int64)."""

    codes: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def lines(self) -> Joined:
        """Return the lines of all texts, each as a text of its own; an empty text is an empty line."""
        breaks = np.flatnonzero(self.codes == ord("\n"))
        return Joined(self.codes, np.append(0, breaks + 1), np.append(breaks, len(self.codes)))

    def row_of(self, positions: np.ndarray) -> np.ndarray:
        """Return in which text each position lies."""
        return np.searchsorted(self.start, positions, side="right") - 1


def joined(texts: Sequence[str]) -> Joined:
    """Return the characters of all texts."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    end = np.cumsum(lengths + 1) - 1
    return Joined(code_points("\n".join(texts)), end - lengths, end)


def kind_table(size: int, kinds: dict[int, str], otherwise: int) -> np.ndarray:
    """Return the kind of each character below `size` (uint8): that under which it is listed, else `otherwise`."""
    table = np.full(size, otherwise, dtype=np.uint8)
    for kind, characters in kinds.items():
        table[code_points(characters)] = kind
    return table
