"""What words can be by the words beside them, told for a whole batch by comparing the kinds of neighbours in arrays."""

from __future__ import annotations

import numpy as np

from ..words import Words
from .kinds import (
    FOR_RULES,
    HAS_HOME_OFFICE,
    HAS_OFFICE,
    IS_COMMA,
    IS_HALF_OFFICE,
    IS_NAMING,
    LEADS_TO_NAME,
    MAY_APPOSE,
    MAY_INTRODUCE,
    QUALIFIES_OFFICE,
)
from .verb_groups import GROUP_REACH, main_verbs, verb_groups

BLANK = ord(" ")


def kinds_in_context(tokens: Words, kinds: np.ndarray) -> np.ndarray:
    """Return the kinds of every token, as far as the rules ask for them, those that its
    neighbours in the sentence decide among them.

    `tokens`: words and marks; `kinds`: what each can be by itself.
    """
    letter = tokens.codes[tokens.start]
    is_capital = (letter >= ord("A")) & (letter <= ord("Z"))
    # A place without a word stands between two sentences, and more before the first and after the last.
    place = np.arange(GROUP_REACH, len(tokens) + GROUP_REACH) + tokens.sentence_of(tokens.start)
    spaced = np.zeros(len(tokens) + len(tokens.lines) + 2 * GROUP_REACH, dtype=np.int64)
    spaced[place] = kinds | np.where(is_capital, IS_NAMING, 0)
    for told in (_whole_offices, _names_after_offices, _appositions, main_verbs, verb_groups):
        at, bits = told(spaced)
        spaced[at] |= bits
    return spaced[place] & FOR_RULES


def offices_beside(tokens: Words, kinds: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the tokens that are offices of a name right beside them: "Ukrainian President", "President Putin".

    `start`, `end`: where the batch's names stand in its text, in order.
    """
    at = np.flatnonzero(kinds & HAS_HOME_OFFICE)
    follows = (tokens.character_before[at] == BLANK) & _is_among(tokens.start[at] - 1, end)
    precedes = (tokens.character_after[at] == BLANK) & _is_among(tokens.end[at] + 1, start)
    return at[follows | precedes]


def _is_among(positions: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    """Whether each position is one of the ordered ones."""
    return np.append(ordered, -1)[np.searchsorted(ordered, positions)] == positions


def _whole_offices(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A minister stands for a country if foreign, prime ..., forces if armed."""
    at = np.flatnonzero(kinds & IS_HALF_OFFICE)
    return at, np.where(kinds[at - 1] & QUALIFIES_OFFICE > 0, HAS_HOME_OFFICE, 0)


def _names_after_offices(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """After an office a person's name may follow: "minister Ivan Petrov", "envoy to Kyiv Ivan Petrov"."""
    at = np.flatnonzero(kinds & HAS_OFFICE)
    following = kinds[at + 1]
    is_named = (following & LEADS_TO_NAME > 0) | (following & kinds[at + 2] & IS_NAMING > 0)
    return at, np.where(is_named, MAY_INTRODUCE, 0)


def _appositions(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A comma after a name may begin an apposition: "Ivan Petrov, the envoy"."""
    at = np.flatnonzero(kinds & IS_COMMA)
    return at, np.where(kinds[at - 1] & kinds[at - 2] & IS_NAMING > 0, MAY_APPOSE, 0)
