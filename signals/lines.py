"""Sentences as one array of code points, for functions that loop over all of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

from .characters import code_points, text_of


class Lines(Sequence[str]):
    """Sentences, joined by newlines in `codes`: those without `strings` become strings only when one is asked for.

    `edges`: where each sentence starts in `codes`, and where another one after the last would.
    """

    def __init__(self, codes: np.ndarray, edges: np.ndarray, strings: Sequence[str] | None = None) -> None:
        self.codes, self.edges, self._strings = codes, edges, strings

    def __len__(self) -> int:
        return len(self.edges) - 1

    @overload
    def __getitem__(self, rows: int) -> str: ...

    @overload
    def __getitem__(self, rows: slice) -> Lines: ...

    def __getitem__(self, rows: int | slice) -> str | Lines:
        if not isinstance(rows, slice):
            row = range(len(self))[rows]
            return (
                self._strings[row] if self._strings else text_of(self.codes[self.edges[row] : self.edges[row + 1] - 1])
            )
        first, last, step = rows.indices(len(self))
        if step != 1 or last <= first:
            return lines_of(list(self)[rows])
        edges = self.edges[first : last + 1]
        return Lines(self.codes[edges[0] : edges[-1] - 1], edges - edges[0], self._strings and self._strings[rows])

    def __iter__(self) -> Iterator[str]:
        if self._strings:
            return iter(self._strings)
        text, edges = text_of(self.codes), self.edges.tolist()
        return (text[start : end - 1] for start, end in zip(edges, edges[1:], strict=False))


def lines_of(sentences: Sequence[str]) -> Lines:
    """Return sentences as lines, which they may be already."""
    if isinstance(sentences, Lines):
        return sentences
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences)) + 1
    return Lines(code_points("\n".join(sentences)), np.concatenate([[0], np.cumsum(lengths)]), sentences)
