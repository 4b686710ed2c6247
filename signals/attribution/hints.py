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
    if has & MAY_FRAME and FIRST_CAPITAL <= codes[start] <= LAST_CAPITAL:
        hints |= MAY_BEGIN_WITH_DATELINE
    if has & MAY_FRAME and end - start > STAMP_LENGTH and codes[end - 1] == STAMP_END and codes[end - 4] == STAMP_COLON:
        hints |= MAY_END_WITH_STAMP
    if has & IS_COLON and _may_have_topic(codes, start, words, first, last):
        hints |= MAY_BEGIN_WITH_TOPIC
    if first < last and _has_dash(codes, max(start, end - DASH_REACH), words.start[last - 1]):
        hints |= MAY_END_WITH_SPEAKER
    return hints


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
def person_hints(words: WordColumns, first: int, last: int, has: int, names: NameColumns, low: int, high: int) -> int:
    """Say whether a sentence may introduce a person with an actor; its names are rows `low` to `high` of `names`."""
    hints = 0
    if low < high and has & HAS_OFFICE:
        if has & MAY_INTRODUCE and _names_office_holder(words, last, names, low, high):
            hints |= MAY_NAME_OFFICE_HOLDER
        if has & MAY_APPOSE and _has_apposition(words, first, last, names, low, high):
            hints |= MAY_HAVE_APPOSITION
    return hints


@part
def _names_office_holder(words: WordColumns, last: int, names: NameColumns, low: int, high: int) -> bool:
    """Whether an office and a name follow an actor's name: "Ukraine's deputy minister Ivan Petrov"."""
    for name in range(low, high):
        if names.role[name] != AGENT or names.person[name]:
            continue
        row = names.at[name]
        for at in range(row, min(row + INTRODUCTION_REACH, last)):
            if words.start[at] >= names.end[name]:
                if words.kinds[at] & MAY_INTRODUCE:
                    return True
                if words.kinds[at] & (IS_COMMA | IS_QUOTE_MARK):
                    break
    return False


@part
def _has_apposition(words: WordColumns, first: int, last: int, names: NameColumns, low: int, high: int) -> bool:
    """Whether an office and an actor's name stand between two commas: "Ivan Petrov, an envoy of Ukraine,"."""
    for comma in range(first, last):
        if not words.kinds[comma] & MAY_APPOSE:
            continue
        names_office = False
        row = comma + 1
        while row < last and not words.kinds[row] & IS_COMMA:
            names_office = names_office or words.kinds[row] & NAMES_OFFICE != 0
            row += 1
        if names_office and _has_agent(names, low, high, comma, row):
            return True
    return False


@part
def _has_agent(names: NameColumns, low: int, high: int, first: int, last: int) -> bool:
    """Whether a name that can act begins between two words."""
    for name in range(low, high):  # noqa: SIM110 - a loop is what compiles
        if first < names.at[name] <= last and names.role[name] == AGENT:
            return True
    return False
