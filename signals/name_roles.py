"""What a name can be in its place: an agent, a mere place, or where a private person or institution is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .actors import Alias
from .mention_table import AGENT, PASSIVE, PRIVATE, ROLES
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
PLACED = frozenset({"capital", "seat", "name", "abbreviation"})
NUMBER_OF_ROLE = {role: number for number, role in enumerate(ROLES.tolist())}
OPEN, BY_PLACE, BY_NOUN = -1, -2, -3  # no role yet: read the text, or look at the words beside a place, an adjective
LOCATING = frozenset("in near inside outside around across throughout central downtown".split())
LOCATED = re.compile(rf"\b(?:{'|'.join(sorted(LOCATING))})(?: the)? $", re.IGNORECASE)
# How the words of LOCATED end: a quick look that spares most searches.
ENDS_OF_LOCATED = ("in ", "ar ", "de ", "nd ", "ss ", "ut ", "al ", "wn ", "he ")


@cache
def head_roles() -> dict[str, str]:
    """Return what a noun after an adjective makes of it: "Russian troops" agent, "Russian poet" private."""
    return {row["word"]: row["role"] for _, row in table_rows(TABLES / "heads.csv", columns=("word", "role", "source"))}


def role_anywhere(alias: Alias) -> int:
    """Return the role that a name has wherever it stands; BY_PLACE or BY_NOUN where the words beside it have a say."""
    if alias.kind in NAMES_OF_PLACES or (alias.rule == "seat_not_city" and alias.kind == "capital"):
        return PASSIVE
    if alias.kind == "adjective":
        return BY_NOUN
    return BY_PLACE if alias.kind in PLACED else AGENT


def role_in_text(role: int, sentence: str, start: int, end: int) -> int:
    """Return the role that the text gives to a place (`role` BY_PLACE) or an adjective (BY_NOUN)."""
    if role == BY_PLACE:
        if _names_a_private(sentence, end):
            return PRIVATE
        return PASSIVE if is_located(sentence, start) else AGENT
    following = WORDS_AFTER.match(sentence, end)
    return _role_by_noun(following.groups()) if following else AGENT


def is_located(sentence: str, start: int) -> bool:
    """Whether "in", "near" or the like stands before a name."""
    before = sentence[max(0, start - 3) : start].lower()
    return before.endswith(ENDS_OF_LOCATED) and LOCATED.search(sentence, max(0, start - 12), start) is not None


def _names_a_private(sentence: str, end: int) -> bool:
    """Whether the name only says where a private one is from: "a London think tank", "a US newspaper"."""
    if not sentence.startswith(" ", end):
        return False
    after = WORD_AFTER.match(sentence[end : end + 30])
    return after is not None and head_roles().get(after[1]) == "private"


def _role_by_noun(words: Sequence[str | None]) -> int:
    """What the words after an adjective make of it: "official" agent, "border city" passive, "poet" private."""
    roles, role = head_roles(), ""
    for word in words:
        if word is None or word.lower() in NO_NOUNS or is_verb(word):
            break
        known = roles.get(word.lower())
        if known in ("agent", "private"):
            return NUMBER_OF_ROLE[known]
        role = role or known or ("agent" if word[0].isupper() else "")
    return NUMBER_OF_ROLE[role or "agent"]


def is_verb(word: str) -> bool:
    """A verb ends the noun phrase: "US suspended food aid". Words that are nouns as often do not count."""
    return verb_forms().get(word, ("", ""))[1] == "finite" and word not in head_roles()
