"""The syntax of a phrase.

A phrase is words separated by single spaces. `*` at the end of a word matches any ending; a lone `*` stands for up to
three words, the fewest that will do, never across a comma. Between two words of a phrase may stand a blank or a
hyphen, and quotation marks around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

WORD = re.compile(r"\w+")
PIECE = re.compile(r"\w+(?:\*$)?")
OPENING_MARKS = "\"'“‘("
CLOSING_MARKS = "\"'”’)"
JOINTS = " -"
NEVER_SKIPPED = r"[\s,;:!?]"  # no part of a word for which a lone * stands
MAX_SKIPPED = 3
NONE = -1


def specificity(phrase: str) -> tuple[int, int]:
    """Order phrases that begin alike: more words first, then more letters."""
    return (-len(phrase.split()), -len(phrase.replace("*", "")))


def word_patterns(phrase: str) -> list[str]:
    """Return what the words of a text must look like for a phrase: exact or `stem*`, in order; a lone * stays.

    "won't talk* * peace" gives won, t, talk*, *, peace. A word without letters or digits counts as a lone *.
    """
    return [piece for word in phrase.split() for piece in PIECE.findall(word) or ["*"]]


def patterns_fitting(word: str, known: Collection[str], longest: int) -> Iterator[str]:
    """Yield the patterns among `known` that a word fits: itself, and its beginnings with *, up to `longest` letters."""
    if word in known:
        yield word
    for length in range(1, min(len(word), longest) + 1):
        if (stem := word[:length] + "*") in known:
            yield stem


class PhraseWord(NamedTuple):
    """A word of a phrase: how it begins, whether any ending will do, whether it is a lone *; its opening marks."""

    beginning: str
    has_any_ending: bool
    is_gap: bool
    n_marks: int


def phrase_words(phrase: str) -> tuple[PhraseWord, ...]:
    """Return the words of a phrase as `end_of_phrase` takes them."""
    return tuple(
        PhraseWord(word.removesuffix("*"), word.endswith("*"), word == "*", len(word) - len(word.lstrip(OPENING_MARKS)))
        for word in phrase.split()
    )
