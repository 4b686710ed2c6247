"""Find thousands of names in text: case-sensitive, whole words, the longest name first.

Names have no wildcards: each distinct word of a batch is looked up once among the names' first words, and where it
stands, the names that go on with the word after it are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from .patterns import WORD
from .spans import Spans, spans_of, without_overlaps
from .words import Words, WordTable

# "pro-Russian", "anti-Western", "ex-Soviet" and the like do not name the actor itself.
DETACHED = re.compile(r"(?:^|[^\w])(?:anti|pro|non|ex|post|neo|pre)-$", re.IGNORECASE)
NONE = -1
Names = list[tuple[str, int]]  # a name and its row


class NameMatcher:
    """Finds names in text. Where two begin at the same word, the longer wins; of overlapping ones, too."""

    def __init__(self, names: Iterable[str]) -> None:
        """Raises ValueError for a name that does not begin with a letter or a digit."""
        by_first: dict[str, Names] = {}
        for row, name in enumerate(names):
            first = WORD.match(name)
            if first is None:
                raise ValueError(f"name {name!r} does not begin with a letter or a digit")
            by_first.setdefault(first[0], []).append((name, row))
        self._buckets = [_Bucket(alike) for alike in by_first.values()]
        numbers = {first: number for number, first in enumerate(by_first)}
        self._bucket_of = WordTable(lambda word: numbers.get(word, NONE))

    def find(self, words: Words) -> Spans:
        """Return the names among `words`, by position, none overlapping."""
        bucket = self._bucket_of.of(words)
        at = np.flatnonzero(bucket != NONE)
        following = [*words.distinct, ""]
        next_row = np.append(words.row, len(words.distinct))[at + 1]
        text, found = words.text, []
        for start, number, row in zip(words.start[at].tolist(), bucket[at].tolist(), next_row.tolist(), strict=True):
            for name, phrase in self._buckets[number].going_on_with(following[row]):
                if text.startswith(name, start) and is_whole(text, start + len(name)):
                    if not is_detached(text, start):
                        found.append((start, start + len(name), phrase))
                    break
        return without_overlaps(spans_of(found))


class _Bucket:
    """The names that begin with one word, the longest first: by the word that follows it, and those without one."""

    def __init__(self, names: Names) -> None:
        longest_first = sorted(names, key=lambda item: -len(item[0]))
        seconds = {name: WORD.findall(name)[1:2] for name, _ in longest_first}
        self._short = [item for item in longest_first if not seconds[item[0]]]
        self._by_second = {
            second: [item for item in longest_first if seconds[item[0]] in ([], [second])]
            for (second,) in filter(None, seconds.values())
        }

    def going_on_with(self, word: str) -> Names:
        """Return the names that can stand where `word` comes next."""
        return self._by_second.get(word, self._short)


def is_whole(text: str, end: int) -> bool:
    """Whether no letter, digit or underscore follows."""
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def is_detached(text: str, start: int) -> bool:
    """Whether "pro-", "anti-" or the like stands right before."""
    return text[start - 1 : start] == "-" and DETACHED.search(text, max(0, start - 6), start) is not None
