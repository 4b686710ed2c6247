"""Which verbs of a batch may be a sentence's main verb, and what their groups say: "was accused" is passive speech.

Each function takes the kinds of all words, with a place of kind 0 wherever a sentence ends, and returns places and the
bits to add there.
"""

from __future__ import annotations

import numpy as np

from .kinds import (
    ANY,
    BARS_BASE,
    ENDS_GROUP,
    FOLLOWS_NOUN,
    IS_AUXILIARY,
    IS_BE,
    IS_DETERMINER,
    IS_FINITE,
    IS_FORM,
    IS_IN_GROUP,
    IS_NOUN_IN_S,
    IS_OWNER,
    IS_PARTICIPLE,
    IS_PLURAL,
    IS_SPEECH,
    IS_VERB,
    LEADS_PASSIVE,
    LEADS_REDUCED,
    LEADS_SPEECH,
    MAIN_AT_END,
    MAY_BE_MAIN,
    MAY_BE_REDUCED,
    NEEDS_NAME,
)

GROUP_REACH = 6  # words in which a verb group says what it is
SPEECH_REACH = 5


def main_verbs(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mark what may be a main verb by the words beside it, what may be one where nothing follows, and what more than
    these words decides."""
    at = np.flatnonzero(kinds & IS_VERB)
    before, word, after = kinds[at - 1], kinds[at], kinds[at + 1]
    is_noun = (word & IS_NOUN_IN_S > 0) & (after & FOLLOWS_NOUN > 0) & (before & IS_OWNER == 0)
    may_be_finite = (word & IS_FINITE > 0) & (before & IS_DETERMINER == 0)
    is_base = word & (IS_FINITE | IS_AUXILIARY) == 0
    is_main = (may_be_finite & ~is_noun) | (is_base & (after & BARS_BASE == 0))
    is_reduced = is_main & (word & IS_PARTICIPLE > 0) & (after & LEADS_REDUCED > 0)
    bits = np.where(is_main, MAY_BE_MAIN, 0) | np.where(may_be_finite | is_base, MAIN_AT_END, 0)
    bits |= np.where(is_reduced, MAY_BE_REDUCED, 0)
    bits |= np.where(is_base & (before & IS_PLURAL == 0), NEEDS_NAME, 0)
    return at, bits


def verb_groups(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mark the auxiliaries that lead a verb of speech, a passive, or both."""
    at = np.flatnonzero(kinds & IS_AUXILIARY)
    return at, np.where(_leads_speech(kinds, at), LEADS_SPEECH, 0) | np.where(
        _leads_passive(kinds, at), LEADS_PASSIVE, 0
    )


def _leads_speech(kinds: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Whether the first verb of a group that is no form of "have" is one of speech."""
    leads, goes_on = np.zeros(len(at), dtype=bool), np.ones(len(at), dtype=bool)
    for step in range(SPEECH_REACH):
        word = kinds[at + step]
        leads |= goes_on & (word & IS_SPEECH > 0)
        goes_on &= (word & ANY > 0) & (word & (IS_FORM | ENDS_GROUP) == 0)
    return leads


def _leads_passive(kinds: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Whether a group is a form of "be" and a participle: "were expelled", "will be held"."""
    leads, has_be, goes_on = np.zeros(len(at), dtype=bool), np.zeros(len(at), dtype=bool), np.ones(len(at), dtype=bool)
    for step in range(GROUP_REACH):
        word = kinds[at + step]
        is_be = word & IS_BE > 0
        is_participle = has_be & ~is_be & (word & IS_PARTICIPLE > 0)
        leads |= goes_on & is_participle
        has_be |= is_be
        goes_on &= ~is_participle & (word & (IS_BE | IS_IN_GROUP) > 0)
    return leads
