"""Find thousands of names in text: case-sensitive, whole words, the longest name first.

Names have no wildcards: each distinct word of a batch is looked up once among the names' first words, and where it
stands, the names that go on with the word after it are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from .patterns import WORD
from .spans import Spans, merged, spans_of, without_overlaps
from .words import Words, WordTable

# "pro-Russian", "anti-Western", "ex-Soviet" and the like do not name the actor itself.
DETACHED = re.compile(r"(?:^|[^\w])(?:anti|pro|non|ex|post|neo|pre)-$", re.IGNORECASE)
NONE = -1
NO_SECOND = 0
SECOND_BITS = 32  # a first and a second word are one number: first << 32 | second
Names = list[tuple[str, int]]  # names and their rows, the longest first


class NameMatcher:
    """Finds names in text. Where two begin at the same word, the longer wins; of overlapping ones, too."""

    def __init__(self, names: Iterable[str]) -> None:
        """Raises ValueError for a name that does not begin with a letter or a digit."""
        alike: dict[str, Names] = {}
        for name, row in sorted(((name, row) for row, name in enumerate(names)), key=lambda item: -len(item[0])):
            first = WORD.match(name)
            if first is None:
                raise ValueError(f"name {name!r} does not begin with a letter or a digit")
            alike.setdefault(first[0], []).append((name, row))
        firsts = {word: number for number, word in enumerate(alike)}
        seconds: dict[str, int] = {}
        self._first_of = WordTable(lambda word: firsts.get(word, NONE))
        self._second_of = WordTable(lambda word: seconds.get(word, NO_SECOND))
        self._alone = np.array([dict(some).get(word, NONE) for word, some in alike.items()], dtype=np.int64)
        self._options: dict[tuple[int, int], Names] = {}
        for number, some in enumerate(alike.values()):
            for second, options in _by_second(some).items():
                self._options[number, seconds.setdefault(second, len(seconds) + 1) if second else NO_SECOND] = options
        self._pairs = np.sort(_pair_numbers(*np.array(list(self._options), dtype=np.int64).reshape(-1, 2).T))
        # A name such as "Yahoo!" ends in a mark: it has to be compared whatever comes next.
        short = (self._options.get((number, NO_SECOND), []) for number in range(len(alike)))
        self._has_marks = np.array([any(not WORD.fullmatch(name) for name, _ in some) for some in short], dtype=bool)

    def find(self, words: Words) -> Spans:
        """Return the names among `words`, by position, none overlapping."""
        first = self._first_of.of(words)
        at = np.flatnonzero(first != NONE)
        first, second = first[at], np.append(self._second_of.of(words), NO_SECOND)[at + 1]
        is_unsure = self._has_marks[first] | self._goes_on(first, second) | (words.character_before[at] == ord("-"))
        is_alone = ~is_unsure & (self._alone[first] != NONE)
        certain = Spans(words.start[at[is_alone]], words.end[at[is_alone]], self._alone[first[is_alone]])
        compared = self._compare(words, at[is_unsure], first[is_unsure], second[is_unsure])
        return without_overlaps(merged(certain, compared))

    def _goes_on(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Whether some name begins with these two words."""
        goes_on = second != NO_SECOND
        wanted = _pair_numbers(first[goes_on], second[goes_on])
        nearest = np.minimum(np.searchsorted(self._pairs, wanted), len(self._pairs) - 1)
        goes_on[goes_on] = self._pairs[nearest] == wanted
        return goes_on

    def _compare(self, words: Words, at: np.ndarray, first: np.ndarray, second: np.ndarray) -> Spans:
        """Return the longest name that stands at each place, where there is one."""
        text, found = words.text, []
        for start, one, other in zip(words.start[at].tolist(), first.tolist(), second.tolist(), strict=True):
            for name, row in self._options.get((one, other)) or self._options.get((one, NO_SECOND), []):
                if text.startswith(name, start) and is_whole(text, start + len(name)):
                    if not is_detached(text, start):
                        found.append((start, start + len(name), row))
                    break
        return spans_of(found)


def _by_second(names: Names) -> dict[str, Names]:
    """Return the names that can stand where each second word comes next; "": any other, if there are such."""
    seconds = [(WORD.findall(name)[1:2] or [""])[0] for name, _ in names]
    return {
        second: [one for one, other in zip(names, seconds, strict=True) if other in ("", second)]
        for second in dict.fromkeys(seconds)
    }


def _pair_numbers(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return (first << SECOND_BITS) | second


def is_whole(text: str, end: int) -> bool:
    """Whether no letter, digit or underscore follows."""
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def is_detached(text: str, start: int) -> bool:
    """Whether "pro-", "anti-" or the like stands right before."""
    return text[start - 1 : start] == "-" and DETACHED.search(text, max(0, start - 6), start) is not None
