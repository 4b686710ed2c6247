"""What else a word can be to the rules: one bit for each closed class that they ask for, beside the kinds of kinds.py.

A rule asks `classes[row] & GOVERNS` of one word. Words are folded (`characters.fold`): where small letters matter, the
rule asks for them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from signals.actors.roles import head_roles
from signals.attribution.tokens.word_lists import (
    AIMED_AT,
    COME,
    DEED_NOUNS,
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
from signals.data.verb_forms import BE, HAVE, MODAL, verb_forms

(
    IS_PUNCTUATION, MAY_STAND_OUTSIDE, INVERTS_SPEAKER, BOUNDS_SPEAKER, ENDS_SPEAKER, IS_THE, IS_BY, IS_FROM, IS_AND,
    IS_UNDER, IS_ACCORDING, IS_ALLIANCE, IS_BLOC, IS_PERSON_WORD, IS_PERSON_NOUN, GOVERNS, FREES, AIMS, MAKES_AGENT,
    ENDS_IN_S, IS_BASE, IS_FINITE_FORM, ENDS_DESCRIPTION, IS_MODAL, STARTS_NO_SPEAKER, IS_DEED, IS_VICTIM, IS_COME,
    FOLLOWS_VICTIM, IS_DEED_NOUN, IS_WAR, IS_CRIMES, IS_SIMPLE, STOPS_DEED, IS_INTENDED, IS_MILITARY,
) = (1 << bit for bit in range(36))  # fmt: skip

PARTS = re.compile(r"\w+")  # of a joined word: "anti", "tank"
SIMPLE = re.compile(r"[\w-]+")


def classes_of(word: str) -> int:
    """Return the bits of all classes to which a folded word or a mark belongs."""
    classes = _of_words().get(word, 0)
    classes |= (ENDS_IN_S if word.endswith("s") else 0) | (IS_SIMPLE if SIMPLE.fullmatch(word) else 0)
    parts = PARTS.findall(word)
    for at, one in enumerate(parts):
        classes |= _of_parts().get(one, 0) if at else _of_first_parts().get(one, 0)
    return classes


@cache
def _of_words() -> dict[str, int]:
    """Return word -> bits for the classes that are lists of whole words."""
    finite = {word for word, (_, tense) in verb_forms().items() if tense == "finite"}
    return _bits(
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


@cache
def _of_first_parts() -> dict[str, int]:
    """Return word -> bits for the classes to which a word belongs that begins with it: "strikes-and-raids"."""
    parts = [(bit, [part]) for part, bit in _of_parts().items()]
    return _bits((IS_DEED_NOUN, DEED_NOUNS), (STOPS_DEED, STOPS_BEFORE_DEED), (IS_CRIMES, ("crimes",)), *parts)


@cache
def _of_parts() -> dict[str, int]:
    """Return word -> bits for the classes to which a word belongs that holds it, as after a hyphen: "pro-army"."""
    return _bits((IS_INTENDED, INTENDED), (IS_MILITARY, MILITARY))


def _bits(*lists: tuple[int, Iterable[str]]) -> dict[str, int]:
    classes: dict[str, int] = {}
    for bit, words in lists:
        for word in words:
            classes[word] = classes.get(word, 0) | bit
    return classes
