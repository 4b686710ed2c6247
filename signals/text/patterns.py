"""The syntax of a phrase.

A phrase is words separated by single spaces. `*` at the end of a word matches any ending; a lone `*` stands for up to
three words, the fewest that will do, never across a comma. Between two words of a phrase may stand a blank or a
hyphen, and quotation marks around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

WORD = re.compile(r"\w+")
PIECE = re.compile(r"\w+(?:\*$)?")
OPENING_MARKS = "\"'“‘("
CLOSING_MARKS = "\"'”’)"
JOINTS = " -"
NEVER_SKIPPED = r"[\s,;:!?]"  # no part of a word for which a lone * stands
MAX_SKIPPED = 3
N_LEADING = 3  # letters of a stem by which it is looked for
NONE = -1


def specificity(phrase: str) -> tuple[int, int]:
    """Order phrases that begin alike: more words first, then more letters."""
    return (-len(phrase.split()), -len(phrase.replace("*", "")))


def word_patterns(phrase: str) -> list[str]:
    """Return what the words of a text must look like for a phrase: exact or `stem*`, in order; a lone * stays.

    "won't talk* * peace" gives won, t, talk*, *, peace. A word without letters or digits counts as a lone *.
    """
    return [piece for word in phrase.split() for piece in PIECE.findall(word) or ["*"]]


class PatternsKnown:
    """Tells which of some patterns a word fits. By a word's first letters it knows how long a stem for it can be."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """`patterns`: exact words, and stems with a star; a lone star is fitted by no word."""
        self.numbers = {pattern: number for number, pattern in enumerate(dict.fromkeys(patterns))}
        stems = [pattern[:-1] for pattern in self.numbers if pattern.endswith("*") and len(pattern) > 1]
        short = {len(stem) for stem in stems if len(stem) < N_LEADING}
        lengths: dict[str, set[int]] = {}
        for stem in stems:
            if len(stem) >= N_LEADING:
                lengths.setdefault(stem[:N_LEADING], set(short)).add(len(stem))
        self._short = sorted(short)
        self._lengths = {leading: sorted(some) for leading, some in lengths.items()}

    def fitting(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the patterns that a word fits: itself, and its beginnings with *, the longest last."""
        exact = self.numbers.get(word)
        found = [] if exact is None else [exact]
        for length in self._lengths.get(word[:N_LEADING], self._short):
            stem = self.numbers.get(word[:length] + "*")
            if stem is not None and length <= len(word):
                found.append(stem)
        return tuple(found)


class PhraseWord(NamedTuple):
    """A word of a phrase: how it begins, whether any ending will do, whether it is a lone *; its opening marks."""

    beginning: str
    has_any_ending: bool
    is_gap: bool
    n_marks: int


def phrase_words(phrase: str) -> tuple[PhraseWord, ...]:
    """Return the words of a phrase as `end_of_phrase` takes them."""
    return tuple(map(_phrase_word, phrase.split()))


@cache
def _phrase_word(word: str) -> PhraseWord:
    n_marks = len(word) - len(word.lstrip(OPENING_MARKS))
    return PhraseWord(word.removesuffix("*"), word.endswith("*"), word == "*", n_marks)
