"""The syntax of a phrase, and whether a text goes on with one.

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
ENDING = re.compile(r"\w*")
OPENING_MARKS = "\"'“‘("
BETWEEN = re.compile(r"[\"'”’)]*[ -]([\"'“‘(]*)")
SKIPPED = re.compile(r"[ -][^\s,;:!?]+")  # one of the words for which a lone * stands, with what joins it
AFTER_SKIPPED = frozenset(" -\"'”’)")
MAX_SKIPPED = 3
NONE = -1
BLANKS_OVER_GAP = MAX_SKIPPED + 1  # at most, between the words on either side of a lone *


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


def end_of_phrase(text: str, at: int, words: tuple[PhraseWord, ...], number: int = 0) -> int:
    """Return where the phrase of these words, looked for at `at`, ends; NONE where the text says something else.

    `number` counts the words of the phrase that end at `at` already.
    """
    end = at
    for row in range(number, len(words)):
        beginning, has_any_ending, is_gap, n_marks = words[row]
        if is_gap:
            for after in _ends_of_gap(text, end, MAX_SKIPPED):
                if _may_go_on(text, after, words, row + 1):
                    found = end_of_phrase(text, after, words, row + 1)
                    if found != NONE:
                        return found
            return NONE
        if row:
            between = BETWEEN.match(text, end)
            if between is None or between.end() - n_marks < between.start(1):
                return NONE
            end = between.end() - n_marks
        if not text.startswith(beginning, end):
            return NONE
        end += len(beginning)
        if has_any_ending:
            end = _after_letters(text, end)
    return end if _after_letters(text, end) == end else NONE


def _may_go_on(text: str, at: int, words: tuple[PhraseWord, ...], number: int) -> bool:
    """A quick look whether word `number` of a phrase may come next."""
    if number == len(words) or words[number].is_gap:
        return True
    between = BETWEEN.match(text, at)
    return between is not None and text.startswith(words[number].beginning, between.end() - words[number].n_marks)


def _after_letters(text: str, at: int) -> int:
    """Return where the letters and digits that begin at `at`, if any, end."""
    letters = ENDING.match(text, at)
    return letters.end() if letters else at


def _ends_of_gap(text: str, at: int, n_left: int) -> Iterator[int]:
    """Yield where a lone * that begins at `at` may end: at once, or after up to `n_left` words, whole ones first."""
    yield at
    skipped = SKIPPED.match(text, at) if n_left else None
    if skipped is None:
        return
    for end in range(skipped.end(), at + 1, -1):
        if end == skipped.end() or text[end] in AFTER_SKIPPED:
            yield from _ends_of_gap(text, end, n_left - 1)
