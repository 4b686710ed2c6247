"""Which sentences a regular expression has to look at, told from their words: one bit per expression."""

from __future__ import annotations

import numpy as np

from ..compiled import part
from .columns import AGENT, NameColumns, WordColumns
from .cutting import BLANK, HYPHEN
from .kinds import (
    HAS_OFFICE,
    IS_COLON,
    IS_COMMA,
    IS_QUOTE_MARK,
    MAY_APPOSE,
    MAY_FRAME,
    MAY_INTRODUCE,
    NAMES_OFFICE,
)

(
    MAY_BEGIN_WITH_DATELINE, MAY_END_WITH_STAMP, MAY_BEGIN_WITH_TOPIC, MAY_END_WITH_SPEAKER, MAY_NAME_OFFICE_HOLDER,
    MAY_HAVE_APPOSITION,
) = (1 << bit for bit in range(6))  # fmt: skip
FIRST_SMALL, LAST_SMALL, BRACKET = ord("a"), ord("z"), ord("(")
DATELINE_START = 22  # characters that may come before the place
FIRST_CAPITAL, LAST_CAPITAL, STAMP_END, STAMP_COLON = ord("A"), ord("Z"), ord(")"), ord(":")
DASHES = (HYPHEN, ord("–"), ord("—"), ord("|"))
STAMP_LENGTH = 16
SHORTEST_TOPIC, LONGEST_TOPIC = 2, 75
DASH_REACH = 200  # characters before the end of a sentence; a speaker after a dash is shorter
INTRODUCTION_REACH = 20  # words


@part
def hints_of(codes: np.ndarray, start: int, end: int, words: WordColumns, first: int, last: int, has: int) -> int:
    """Say of the sentence from character `start` to `end`, its words rows `first` to `last`, how it may begin and end.

    `has`: the kinds of its words together."""
    hints = 0
    if (
        has & MAY_FRAME
        and FIRST_CAPITAL <= codes[start] <= LAST_CAPITAL
        and _may_be_dateline(codes, start, words, first, last)
    ):
        hints |= MAY_BEGIN_WITH_DATELINE
    if has & MAY_FRAME and end - start > STAMP_LENGTH and codes[end - 1] == STAMP_END and codes[end - 4] == STAMP_COLON:
        hints |= MAY_END_WITH_STAMP
    if has & IS_COLON and _may_have_topic(codes, start, words, first, last):
        hints |= MAY_BEGIN_WITH_TOPIC
    if first < last and _has_dash(codes, max(start, end - DASH_REACH), words.start[last - 1]):
        hints |= MAY_END_WITH_SPEAKER
    return hints


@part
def _may_be_dateline(codes: np.ndarray, start: int, words: WordColumns, first: int, last: int) -> bool:
    """Whether what stands before the first mark is short enough, or in capitals, for the name of a place and a day."""
    n_small = 0
    for row in range(first, last):
        if words.kinds[row] & (MAY_FRAME | IS_COMMA) or codes[words.start[row]] == BRACKET:
            return True
        is_small = FIRST_SMALL <= codes[words.start[row]] <= LAST_SMALL
        n_small += is_small and words.start[row] - start >= DATELINE_START
        if n_small > 1:  # a month may be small
            return False
    return False


@part
def _may_have_topic(codes: np.ndarray, start: int, words: WordColumns, first: int, last: int) -> bool:
    """Whether a first colon stands near the beginning, no quotation before it and a blank after it."""
    for row in range(first, last):
        if words.kinds[row] & IS_QUOTE_MARK:
            return False
        if words.kinds[row] & IS_COLON:
            at = words.start[row]
            return SHORTEST_TOPIC <= at - start <= LONGEST_TOPIC and at + 1 < len(codes) and codes[at + 1] == BLANK
    return False


@part
def _has_dash(codes: np.ndarray, start: int, end: int) -> bool:
    """Whether a dash or a bar stands after a blank."""
    for at in range(start + 1, end):
        code = codes[at]
        if code in DASHES and codes[at - 1] == BLANK:
            return True
    return False


@part
def mark_introductions(
    words: WordColumns, first: int, last: int, has: int, names: NameColumns, low: int, high: int, leads: np.ndarray
) -> None:
    """Mark the names that an office and a person's name may follow, in `leads`, and keep MAY_APPOSE only for commas
    after which a person may be told the office of. The sentence's names are rows `low` to `high` of `names`."""
    if has & HAS_OFFICE and has & MAY_INTRODUCE:
        for name in range(low, high):
            leads[name] = names.role[name] == AGENT and not names.person[name] and _leads(words, last, names, name)
    if has & MAY_APPOSE:
        for comma in range(first, last):
            if words.kinds[comma] & MAY_APPOSE and not _tells_office(words, comma, last, names, low, high):
                words.kinds[comma] &= ~MAY_APPOSE


@part
def _leads(words: WordColumns, last: int, names: NameColumns, name: int) -> bool:
    """Whether an office and a person's name may follow a name: "Ukraine's deputy minister Ivan Petrov"."""
    row = names.at[name]
    for at in range(row, min(row + INTRODUCTION_REACH, last)):
        if words.start[at] >= names.end[name]:
            if words.kinds[at] & MAY_INTRODUCE:
                return True
            if words.kinds[at] & (IS_COMMA | IS_QUOTE_MARK):
                return False
    return False


@part
def _tells_office(words: WordColumns, comma: int, last: int, names: NameColumns, low: int, high: int) -> bool:
    """Whether an office and an actor's name stand between two commas: "Ivan Petrov, an envoy of Ukraine,"."""
    names_office = False
    row = comma + 1
    while row < last and not words.kinds[row] & IS_COMMA:
        names_office = names_office or words.kinds[row] & NAMES_OFFICE != 0
        row += 1
    if names_office:
        for name in range(low, high):
            if comma < names.at[name] <= row and names.role[name] == AGENT:
                return True
    return False
