"""Make the rules' words and marks out of a batch's words, in arrays: joined words become one, punctuation comes in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from ..characters import N_CODE_POINTS, code_points, fold, is_in_class
from ..words import Words

CLOSING, OPENING = "”", "“"
MARKS = (",", ";", ":", "(", ")", "[", "]", OPENING, CLOSING, '"', "–", "—")
JOINING = ".'’-"  # between letters they make one word: "U.S.", "air-strike"


def token_words(words: Words) -> Words:
    """Return words as the rules see them: folded, those that a dot, an apostrophe or a hyphen joins as one ("U.S.",
    "air-strike"), and the marks of punctuation among them. A hyphen is a mark before a blank."""
    goes_on = _goes_on(words)
    begins = np.flatnonzero(~goes_on)
    ends = np.append(begins[1:], len(words))[: len(begins)] - 1
    is_joined = begins != ends
    marks, dash_start, dash_end = _marks(words)
    joined = begins[is_joined]
    cut_start = np.concatenate([words.start[joined], dash_start])
    cut_end = np.concatenate([words.end[ends[is_joined]], dash_end])
    numbers = words.numbers
    cut = [numbers[fold(words.text[a:b])] for a, b in zip(cut_start.tolist(), cut_end.tolist(), strict=True)]
    marked = np.array([numbers[mark] for mark in MARKS], dtype=np.int64)
    start = np.concatenate([words.start[begins[~is_joined]], marks, cut_start])
    end = np.concatenate([words.end[begins[~is_joined]], marks + 1, cut_end])
    single = numbers.folded.of(words)[begins[~is_joined]]
    number = np.concatenate([single, marked[_mark_numbers()[words.codes[marks]]], np.array(cut, dtype=np.int64)])
    order = np.argsort(start, kind="stable")
    return replace(words, start=start[order], end=end[order], number=number[order])


def _goes_on(words: Words) -> np.ndarray:
    """Return for each word whether nothing but joining marks stand between the word before it and this one."""
    gap = words.start[1:] - words.end[:-1]
    goes_on = _is_joining()[words.codes[words.end[:-1]]] & _is_joining()[words.character_before[1:]]
    for at in np.flatnonzero(goes_on & (gap > 2)).tolist():
        goes_on[at] = _is_joining()[words.codes[words.end[at] : words.start[at + 1]]].all()
    return np.append([False], goes_on)[: len(words)]


def _marks(words: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where marks of punctuation stand, and where dashes made of hyphens start and end."""
    at = np.flatnonzero(_mark_numbers()[words.codes] >= 0)
    is_mark = words.codes[at] != ord("-")
    marks, hyphens = at[is_mark], at[~is_mark]
    if not len(hyphens):
        return marks, hyphens, hyphens
    is_first, is_last = np.diff(hyphens, prepend=-2) > 1, np.diff(hyphens, append=hyphens[-1] + 2) > 1
    start, end = hyphens[is_first], hyphens[is_last] + 1
    inside = end < np.append(words.lines, len(words.codes) + 1)[words.sentence_of(start) + 1] - 1
    is_dash = inside.copy()
    is_dash[inside] = is_in_class(r"\s")[words.codes[end[inside]]]
    return marks, start[is_dash], end[is_dash]


@cache
def _mark_numbers() -> np.ndarray:
    """Return for each code point its number among MARKS, len(MARKS) for a hyphen, -1 for others, int64."""
    numbers = np.full(N_CODE_POINTS, -1, dtype=np.int64)
    numbers[code_points("".join(MARKS) + "-")] = np.arange(len(MARKS) + 1)
    return numbers


@cache
def _is_joining() -> np.ndarray:
    """Return for each code point whether it joins words, bool."""
    return is_in_class(f"[{JOINING}]")
