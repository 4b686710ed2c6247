"""What else a word can be to the rules: one bit for each closed class that they ask for, beside the kinds of kinds.py.

A rule asks `classes[row] & GOVERNS` of one word. Words are folded (`characters.fold`): where small letters matter, the
rule asks for them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..name_roles import head_roles
from ..verbs import BE, HAVE, MODAL, verb_forms
from .words import (
    AIMED_AT,
    COME,
    DEED_NOUN,
    DEEDS,
    FREEING,
    GOVERNING,
    INTENDED,
    MILITARY,
    NO_SPEAKER_STARTS,
    PERSON_NOUNS,
    PERSON_WORDS,
    STOPS_BEFORE_DEED,
    VICTIM,
    VICTIM_FOLLOWERS,
)

(
    IS_PUNCTUATION, MAY_STAND_OUTSIDE, INVERTS_SPEAKER, BOUNDS_SPEAKER, ENDS_SPEAKER, IS_THE, IS_BY, IS_FROM, IS_AND,
    IS_UNDER, IS_ACCORDING, IS_ALLIANCE, IS_BLOC, IS_PERSON_WORD, IS_PERSON_NOUN, GOVERNS, FREES, AIMS, MAKES_AGENT,
    ENDS_IN_S, IS_BASE, IS_FINITE_FORM, ENDS_DESCRIPTION, IS_MODAL, STARTS_NO_SPEAKER, IS_DEED, IS_VICTIM, IS_COME,
    FOLLOWS_VICTIM, IS_DEED_NOUN, IS_WAR, IS_CRIMES, IS_SIMPLE, STOPS_DEED, IS_INTENDED, IS_MILITARY,
) = (1 << bit for bit in range(36))  # fmt: skip

# Found anywhere in a word, as after a hyphen, or only where it begins.
SEARCHED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (ENDS_IN_S, re.compile(r"s$")),
    (IS_SIMPLE, re.compile(r"^[\w-]+$")),
    (IS_DEED_NOUN, DEED_NOUN),
    (STOPS_DEED, STOPS_BEFORE_DEED),
    (IS_CRIMES, re.compile(r"^crimes\b")),
    (IS_INTENDED, INTENDED),
    (IS_MILITARY, MILITARY),
)


def classes_of(word: str) -> int:
    """Return the bits of all classes to which a folded word or a mark belongs."""
    classes = _closed_classes().get(word, 0)
    for bit, expression in SEARCHED:
        if expression.search(word):
            classes |= bit
    return classes


@cache
def _closed_classes() -> dict[str, int]:
    """Return word -> bits for the classes that are lists of words."""
    finite = {word for word, (_, tense) in verb_forms().items() if tense == "finite"}
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (IS_PUNCTUATION, ',;“”"'),
        (MAY_STAND_OUTSIDE, '“”",;()'),
        (INVERTS_SPEAKER, '”",'),
        (BOUNDS_SPEAKER, '”“";'),
        (ENDS_SPEAKER, '“";:'),
        (IS_THE, ("the",)),
        (IS_BY, ("by",)),
        (IS_FROM, ("from",)),
        (IS_AND, ("and",)),
        (IS_UNDER, ("under",)),
        (IS_ACCORDING, ("according",)),
        (IS_ALLIANCE, ("alliance",)),
        (IS_BLOC, ("bloc",)),
        (IS_PERSON_WORD, PERSON_WORDS),
        (IS_PERSON_NOUN, PERSON_NOUNS),
        (GOVERNS, GOVERNING),
        (FREES, FREEING),
        (AIMS, AIMED_AT),
        (MAKES_AGENT, [word for word, role in head_roles().items() if role == "agent"]),
        (IS_BASE, [word for word, (_, tense) in verb_forms().items() if tense == "base"]),
        (IS_FINITE_FORM, finite | BE | HAVE | MODAL),
        (ENDS_DESCRIPTION, (",", ";", "that", "who", "which")),
        (IS_MODAL, MODAL),
        (STARTS_NO_SPEAKER, NO_SPEAKER_STARTS),
        (IS_DEED, DEEDS),
        (IS_VICTIM, VICTIM),
        (IS_COME, COME),
        (FOLLOWS_VICTIM, VICTIM_FOLLOWERS),
        (IS_WAR, ("war",)),
    )
    classes: dict[str, int] = {}
    for bit, words in lists:
        for word in words:
            classes[word] = classes.get(word, 0) | bit
    return classes
