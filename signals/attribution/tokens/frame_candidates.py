"""Which sentences, names and words a regular expression has to look at, told from the words beside them."""

from __future__ import annotations

import numpy as np

from signals.attribution.records import AGENT, NameColumns, WordColumns
from signals.attribution.tokens.tokenizer import BLANK, HYPHEN
from signals.attribution.tokens.word_kinds import (
    HAS_OFFICE,
    IS_COLON,
    IS_COMMA,
    IS_QUOTE_MARK,
    MAY_APPOSE,
    MAY_FRAME,
    MAY_INTRODUCE,
    NAMES_OFFICE,
)
from signals.text.jit import inlined

MAY_BEGIN_WITH_DATELINE, MAY_END_WITH_STAMP, MAY_BEGIN_WITH_TOPIC, MAY_END_WITH_SPEAKER = (1 << bit for bit in range(4))
FIRST_CAPITAL, LAST_CAPITAL, FIRST_SMALL, LAST_SMALL = ord("A"), ord("Z"), ord("a"), ord("z")
FIRST_DIGIT, LAST_DIGIT = ord("0"), ord("9")
BRACKET, CLOSING_BRACKET, COLON = ord("("), ord(")"), ord(":")
DASHES = (HYPHEN, ord("–"), ord("—"), ord("|"))
DATELINE_START = 22  # characters that may come before the place
MOST_COMMAS = 3  # in a dateline
STAMP_LENGTH = 16
SHORTEST_TOPIC, LONGEST_TOPIC = 2, 75
DASH_REACH = 200  # characters before the end of a sentence; a speaker after a dash is shorter
INTRODUCTION_REACH = 20  # words


@inlined
def hints_of(codes: np.ndarray, start: int, end: int, words: WordColumns, first: int, last: int, has: int) -> int:
    """Say of the sentence from character `start` to `end`, its words rows `first` to `last`, how it may begin and end.

    `has`: the kinds of its words together.
    """
    hints = 0
    if has & MAY_FRAME and _may_be_dateline(codes, start, words, first, last):
        hints |= MAY_BEGIN_WITH_DATELINE
    if has & MAY_FRAME and end - start > STAMP_LENGTH and _may_be_stamp(codes, end):
        hints |= MAY_END_WITH_STAMP
    if has & IS_COLON and _may_have_topic(codes, start, words, first, last):
        hints |= MAY_BEGIN_WITH_TOPIC
    if first < last and _has_dash(codes, max(start, end - DASH_REACH), words.start[last - 1]):
        hints |= MAY_END_WITH_SPEAKER
    return hints


@inlined
def _may_be_dateline(codes: np.ndarray, start: int, words: WordColumns, first: int, last: int) -> bool:
    """Whether the words before the first mark, or before the first after commas, may be those of a place and a day."""
    if not FIRST_CAPITAL <= codes[start] <= LAST_CAPITAL:
        return False
    n_small = n_commas = 0
    for row in range(first, last):
        at = words.start[row]
        if words.kinds[row] & MAY_FRAME or codes[at] == BRACKET:
            return True
        if words.kinds[row] & IS_COMMA:
            n_commas += 1
            if n_commas > MOST_COMMAS or not _goes_on_with_place(codes, words, row, last):
                return False
        n_small += n_commas == 0 and at - start >= DATELINE_START and FIRST_SMALL <= codes[at] <= LAST_SMALL
        if n_small > 1:  # a month may be small
            return False
    return False


@inlined
def _goes_on_with_place(codes: np.ndarray, words: WordColumns, comma: int, last: int) -> bool:
    """Whether a word with a capital, a bracket or a word before a number follows a comma: ", Russia, Jan 13 -"."""
    if comma + 2 >= last:
        return False
    following, second = codes[words.start[comma + 1]], codes[words.start[comma + 2]]
    return FIRST_CAPITAL <= following <= LAST_CAPITAL or following == BRACKET or FIRST_DIGIT <= second <= LAST_DIGIT


@inlined
def _may_be_stamp(codes: np.ndarray, end: int) -> bool:
    """Whether what stands before character `end` may be "(26.04.22 22:24)"."""
    return codes[end - 1] == CLOSING_BRACKET and codes[end - 4] == COLON


@inlined
def _may_have_topic(codes: np.ndarray, start: int, words: WordColumns, first: int, last: int) -> bool:
    """Whether a first colon stands near the beginning, no quotation before it and a blank after it."""
    for row in range(first, last):
        if words.kinds[row] & IS_QUOTE_MARK:
            return False
        if words.kinds[row] & IS_COLON:
            at = words.start[row]
            return SHORTEST_TOPIC <= at - start <= LONGEST_TOPIC and at + 1 < len(codes) and codes[at + 1] == BLANK
    return False


@inlined
def _has_dash(codes: np.ndarray, start: int, end: int) -> bool:
    """Whether a dash or a bar stands after a blank."""
    for at in range(start + 1, end):
        code = codes[at]
        if code in DASHES and codes[at - 1] == BLANK:
            return True
    return False


@inlined
def mark_introductions(
    words: WordColumns, first: int, last: int, has: int, names: NameColumns, low: int, high: int, leads: np.ndarray
) -> None:
    """Mark the names that an office and a person's name may follow, in `leads`, and keep MAY_APPOSE only for commas
    before and after which a person and the office may stand. The sentence's names are rows `low` to `high` of `names`.
    """
    if has & HAS_OFFICE and has & MAY_INTRODUCE:
        for name in range(low, high):
            leads[name] = names.role[name] == AGENT and not names.person[name] and _leads(words, last, names, name)
    if has & MAY_APPOSE:
        for comma in range(first, last):
            if words.kinds[comma] & MAY_APPOSE and not _tells_office(words, comma, last, names, low, high):
                words.kinds[comma] &= ~MAY_APPOSE


@inlined
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


@inlined
def _tells_office(words: WordColumns, comma: int, last: int, names: NameColumns, low: int, high: int) -> bool:
    """Whether an office and an actor's name stand between two commas, and no actor's name right before them: "Ivan
    Petrov, an envoy of Ukraine,"."""
    row = comma + 1
    names_office = False
    while row < last and not words.kinds[row] & IS_COMMA:
        names_office = names_office or words.kinds[row] & NAMES_OFFICE != 0
        row += 1
    names_actor = False
    for name in range(low, high):
        if names.start[name] < words.end[comma - 1] and words.start[comma - 2] < names.end[name]:
            return False
        names_actor = names_actor or (comma < names.at[name] <= row and names.role[name] == AGENT)
    return names_office and names_actor
