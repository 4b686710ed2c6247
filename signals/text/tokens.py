"""The tokens of a batch, made of its words: "U.S." and "air-strike" are one token, marks of punctuation come in.

The second level of the one tokenizer: words (words.py) are unbroken runs of letters and digits.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.text.codepoints import N_CODE_POINTS, code_points, is_in_class
from signals.text.jit import inlined, kernel
from signals.text.words import Words

PUNCTUATION = (",", ";", ":", "(", ")", "[", "]", "“", "”", '"', "–", "—")
JOINERS = ".'’-"  # between letters they make one token: "U.S.", "air-strike"
HYPHEN_CHARACTER, NEWLINE = ord("-"), ord("\n")
RANK_OF_MARK, IS_JOINER, IS_SPACE = 15, 16, 32  # bits of a character; a mark's rank in PUNCTUATION counts from 1
UNNUMBERED = -1


class Characters(NamedTuple):
    """A text as code points, the bits of each code point, and the numbers of PUNCTUATION among the words."""

    codepoints: np.ndarray
    bits: np.ndarray
    numbers: np.ndarray


class TokenSpans(NamedTuple):
    """Words or tokens in order of position: `start` and `end` in characters, and the `number` of each among the words,
    UNNUMBERED for several words in one and for a dash made of hyphens. `size`: one entry, how many there are."""

    start: np.ndarray
    end: np.ndarray
    number: np.ndarray
    size: np.ndarray


def tokens_of(words: Words) -> Words:
    """Return the tokens of a text: its words, those that a dot, an apostrophe or a hyphen joins as one ("U.S.",
    "air-strike"), and its marks of punctuation. A hyphen is a mark before a blank."""
    numbers = words.numbers
    marks = np.array([numbers[mark] for mark in PUNCTUATION], dtype=np.int64)
    spans = TokenSpans(words.start, words.end, words.number, np.array([len(words)]))
    start, end, number, _ = token_spans(Characters(words.codepoints, _character_bits(), marks), spans)
    new = np.flatnonzero(number == UNNUMBERED)
    number[new] = numbers.among(words.codepoints, start[new], end[new])
    return replace(words, start=start, end=end, number=number)


@kernel
def token_spans(text: Characters, words: TokenSpans) -> TokenSpans:
    """Return the tokens of a text, given its words."""
    n_characters = len(text.codepoints)
    tokens = TokenSpans(
        np.empty(n_characters, np.int64),
        np.empty(n_characters, np.int64),
        np.empty(n_characters, np.int64),
        np.zeros(1, np.int64),
    )
    position = 0
    for word in range(len(words.start)):
        start, end = words.start[word], words.end[word]
        if word and _are_joiners(text, position, start):
            last = tokens.size[0] - 1
            tokens.end[last], tokens.number[last] = end, UNNUMBERED
        else:
            _add_marks(tokens, text, position, start)
            _add_token(tokens, start, end, words.number[word])
        position = end
    _add_marks(tokens, text, position, n_characters)
    n_tokens = tokens.size[0]
    return TokenSpans(tokens.start[:n_tokens], tokens.end[:n_tokens], tokens.number[:n_tokens], tokens.size)


@inlined
def _are_joiners(text: Characters, start: int, end: int) -> bool:
    """Whether what stands between two words makes them one token."""
    for at in range(start, end):  # noqa: SIM110 - a loop is what compiles
        if not text.bits[text.codepoints[at]] & IS_JOINER:
            return False
    return True


@inlined
def _add_marks(tokens: TokenSpans, text: Characters, start: int, end: int) -> None:
    """Add the marks between two words."""
    at = start
    while at < end:
        character = text.codepoints[at]
        if character == HYPHEN_CHARACTER:
            after = _end_of_hyphens(text, at, end)
            if _is_blank_in_line(text, after):
                _add_token(tokens, at, after, UNNUMBERED)
            at = after
            continue
        rank = text.bits[character] & RANK_OF_MARK
        if rank:
            _add_token(tokens, at, at + 1, text.numbers[rank - 1])
        at += 1


@inlined
def _end_of_hyphens(text: Characters, start: int, end: int) -> int:
    while start < end and text.codepoints[start] == HYPHEN_CHARACTER:
        start += 1
    return start


@inlined
def _is_blank_in_line(text: Characters, position: int) -> bool:
    """Whether white space stands at a position, other than the end of a sentence."""
    if position >= len(text.codepoints) or text.codepoints[position] == NEWLINE:
        return False
    return text.bits[text.codepoints[position]] & IS_SPACE != 0


@inlined
def _add_token(tokens: TokenSpans, start: int, end: int, number: int) -> None:
    row = tokens.size[0]
    tokens.start[row], tokens.end[row], tokens.number[row] = start, end, number
    tokens.size[0] = row + 1


@cache
def _character_bits() -> np.ndarray:
    """Return for each code point its rank in PUNCTUATION, if any, and whether it joins words or is white space."""
    bits = np.zeros(N_CODE_POINTS, dtype=np.int64)
    bits[code_points("".join(PUNCTUATION))] = np.arange(1, len(PUNCTUATION) + 1)
    bits[code_points(JOINERS)] |= IS_JOINER
    bits[is_in_class(r"\s")] |= IS_SPACE
    return bits
