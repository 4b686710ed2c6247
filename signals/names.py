"""Find thousands of names in text: case-sensitive, whole words, the longest name first.

Names have no wildcards, so a dictionary keyed by a name's first word beats a regular expression: one look-up per
capitalised word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .phrases import Found, resolve_overlaps

FIRST_WORD = re.compile(r"\w+")
# "pro-Russian", "anti-Western", "ex-Soviet" and the like do not name the actor itself.
DETACHED = re.compile(r"(?:^|[^\w])(?:anti|pro|non|ex|post|neo|pre)-$", re.IGNORECASE)


class NameMatcher:
    """Finds names in text. Where two begin at the same word, the longer wins; of overlapping ones, too."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, int]]] = {}
        for row, name in enumerate(names):
            first = FIRST_WORD.search(name)
            if first is None or first.start() > 0:
                raise ValueError(f"name {name!r} does not begin with a letter or a digit")
            self._by_first.setdefault(first[0], []).append((name, row))
        for bucket in self._by_first.values():
            bucket.sort(key=lambda item: -len(item[0]))
        small = sorted((re.escape(first) for first in self._by_first if not first[0].isupper()), key=len, reverse=True)
        self._starts = re.compile(rf"(?<!\w)(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\w*|(?:{'|'.join(small) or '(?!)'})(?!\w))")

    def find(self, text: str) -> list[Found]:
        """Return the names in `text`, by position, none overlapping."""
        return resolve_overlaps(self._candidates(text))

    def _candidates(self, text: str) -> Iterator[Found]:
        by_first, size = self._by_first, len(text)
        for match in self._starts.finditer(text):
            bucket = by_first.get(match[0])
            if bucket is None:
                continue
            start = match.start()
            for name, row in bucket:
                end = start + len(name)
                if text.startswith(name, start) and (end >= size or not (text[end].isalnum() or text[end] == "_")):
                    if start == 0 or text[start - 1] != "-" or not DETACHED.search(text, max(0, start - 6), start):
                        yield Found(start, end, row)
                    break
