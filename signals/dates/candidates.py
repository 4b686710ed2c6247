"""Where date expressions can begin, and what kinds of words stand near before them: a look that spares reading."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from signals.dates.expressions import A_NEAR_DAY, A_WEEKDAY, A_YEAR, FULL_MONTH, SHORT_MONTH
from signals.text.jit import inlined, kernel
from signals.text.word_ids import WordTable
from signals.text.words import Words

# What a word can be in a date expression, as bits. Every expression has a key word, most another beside it.
CERTAIN, MONTH, PERIOD, AGO, YEAR, DIGITS, OF, SIDE, UNIT, IN, BACK = (1 << bit for bit in range(11))
KEYS = CERTAIN | MONTH | PERIOD | AGO | YEAR
# What it can be before one. Where the text is read from a place in mid-word, only how that ends counts.
BACKGROUND, SPEECH, FUTURE, SINCE = (1 << bit for bit in range(11, 15))
ANY_BEFORE = BACKGROUND | SPEECH | FUTURE | SINCE
REACH_OF_BACKGROUND, REACH_OF_SPEECH, REACH_OF_FUTURE, REACH_OF_SINCE = 12, 40, 60, 120  # in characters
HYPHEN = ord("-")
_CAN_BE = {
    bit: re.compile(words)
    for bit, words in {
        CERTAIN: f"{A_WEEKDAY}|{A_NEAR_DAY}",
        MONTH: f"{FULL_MONTH}|{SHORT_MONTH}",
        PERIOD: "week|weekend|month|year",
        AGO: "ago|earlier",
        YEAR: A_YEAR,
        DIGITS: r"\d.*",
        OF: "of",
        SIDE: "[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming",
        UNIT: "(?:day|week|month|year)s?",
        IN: "[Ii]n",
        BACK: "[Bb]ack",
        BACKGROUND: "(?i:since|until|till|from|before|after|by|between|through|of|following|during|to|the|dated|"
        "starting|than)",
        SPEECH: "said|says|told|added|announced|warned|stated|declared|tweeted|wrote|reported|confirmed|accused|called|"
        "urged|vowed",
    }.items()
}
_CAN_BE_ANY = re.compile("|".join(f"(?:{words.pattern})" for words in _CAN_BE.values()))
ENDS_OF_FUTURE = tuple(
    """will would shall to plan plans planned expected scheduled due set intend intends next upcoming may could
    ing""".split()
)
ENDS_OF_SINCE = ("Since", "since", "From", "from", "Start", "start")


def _bits(word: str) -> int:
    """Return as bits what a word can be in a date expression or before one."""
    bits = (FUTURE if word.lower().endswith(ENDS_OF_FUTURE) else 0) | (SINCE if word.endswith(ENDS_OF_SINCE) else 0)
    if _CAN_BE_ANY.fullmatch(word):
        bits |= sum(bit for bit, words in _CAN_BE.items() if words.fullmatch(word))
    return bits


_BITS = WordTable(_bits)


class Places(NamedTuple):
    """Where date expressions can begin, in order: characters of the text; what stands near before each, as bits."""

    start: np.ndarray
    before: np.ndarray


class DateWords(NamedTuple):
    """The words of a batch: the text's code points, where each word starts and ends, what it `can_be`, as bits."""

    codepoints: np.ndarray
    start: np.ndarray
    end: np.ndarray
    can_be: np.ndarray


def places_of_dates(words: Words) -> Places:
    """Return the places among words at which a date expression can begin."""
    return _places(DateWords(words.codepoints, words.start, words.end, _BITS.of(words)))


@kernel
def _places(words: DateWords) -> Places:
    """Return the places at which a key word, or a word before one, can begin a date expression."""
    begins = np.zeros(len(words.start), dtype=np.bool_)
    for word in range(len(words.start)):
        if words.can_be[word] & KEYS:
            _mark_beginnings(words, word, begins)
    rows = np.flatnonzero(begins)
    before = np.empty(len(rows), dtype=np.int64)
    for at in range(len(rows)):
        before[at] = _before(words, rows[at])
    return Places(words.start[rows], before)


@inlined
def _mark_beginnings(words: DateWords, key: int, begins: np.ndarray) -> None:
    """Mark in `begins` the words at which an expression with that key word can begin."""
    here, before, before_that = words.can_be[key], _can_be(words, key - 1), _can_be(words, key - 2)
    if here & CERTAIN or (here & MONTH and _can_be(words, key + 1) & DIGITS):
        begins[key] = True
    if here & YEAR and words.end[key] < len(words.codepoints) and words.codepoints[words.end[key]] == HYPHEN:
        begins[key] = True
    if (
        (here & (CERTAIN | PERIOD) and before & SIDE)
        or (here & MONTH and before & DIGITS)
        or (here & YEAR and before & IN)
    ):
        begins[key - 1] = True
    if here & MONTH and before & OF and before_that & DIGITS:
        begins[key - 2] = True
    if key > 1 and ((here & AGO and before & UNIT) or (here & YEAR and before & IN and before_that & BACK)):
        begins[key - 2] = True


@inlined
def _can_be(words: DateWords, word: int) -> int:
    return words.can_be[word] if 0 <= word < len(words.can_be) else 0


@inlined
def _before(words: DateWords, word: int) -> int:
    """Return as bits what the words can be that stand near enough before a word to change what it says."""
    found = 0
    earlier = word - 1
    while earlier >= 0 and words.end[earlier] > words.start[word] - REACH_OF_SINCE:
        distance = words.start[word] - words.end[earlier]
        found |= words.can_be[earlier] & SINCE
        if distance < REACH_OF_FUTURE:
            found |= words.can_be[earlier] & FUTURE
        if distance <= REACH_OF_SPEECH:
            found |= words.can_be[earlier] & SPEECH
        if distance <= REACH_OF_BACKGROUND:
            found |= words.can_be[earlier] & BACKGROUND
        earlier -= 1
    return found
