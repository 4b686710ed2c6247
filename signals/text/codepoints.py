"""Sentences as one array of code points, for functions that loop over all of a batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import overload

import numpy as np

# What every character is, as arrays over all code points: a whole batch of text is then classified by one look-up.
# Many texts as one array of characters, for functions that loop over them (see `compiled`).

N_CODE_POINTS = 0x110000
END_OF_SCRIPTS = 0x40000  # from here on no letter, digit or blank has a place: every class takes all or none of these
END_OF_LETTER_CASES = 0x20000  # ideographs and signs come after: nothing there has a small letter


def code_points(text: str) -> np.ndarray:
    """Return the characters of `text` as an array of uint32, lone surrogates included."""
    return np.array([text]).view(np.uint32)[: len(text)]


def text_of(codepoints: np.ndarray) -> str:
    """Return the text of an array of code points (uint32)."""
    return codepoints.tobytes().decode("utf-32-le", "surrogatepass")


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


def kind_table(size: int, kinds: dict[int, str], otherwise: int) -> np.ndarray:
    """Return the kind of each character below `size` (uint8): that under which it is listed, else `otherwise`."""
    table = np.full(size, otherwise, dtype=np.uint8)
    for kind, characters in kinds.items():
        table[code_points(characters)] = kind
    return table


class StringArray(Sequence[str]):
    """Strings as one array of code points (uint32), a newline between them.

    String i is `codepoints[indptr[i]:indptr[i + 1] - 1]` (int64, one entry more than strings). Those that come without
    `strings` become Python's only when one is asked for.
    """

    def __init__(self, codepoints: np.ndarray, indptr: np.ndarray, strings: Sequence[str] | None = None) -> None:
        self.codepoints, self.indptr, self._strings = codepoints, indptr, strings

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def split_lines(self) -> StringArray:
        """Return the lines of all strings, each as a string of its own; an empty string is an empty line."""
        breaks = np.flatnonzero(self.codepoints == ord("\n"))
        return StringArray(self.codepoints, np.concatenate([[0], breaks + 1, [len(self.codepoints) + 1]]))

    def row_of(self, positions: np.ndarray) -> np.ndarray:
        """Return in which string each position of `codepoints` lies."""
        return np.searchsorted(self.indptr, positions, side="right") - 1

    @overload
    def __getitem__(self, rows: int) -> str: ...

    @overload
    def __getitem__(self, rows: slice) -> StringArray: ...

    def __getitem__(self, rows: int | slice) -> str | StringArray:
        if not isinstance(rows, slice):
            row = range(len(self))[rows]
            return (
                self._strings[row]
                if self._strings
                else text_of(self.codepoints[self.indptr[row] : self.indptr[row + 1] - 1])
            )
        first, last, step = rows.indices(len(self))
        if step != 1 or last <= first:
            return string_array(list(self)[rows])
        indptr = self.indptr[first : last + 1]
        return StringArray(
            self.codepoints[indptr[0] : indptr[-1] - 1], indptr - indptr[0], self._strings and self._strings[rows]
        )

    def __iter__(self) -> Iterator[str]:
        if self._strings:
            return iter(self._strings)
        text, indptr = text_of(self.codepoints), self.indptr.tolist()
        return (text[start : end - 1] for start, end in zip(indptr, indptr[1:], strict=False))


def string_array(sentences: Sequence[str]) -> StringArray:
    """Return strings as an array, which they may be already."""
    if isinstance(sentences, StringArray):
        return sentences
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences)) + 1
    return StringArray(code_points("\n".join(sentences)), np.concatenate([[0], np.cumsum(lengths)]), sentences)
