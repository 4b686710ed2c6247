"""What a word can be to the rules, looked up once per distinct word: one bit per kind.

A rule asks `kinds[row] & IS_SPEECH_VERB` of one word, or `view.has & HAS_HARM` of the whole sentence, before it looks
closer. Words are folded (`phrases.fold`): where capitals matter, the rule's own expression decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..verbs import BE, HAVE, MODAL, SPEECH, verb_forms
from .words import (
    ACCORDING,
    ATTRIBUTES,
    CARRYING,
    COME,
    ENEMY,
    FRONTING,
    HALF_OFFICE,
    HARM,
    OFFICE_NOUN,
    OFFICE_QUALIFIER,
    RECEIVING,
    RECIPROCAL,
    RELATIVES,
    VENUE_WORDS,
    VICTIM,
    WHOLE_OFFICE,
)

IS_QUOTE_MARK, IS_COMMA, IS_COLON, MAY_FRAME = 1 << 0, 1 << 1, 1 << 2, 1 << 3
IS_VERB, IS_PROGRESSIVE, IS_SPEECH_VERB, IS_ATTRIBUTING, IS_RELATIVE = 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8
IS_VICTIMS, IS_RECEIVING, IS_RECIPROCAL, IS_CARRYING = 1 << 9, 1 << 10, 1 << 11, 1 << 12
IS_TO, HAS_ACCORDING = 1 << 13, 1 << 19
HAS_HARM, HAS_VENUE, HAS_OFFICE, HAS_HOME_OFFICE, HAS_ENEMY = 1 << 14, 1 << 15, 1 << 16, 1 << 17, 1 << 18
IS_FRONTING, IS_AUXILIARY, ANY = 1 << 20, 1 << 21, 1 << 22
IS_HALF_OFFICE, QUALIFIES_OFFICE, LEADS_TO_NAME, IS_NAMING = 1 << 23, 1 << 24, 1 << 25, 1 << 26
MAY_INTRODUCE, MAY_APPOSE = 1 << 27, 1 << 28

JOINED = re.compile(r"\w[.'-]+\w")  # a name can begin inside a joined word: "al-Assad"

# Found anywhere in a word, as after a hyphen: "air-strike".
SEARCHED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (HAS_HARM, HARM),
    (HAS_VENUE, VENUE_WORDS),
    (HAS_OFFICE, OFFICE_NOUN),
    (HAS_HOME_OFFICE, WHOLE_OFFICE),
    (IS_HALF_OFFICE, HALF_OFFICE),
    (QUALIFIES_OFFICE, OFFICE_QUALIFIER),
    (IS_NAMING, JOINED),
    (HAS_ENEMY, ENEMY),
    (HAS_ACCORDING, ACCORDING),
)


def kinds_of(word: str) -> int:
    """Return the bits of all that a folded word or a mark can be."""
    kinds = ANY | _closed_classes().get(word, 0)
    for bit, expression in SEARCHED:
        if expression.search(word):
            kinds |= bit
    return kinds | MAY_FRAME if word[0] == "-" else kinds


@cache
def _closed_classes() -> dict[str, int]:
    """Return word -> bits for the kinds that are lists of words."""
    tenses = {"finite": IS_VERB, "base": IS_VERB, "ing": IS_PROGRESSIVE | IS_FRONTING, "participle": 0}
    kinds = {word: tenses[tense] for word, (_, tense) in verb_forms().items()}
    speech = [word for word, (kind, tense) in verb_forms().items() if kind == SPEECH and tense in ("finite", "base")]
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (IS_QUOTE_MARK, '“”"'),
        (IS_COMMA, ","),
        (IS_COLON, ":"),
        (MAY_FRAME, "):–—"),
        (IS_VERB | IS_AUXILIARY, BE | HAVE | MODAL),
        (IS_FRONTING, FRONTING),
        (IS_SPEECH_VERB, speech),
        (IS_ATTRIBUTING, ATTRIBUTES),
        (IS_RELATIVE, RELATIVES),
        (IS_VICTIMS, VICTIM | COME),
        (IS_RECEIVING, RECEIVING),
        (IS_RECIPROCAL, RECIPROCAL),
        (IS_CARRYING, CARRYING),
        (IS_TO, ("to",)),
        (HAS_OFFICE, ("senator",)),
        (LEADS_TO_NAME, ("to", "for", "of", "at", "in")),
    )
    for bit, words in lists:
        for word in words:
            kinds[word] = kinds.get(word, 0) | bit
    return kinds
