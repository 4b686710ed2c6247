"""Compile thousands of phrases into one regular expression and find them in one pass.

A phrase is words separated by single spaces. `*` at the end of a word matches any ending; a lone `*` stands for up to
three words. Matching is by whole words, the phrase with the most words first.

Method: an alternation factored by common prefixes, which the standard library's engine walks like a trie
(docs/decisions/002-parts.md has the timings).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

GAP = r"(?:[ ,'\"“”‘’-]+\w+){0,3}?"  # a lone *: up to three words, the fewest that will do
SEPARATOR = "[ -]"
ENDING = r"\w*"
# A hyphen before a word makes it another word ("anti-war"); after it, it does not ("war-torn").
LEFT_EDGE, RIGHT_EDGE = r"(?<![\w-])", r"(?!\w)"
_MEMO_LIMIT = 200_000


def fold(text: str) -> str:
    """Lower-case without changing the length, typographic apostrophes made plain: offsets stay valid."""
    return text.replace("İ", "I").replace("’", "'").lower()


def atoms_of(phrase: str) -> tuple[str, ...]:
    """Split a phrase into regular-expression pieces, one per character or wildcard."""
    atoms: list[str] = []
    for word in phrase.split():
        if word == "*":
            atoms.append(GAP)
            continue
        if atoms:
            atoms.append(SEPARATOR)
        stem, has_ending = (word[:-1], True) if word.endswith("*") else (word, False)
        atoms.extend(re.escape(character) for character in stem)
        if has_ending:
            atoms.append(ENDING)
    return tuple(atoms)


def prefix_alternation(sequences: Iterable[Sequence[str]]) -> str:
    """Return one alternation of all sequences of pieces, common prefixes written once, longer ones tried first."""
    trie: dict[str, dict] = {}
    for sequence in sequences:
        node = trie
        for atom in sequence:
            node = node.setdefault(atom, {})
        node[""] = {}
    return _emit(trie)


def _emit(node: dict[str, dict]) -> str:
    branches = [_chain(atom, child) for atom, child in sorted(node.items(), key=_literal_first) if atom]
    if "" in node:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _chain(atom: str, node: dict[str, dict]) -> str:
    """Emit a run of single children without recursion, so that long phrases cost no stack."""
    pieces = [atom]
    while len(node) == 1 and "" not in node:
        (atom, node), = node.items()
        pieces.append(atom)
    return "".join(pieces) + _emit(node) if node != {"": {}} else "".join(pieces)


def _literal_first(item: tuple[str, dict]) -> tuple[int, str]:
    return (item[0] in (ENDING, GAP, SEPARATOR), item[0])


def count_words(phrase: str) -> int:
    return len(phrase.split())


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase stands in the searched text: `start` and `end` in characters, `phrase` its row."""

    start: int
    end: int
    phrase: int


class PhraseMatcher:
    """Finds whole-word phrases, the longest match first, none overlapping. The search is case-sensitive: fold first."""

    def __init__(self, phrases: Sequence[str], *, left_edge: str = LEFT_EDGE) -> None:
        """`phrases` in the syntax above. `left_edge` is a look-behind that must hold where a match begins.

        Raises ValueError for a phrase that does not begin with a word.
        """
        for phrase in phrases:
            if not phrase or phrase.split()[0] == "*":
                raise ValueError(f"pattern {phrase!r} begins with no word; expected words, * only after the first")
        self._rows_by_length = _rows_by_length(phrases)
        self._resolvers = {row: re.compile("".join(atoms_of(phrase)) + RIGHT_EDGE) for row, phrase in enumerate(phrases)}
        self._by_first = _rows_by_first_letter(phrases, self._rows_by_length)
        self._memo: dict[str, int] = {}
        self._search = _compile_search(phrases, self._rows_by_length, left_edge)

    def find(self, text: str) -> list[Found]:
        """Return the phrases in `text`, by position. Newlines are never crossed."""
        return resolve_overlaps(self._candidates(text)) if self._rows_by_length else []

    def _candidates(self, text: str) -> Iterator[Found]:
        for match in self._search.finditer(text):
            start, end = match.span(1)
            yield Found(start, end, self._row_of(match[1]))

    def _row_of(self, matched: str) -> int:
        row = self._memo.get(matched)
        if row is None:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            row = self._memo[matched] = self._resolve(matched)
        return row

    def _resolve(self, matched: str) -> int:
        for row in self._by_first[matched[0]]:
            if self._resolvers[row].fullmatch(matched):
                return row
        raise LookupError(f"no phrase matches {matched!r}")  # the alternation is built from the same phrases


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
    return sorted(kept, key=lambda one: one.start)


def _rows_by_length(phrases: Sequence[str]) -> dict[int, list[int]]:
    """Group rows by their number of words, most words first."""
    groups: dict[int, list[int]] = {}
    for row, phrase in enumerate(phrases):
        groups.setdefault(count_words(phrase), []).append(row)
    return dict(sorted(groups.items(), reverse=True))


def _rows_by_first_letter(phrases: Sequence[str], groups: dict[int, list[int]]) -> dict[str, list[int]]:
    """Index rows by their first letter, in the order in which they are tried: most words, then fewest wildcards."""
    index: dict[str, list[int]] = {}
    for rows in groups.values():
        for row in sorted(rows, key=lambda one: (phrases[one].count("*"), -len(phrases[one]))):
            index.setdefault(phrases[row][0], []).append(row)
    return index


def _compile_search(phrases: Sequence[str], groups: dict[int, list[int]], left_edge: str) -> re.Pattern[str]:
    """One expression that captures, at every word's start, the match with the most words."""
    by_length = [prefix_alternation(atoms_of(phrases[row]) for row in rows) + RIGHT_EDGE for rows in groups.values()]
    return re.compile(f"{left_edge}(?=({'|'.join(by_length)}))")
