"""Sentences as one array of code points, for functions that loop over all of a batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, overload

import numpy as np

# What every character is, as arrays over all code points: a whole batch of text is then classified by one look-up.
# Many texts as one array of characters, for functions that loop over them (see `compiled`).

N_CODE_POINTS = 0x110000
END_OF_SCRIPTS = 0x40000  # from here on no letter, digit or blank has a place: every class takes all or none of these
END_OF_LETTER_CASES = 0x20000  # ideographs and signs come after: nothing there has a small letter


def code_points(text: str) -> np.ndarray:
    """Return the characters of `text` as an array of uint32, lone surrogates included."""
    return np.array([text]).view(np.uint32)[: len(text)]


def text_of(codes: np.ndarray) -> str:
    """Return the text of an array of code points (uint32)."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def fold(text: str) -> str:
    """Lower-case without changing the length, typographic apostrophes made plain: offsets stay valid.

    Each character is folded for itself, a final sigma too, so that a word's fold does not depend on its neighbours.
    """
    return text.replace("İ", "I").replace("Σ", "σ").replace("’", "'").lower()


@cache
def fold_table() -> np.ndarray:
    """Return the code point that `fold` makes of each one."""
    table = np.arange(N_CODE_POINTS, dtype=np.uint32)
    table[:END_OF_LETTER_CASES] = code_points(fold(_every_character()[:END_OF_LETTER_CASES]))
    return table


@cache
def is_in_class(character_class: str) -> np.ndarray:
    """Return for each code point whether it belongs to a class of regular expressions, such as `\\w`."""
    belongs = np.full(N_CODE_POINTS, re.match(character_class, chr(END_OF_SCRIPTS)) is not None)
    belongs[:END_OF_SCRIPTS] = False
    for run in re.finditer(f"{character_class}+", _every_character()[:END_OF_SCRIPTS]):
        belongs[run.start() : run.end()] = True
    return belongs


@cache
def _every_character() -> str:
    return text_of(np.arange(N_CODE_POINTS, dtype=np.uint32))


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
