"""Find thousands of phrases in text: whole words, the longest match first, none overlapping.

A phrase is words separated by single spaces. `*` at the end of a word matches any ending; a lone `*` stands for up to
three words. Each word of the text is looked up once; where it can begin a phrase, one small regular expression tries
the phrases that begin so (docs/decisions/002-parts.md has the timings).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

WORD = re.compile(r"\w+")
BETWEEN = (
    r"[\"'”’)]*[ -][\"'“‘(]*"  # what may stand between two words of a phrase: a blank or a hyphen, quotation marks
)
GAP = (
    r"(?:[ -][\"'“‘(]*[^\s,;:!?]+){0,3}?"  # a lone *: up to three words, the fewest that will do, never across a comma
)
ENDING = r"\w*"
EDGE = r"(?!\w)"
_MEMO_LIMIT = 500_000


class Found(NamedTuple):
    """Where a phrase stands in the searched text: `start` and `end` in characters, `phrase` its row."""

    start: int
    end: int
    phrase: int


def fold(text: str) -> str:
    """Lower-case without changing the length, typographic apostrophes made plain: offsets stay valid."""
    return text.replace("İ", "I").replace("’", "'").lower()


def line_starts(sentences: Sequence[str]) -> np.ndarray:
    """Return where each sentence starts when all are joined by newlines."""
    lengths = np.fromiter((len(sentence) + 1 for sentence in sentences), dtype=np.int64, count=len(sentences))
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(sentences) else np.zeros(1, dtype=np.int64)


def phrase_expression(phrase: str) -> str:
    """Return the regular expression of a phrase."""
    pieces: list[str] = []
    for word in phrase.split():
        if word == "*":
            pieces.append(GAP)
            continue
        if pieces:
            pieces.append(BETWEEN)
        pieces.append(re.escape(word[:-1]) + ENDING if word.endswith("*") else re.escape(word))
    return "".join(pieces) + EDGE


def specificity(phrase: str) -> tuple[int, int]:
    """Order phrases that begin alike: more words first, then more letters."""
    return (-len(phrase.split()), -len(phrase.replace("*", "")))


class PhraseMatcher:
    """Holds the phrases by the word that they begin with. The search is case-sensitive: fold first."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """`phrases` in the syntax above. Raises ValueError for one that does not begin with a letter or a digit."""
        self._phrases = phrases
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for row, phrase in enumerate(phrases):
            first = WORD.match(phrase)
            if first is None:
                raise ValueError(f"pattern {phrase!r} begins with no word; expected words, * only after the first")
            index = self._stems if phrase[first.end() : first.end() + 1] == "*" else self._exact
            index.setdefault(first[0], []).append(row)
        self._longest_stem = max(map(len, self._stems), default=0)
        self._starting_with: dict[str, _Bucket | None] = {}
        self._buckets: dict[tuple[int, ...], _Bucket] = {}

    def find(self, text: str) -> list[Found]:
        """Return the phrases in `text`, by position. Line breaks are never crossed."""
        return resolve_overlaps(self._candidates(text))

    def _candidates(self, text: str) -> Iterator[Found]:
        known = self._starting_with
        for match in WORD.finditer(text):
            word = match[0]
            bucket = known[word] if word in known else self._learn(word)
            if bucket is not None:
                found = bucket.expression.match(text, match.start())
                if found and found.lastindex:
                    yield Found(match.start(), found.end(), bucket.rows[found.lastindex - 1])

    def _learn(self, word: str) -> _Bucket | None:
        """Work out, once per distinct word, which phrases may begin with it."""
        if len(self._starting_with) > _MEMO_LIMIT:
            self._starting_with.clear()
        rows = list(self._exact.get(word, ()))
        for length in range(1, min(len(word), self._longest_stem) + 1):
            rows += self._stems.get(word[:length], ())
        bucket = (
            self._bucket(tuple(sorted(rows, key=lambda row: (specificity(self._phrases[row]), row)))) if rows else None
        )
        self._starting_with[word] = bucket
        return bucket

    def _bucket(self, rows: tuple[int, ...]) -> _Bucket:
        if rows not in self._buckets:
            alternatives = "|".join(f"({phrase_expression(self._phrases[row])})" for row in rows)
            self._buckets[rows] = _Bucket(re.compile(alternatives), rows)
        return self._buckets[rows]


class _Bucket(NamedTuple):
    """The phrases that may begin with a word: one group each, the most specific first."""

    expression: re.Pattern[str]
    rows: tuple[int, ...]


def resolve_overlaps(candidates: Iterable[Found]) -> list[Found]:
    """Keep the longest of overlapping candidates (the earlier of equals); `candidates` come in order of start."""
    kept: list[Found] = []
    cluster: list[Found] = []
    reach = -1
    for found in candidates:
        if found.start >= reach and cluster:
            kept.extend(_longest_first(cluster))
            cluster = []
        cluster.append(found)
        reach = max(reach, found.end)
    kept.extend(_longest_first(cluster))
    return kept


def _longest_first(cluster: list[Found]) -> list[Found]:
    if len(cluster) < 2:
        return cluster
    kept: list[Found] = []
    for found in sorted(cluster, key=lambda one: (one.start - one.end, one.start)):
        if all(found.end <= other.start or found.start >= other.end for other in kept):
            kept.append(found)
    return sorted(kept)
