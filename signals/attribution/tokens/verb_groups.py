"""Which verbs may be a sentence's main verb, and what their groups say: "was accused" is passive speech."""

from __future__ import annotations

import numpy as np

from signals.attribution.tokens.word_kinds import (
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
    LEADS_PASSIVE,
    LEADS_REDUCED,
    LEADS_SPEECH,
    MAIN_AT_END,
    MAY_BE_MAIN,
    MAY_BE_REDUCED,
    NEEDS_NAME,
)
from signals.text.jit import inlined

GROUP_REACH = 6  # words in which a verb group says what it is
SPEECH_REACH = 5


@inlined
def verb_bits(before: int, word: int, after: int) -> int:
    """Say of a verb's kinds whether it may be a main verb by the kinds of the words beside it, whether it may be one
    where nothing follows, and whether more than these words decides."""
    is_noun = word & IS_NOUN_IN_S and after & FOLLOWS_NOUN and not before & IS_OWNER
    may_be_finite = word & IS_FINITE and not before & IS_DETERMINER
    is_base = not word & (IS_FINITE | IS_AUXILIARY)
    bits = 0
    if (may_be_finite and not is_noun) or (is_base and not after & BARS_BASE):
        bits |= MAY_BE_MAIN
        if word & IS_PARTICIPLE and after & LEADS_REDUCED:
            bits |= MAY_BE_REDUCED
    if may_be_finite or is_base:
        bits |= MAIN_AT_END
    if is_base and not before & IS_PLURAL:
        bits |= NEEDS_NAME
    return bits


@inlined
def group_bits(kinds: np.ndarray, row: int, last: int) -> int:
    """Say of an auxiliary whether it leads a verb of speech, a passive, or both, before word `last`."""
    bits = 0
    if _leads_speech(kinds, row, min(row + SPEECH_REACH, last)):
        bits |= LEADS_SPEECH
    if _leads_passive(kinds, row, min(row + GROUP_REACH, last)):
        bits |= LEADS_PASSIVE
    return bits


@inlined
def _leads_speech(kinds: np.ndarray, row: int, last: int) -> bool:
    """Whether the first verb of a group that is no form of "have" is one of speech."""
    for at in range(row, last):
        if kinds[at] & IS_SPEECH:
            return True
        if kinds[at] & (IS_FORM | ENDS_GROUP):
            return False
    return False


@inlined
def _leads_passive(kinds: np.ndarray, row: int, last: int) -> bool:
    """Whether a group is a form of "be" and a participle: "were expelled", "will be held"."""
    has_be = False
    for at in range(row, last):
        is_be = kinds[at] & IS_BE != 0
        if has_be and not is_be and kinds[at] & IS_PARTICIPLE:
            return True
        if not kinds[at] & (IS_BE | IS_IN_GROUP):
            return False
        has_be = has_be or is_be
    return False
