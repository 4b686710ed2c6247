"""What a word can be to the rules, looked up once per distinct word: one bit per kind.

A rule asks `kinds[row] & IS_SPEECH_VERB` of one word, or `view.has & HAS_HARM` of the whole sentence, before it looks
closer. Words are folded (`phrases.fold`): where capitals matter, the rule's own expression decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from signals.attribution.tokens.word_lists import (
    ACCORDING,
    AFTER_NOUNS,
    ATTRIBUTES,
    CARRYING,
    COME,
    DETERMINERS,
    ENDS_VERB_GROUP,
    ENEMY,
    FRONTING,
    HALF_OFFICE,
    HARM,
    IN_VERB_GROUP,
    NO_BASE_BEFORE,
    NO_REDUCED_BEFORE,
    NOT_FINITE,
    NOUNS_IN_S,
    OFFICE_NOUN,
    OFFICE_QUALIFIER,
    RECEIVING,
    RECIPROCAL,
    RELATIVES,
    TOPIC_WORDS,
    VENUE_WORDS,
    VICTIM,
    WHOLE_OFFICE,
    is_plural,
)
from signals.data.verb_forms import BE, HAVE, MODAL, SPEECH, participles, verb_forms

# What the rules ask for.
(
    IS_QUOTE_MARK, IS_COMMA, IS_COLON, MAY_FRAME, IS_TO, IS_FRONTING, IS_RELATIVE, IS_AUXILIARY, IS_PROGRESSIVE,
    IS_SPEECH_VERB, IS_ATTRIBUTING, IS_VICTIMS, IS_RECEIVING, IS_RECIPROCAL, IS_CARRYING, HAS_ACCORDING, HAS_HARM,
    HAS_VENUE, HAS_OFFICE, HAS_HOME_OFFICE, HAS_ENEMY, MAY_INTRODUCE, MAY_APPOSE, MAY_BE_MAIN, MAY_BE_REDUCED,
    NEEDS_NAME, MAIN_AT_END, LEADS_SPEECH, LEADS_PASSIVE, ANY,
) = (1 << bit for bit in range(30))  # fmt: skip
# What only the preparation of a sentence asks for, most of it to tell what a word is by the words beside it.
(
    IS_VERB, IS_FINITE, IS_FORM, IS_SPEECH, IS_PARTICIPLE, IS_BE, IS_IN_GROUP, ENDS_GROUP, IS_NOUN_IN_S, FOLLOWS_NOUN,
    IS_DETERMINER, IS_OWNER, IS_PLURAL, BARS_BASE, LEADS_REDUCED, IS_HALF_OFFICE, QUALIFIES_OFFICE, LEADS_TO_NAME,
    IS_NAMING, NAMES_OFFICE, NAMES_TOPIC,
) = (1 << bit for bit in range(30, 51))  # fmt: skip

JOINED = re.compile(r"\w[.'-]+\w")  # a name can begin inside a joined word: "al-Assad"

# Found where a word begins, and after a hyphen: "air-strike".
SEARCHED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (HAS_HARM, HARM),
    (HAS_VENUE, VENUE_WORDS),
    (HAS_OFFICE | NAMES_OFFICE, re.compile(OFFICE_NOUN.pattern)),  # in small letters: a third of the time
    (NAMES_TOPIC, TOPIC_WORDS),
    (HAS_HOME_OFFICE, WHOLE_OFFICE),
    (IS_HALF_OFFICE, HALF_OFFICE),
    (QUALIFIES_OFFICE, OFFICE_QUALIFIER),
    (IS_NAMING, JOINED),
    (HAS_ENEMY, ENEMY),
    (HAS_ACCORDING, ACCORDING),
)
ANY_SEARCHED = re.compile("|".join(f"(?:{expression.pattern})" for _, expression in SEARCHED))


def kinds_of(word: str) -> int:
    """Return the bits of all that a folded word or a mark can be."""
    kinds = ANY | _closed_classes().get(word, 0)
    kinds |= _endings(word)
    if not word.isalnum() or ANY_SEARCHED.match(word):  # an unbroken word has one beginning
        for bit, expression in SEARCHED:
            if expression.search(word):
                kinds |= bit
    return kinds | MAY_FRAME if word[0] == "-" else kinds


def _endings(word: str) -> int:
    if word.endswith("'s"):
        return IS_OWNER
    return (IS_PLURAL if is_plural(word) else 0) | (IS_IN_GROUP if word.endswith("ly") else 0)


@cache
def _closed_classes() -> dict[str, int]:
    """Return word -> bits for the kinds that are lists of words."""
    tenses = {"finite": IS_VERB, "base": IS_VERB, "ing": IS_PROGRESSIVE | IS_FRONTING, "participle": 0}
    kinds = {word: tenses[tense] for word, (_, tense) in verb_forms().items()}
    speech = {word for word, (kind, _) in verb_forms().items() if kind == SPEECH}
    finite = {word for word, (_, tense) in verb_forms().items() if tense == "finite"}
    auxiliaries = BE | HAVE | MODAL
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (IS_QUOTE_MARK, '“”"'),
        (IS_COMMA, ","),
        (IS_COLON, ":"),
        (MAY_FRAME, "):–—"),
        (IS_VERB | IS_AUXILIARY, auxiliaries),
        (MAY_BE_MAIN, auxiliaries - NOT_FINITE),
        (IS_FINITE, finite - auxiliaries),
        (IS_FORM, verb_forms().keys() - HAVE),
        (IS_SPEECH, speech - HAVE),
        (LEADS_SPEECH, speech - auxiliaries),
        (IS_PARTICIPLE, participles()),
        (IS_BE, BE),
        (IS_IN_GROUP, IN_VERB_GROUP),
        (ENDS_GROUP, ENDS_VERB_GROUP),
        (IS_NOUN_IN_S, NOUNS_IN_S),
        (FOLLOWS_NOUN, AFTER_NOUNS),
        (IS_DETERMINER, DETERMINERS),
        (BARS_BASE, NO_BASE_BEFORE),
        (LEADS_REDUCED, NO_REDUCED_BEFORE),
        (IS_FRONTING, FRONTING),
        (IS_SPEECH_VERB, [word for word in speech if kinds[word] & IS_VERB]),
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
