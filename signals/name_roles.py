"""What a name can be in its place: an agent, a mere place, or where a private person or institution is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .actors import Alias
from .tables import TABLES, table_rows
from .verbs import verb_forms

WORD_AFTER = re.compile(r"^ ([\w’'-]+)")


WORDS_AFTER = re.compile(r"[ -]([\w-]+)(?: ([\w-]+))?(?: ([\w-]+))?")


NO_NOUNS = frozenset(
    """
    in on at of to with for from by and or but after before over under near has have had is are was were will
    would said says
    """.split()
)


NAMES_OF_PLACES = frozenset({"city", "region"})


ADJECTIVES = frozenset({"adjective"})


PLACED = frozenset({"capital", "seat", "name", "abbreviation"})


LOCATED = re.compile(
    r"\b(?:in|near|inside|outside|around|across|throughout|central|downtown)(?: the)? $", re.IGNORECASE
)

# How the words of LOCATED end: a quick look that spares most searches.
ENDS_OF_LOCATED = ("in ", "ar ", "de ", "nd ", "ss ", "ut ", "al ", "wn ", "he ")


@cache
def head_roles() -> dict[str, str]:
    """Return what a noun after an adjective makes of it: "Russian troops" agent, "Russian poet" private."""
    return {row["word"]: row["role"] for _, row in table_rows(TABLES / "heads.csv", columns=("word", "role", "source"))}


def role_of(alias: Alias, sentence: str, start: int, end: int) -> str:
    """Say whether a name can act: an adjective is what its noun makes it, a city only a place, "in Moscow" too."""
    if alias.kind in NAMES_OF_PLACES or (alias.rule == "seat_not_city" and alias.kind == "capital"):
        return "passive"
    if alias.kind in PLACED:
        if _names_a_private(sentence, end):
            return "private"
        return "passive" if _is_located(sentence, start) else "agent"
    if alias.kind not in ADJECTIVES:
        return "agent"
    following = WORDS_AFTER.match(sentence, end)
    return _role_by_noun(following.groups()) if following else "agent"


def _is_located(sentence: str, start: int) -> bool:
    """Whether "in", "near" or the like stands before a name."""
    before = sentence[max(0, start - 3) : start].lower()
    return before.endswith(ENDS_OF_LOCATED) and LOCATED.search(sentence, max(0, start - 12), start) is not None


def _names_a_private(sentence: str, end: int) -> bool:
    """Whether the name only says where a private one is from: "a London think tank", "a US newspaper"."""
    if not sentence.startswith(" ", end):
        return False
    after = WORD_AFTER.match(sentence[end : end + 30])
    return after is not None and head_roles().get(after[1]) == "private"


def _role_by_noun(words: Sequence[str | None]) -> str:
    """What the words after an adjective make of it: "official" agent, "border city" passive, "poet" private."""
    roles, role = head_roles(), ""
    for word in words:
        if word is None or word.lower() in NO_NOUNS or _is_verb(word):
            break
        known = roles.get(word.lower())
        if known in ("agent", "private"):
            return known
        role = role or known or ("agent" if word[0].isupper() else "")
    return role or "agent"


def _is_verb(word: str) -> bool:
    """A verb ends the noun phrase: "US suspended food aid". Words that are nouns as often do not count."""
    return verb_forms().get(word, ("", ""))[1] == "finite" and word not in head_roles()
