"""What surrounds the words of a sentence in agency news: the dateline before them, the time stamp after them."""

from __future__ import annotations

import re

import numpy as np

from signals.attribution.tokens.batch import Batch, begins_with_capital, begins_with_digit, begins_with_small
from signals.attribution.tokens.word_classes import (
    CLOSING_BRACKET,
    COLON,
    COMMA,
    DASH,
    OPENING_BRACKET,
    TYPED_DASH,
)
from signals.text.jit import inlined, kernel

DATELINE = re.compile(
    r"^(?:[A-Z][\w ]{0,20} )?(?:[A-Z][A-Z.’' /-]{2,}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)"
    r"(?:, [A-Z][\w. ]{1,25}){0,2}(?:,? \(?\w{3,9}\.? \d{1,2}\)?)?"
    r"(?: ?\([A-Z][\w .,/-]{1,30}\))?(?: ?(?:--|[-–—]+) |\) ?|: (?=[A-Z]))"
)
WIRE = re.compile(r"^[^a-z]{3,}|\(|--|—|–| - |, \w{3,9}\.? \d")
STAMP = re.compile(
    r"(?:\. (?:VIDEO|PHOTOS?|MAP|INFOGRAPHICS?)(?: ?[+&] ?\w+)?)?\.? ?\(\d\d\.\d\d\.\d\d(?:\d\d)? \d\d:\d\d\)\s*$"
)
ENDS_DATELINE = CLOSING_BRACKET | COLON | DASH | TYPED_DASH
PLACE_START = 22  # characters that may come before the place
MOST_COMMAS = 3  # in a dateline
STAMP_LENGTH = 16


def dateline_end(sentence: str) -> int:
    """Return how many characters a dateline ("MOSCOW, Jan 13 (Reuters) - ") takes at a sentence's start; 0 for none."""
    match = DATELINE.match(sentence)
    if not match or not WIRE.search(match[0]) or (":" in match[0] and not match[0].isupper()):
        return 0
    return match.end()


@kernel
def dateline_candidates(batch: Batch) -> np.ndarray:
    """Return the sentences that may begin with a dateline: what stands before the first mark, or before the first after
    commas, may be a place and a day."""
    is_candidate = np.zeros(len(batch.sentences.start), np.bool_)
    for row in range(len(is_candidate)):
        if batch.sentences.classes[row] & ENDS_DATELINE:
            is_candidate[row] = _may_begin_with_dateline(batch, row)
    return np.flatnonzero(is_candidate)


@inlined
def _may_begin_with_dateline(batch: Batch, row: int) -> bool:
    tokens, start = batch.tokens, batch.sentences.start[row]
    first, end = batch.sentences.token_indptr[row], batch.sentences.token_indptr[row + 1]
    if tokens.start[first] != start or not begins_with_capital(batch, first):
        return False
    n_small = n_commas = 0
    for token in range(first, end):
        if tokens.classes[token] & (ENDS_DATELINE | OPENING_BRACKET):
            return True
        if tokens.classes[token] & COMMA:
            n_commas += 1
            if n_commas > MOST_COMMAS or not _is_before_place(batch, token, end):
                return False
        is_far = n_commas == 0 and tokens.start[token] - start >= PLACE_START
        n_small += is_far and begins_with_small(batch, token)
        if n_small > 1:  # a month may be small
            return False
    return False


@inlined
def _is_before_place(batch: Batch, comma: int, end: int) -> bool:
    """Whether a word with a capital, a bracket or a word before a number follows a comma: ", Russia, Jan 13 -"."""
    if comma + 2 >= end:
        return False
    is_bracket = batch.tokens.classes[comma + 1] & OPENING_BRACKET != 0
    return is_bracket or begins_with_capital(batch, comma + 1) or begins_with_digit(batch, comma + 2)


def stamp_start(sentence: str) -> int:
    """Return where a headline's time stamp begins ("... (26.04.22 22:24)"), or the length of the sentence."""
    stamp = STAMP.search(sentence) if sentence.endswith(")") else None
    return stamp.start() if stamp else len(sentence)


@kernel
def stamp_candidates(batch: Batch) -> np.ndarray:
    """Return the sentences that may end with a time stamp."""
    start, end = batch.sentences.start, batch.sentences.end
    is_candidate = np.zeros(len(start), np.bool_)
    for row in range(len(start)):
        if batch.sentences.classes[row] & CLOSING_BRACKET and end[row] - start[row] >= STAMP_LENGTH:
            is_candidate[row] = batch.searched[end[row] - 1] == ord(")") and batch.searched[end[row] - 4] == ord(":")
    return np.flatnonzero(is_candidate)
