"""What the words beside a name make of it, looked up: the text itself is read only where they do not decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import AGENT, PASSIVE, PRIVATE, ROLES
from signals.actors.table import Alias
from signals.data.csv_tables import TABLES, table_rows
from signals.data.verb_forms import verb_forms
from signals.text.jit import inlined, kernel
from signals.text.word_ids import WordTable
from signals.text.words import Words

# What a name can be in its place: an agent, a mere place, or where a private person or institution is from.

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


MAX_NOUNS = 3
BLANK, HYPHEN = ord(" "), ord("-")
IN_WORDS = tuple(map(ord, "’'-"))  # what WORD_AFTER takes for part of a word
# What a word can be beside a name, as bits.
NO_NOUN, OF_AGENT, OF_PRIVATE, OF_PLACE, CAPITAL, OF_PRIVATE_AS_WRITTEN, LOCATES, LOCATES_WITH_THE, THE = (
    1 << bit for bit in range(9)
)
BITS_OF_ROLES = {"agent": OF_AGENT, "private": OF_PRIVATE, "passive": OF_PLACE}


def _can_be(word: str) -> int:
    """Return as bits what a word can be beside a name."""
    small = word.lower()
    is_located_by = small in LOCATING
    bits = (
        (NO_NOUN, small in NO_NOUNS or is_verb(word)),
        (BITS_OF_ROLES.get(head_roles().get(small, ""), 0), True),
        (CAPITAL, word[0].isupper()),
        (OF_PRIVATE_AS_WRITTEN, head_roles().get(word) == "private"),
        (LOCATES, is_located_by and is_located(f"{word} ", len(word) + 1)),
        (LOCATES_WITH_THE, is_located_by and is_located(f"{word} the ", len(word) + 5)),
        (THE, small == "the"),
    )
    return sum(bit for bit, is_set in bits if is_set)


_CAN_BE = WordTable(_can_be)


class Neighbours(NamedTuple):
    """The words of a batch: the text's code points, where each word starts and ends, and what it `can_be`, in bits."""

    codepoints: np.ndarray
    start: np.ndarray
    end: np.ndarray
    can_be: np.ndarray


def roles_among(
    words: Words, sentences: Sequence[str], sentence: np.ndarray, start: np.ndarray, end: np.ndarray, roles: np.ndarray
) -> np.ndarray:
    """Return for each name whether it can act: an adjective is what its noun makes it, a city only a place.

    `words` are those of the sentences, `sentence` the row of each name's, `start` and `end` where it stands among the
    words, `roles` what it is anywhere. The words beside a name are looked up; only where they do not decide, the text
    is read.
    """
    is_capitals = np.fromiter(map(str.isupper, sentences), dtype=bool, count=len(sentences))
    beside = roles_beside(words, start, end, roles)
    beside[is_capitals[sentence] & (roles < 0)] = OPEN
    offset = words.lines[sentence]
    for at in np.flatnonzero(beside == OPEN).tolist():
        place = int(start[at] - offset[at]), int(end[at] - offset[at])
        beside[at] = role_in_text(int(roles[at]), sentences[sentence[at]], *place)
    return beside


def roles_beside(words: Words, start: np.ndarray, end: np.ndarray, roles: np.ndarray) -> np.ndarray:
    """Return the role of each name by the words beside it, OPEN where they do not decide it; `roles`: anywhere."""
    neighbours = Neighbours(words.codepoints, words.start, words.end, _CAN_BE.of(words))
    return _roles_beside(neighbours, start, end, roles)


@kernel
def _roles_beside(words: Neighbours, start: np.ndarray, end: np.ndarray, roles: np.ndarray) -> np.ndarray:
    """Return `roles` with what the words beside names, which are in order, make of them."""
    beside = roles.copy()
    _decide(words, start, end, beside)
    return beside


@inlined
def _decide(words: Neighbours, start: np.ndarray, end: np.ndarray, roles: np.ndarray) -> None:
    """Turn BY_PLACE and BY_NOUN in `roles` into a role or OPEN."""
    first = 0
    for at in range(len(roles)):
        while words.start[first] < start[at]:
            first += 1
        following = first
        while following < len(words.start) and words.start[following] < end[at]:
            following += 1
        if roles[at] == BY_NOUN:
            roles[at] = _role_by_next_words(words, end[at], following)
        elif roles[at] == BY_PLACE:
            role = _role_by_next_word(words, end[at], following)
            roles[at] = PASSIVE if role == AGENT and _follows_locating(words, first) else role


@inlined
def _is_at(words: Neighbours, word: int, position: int) -> bool:
    return 0 <= word < len(words.start) and words.start[word] == position


@inlined
def _code_at(words: Neighbours, position: int) -> int:
    return words.codepoints[position] if position < len(words.codepoints) else 0


@inlined
def _role_by_next_word(words: Neighbours, end: int, following: int) -> int:
    """Return PRIVATE for a place that only says where one is from: "a London newspaper"; OPEN for odd words."""
    if _code_at(words, end) != BLANK:
        return AGENT
    if not _is_at(words, following, end + 1):
        return OPEN if _code_at(words, end + 1) in IN_WORDS else AGENT
    if _code_at(words, words.end[following]) in IN_WORDS:
        return OPEN
    return PRIVATE if words.can_be[following] & OF_PRIVATE_AS_WRITTEN else AGENT


@inlined
def _follows_locating(words: Neighbours, first: int) -> bool:
    """Whether "in", "near" or the like stands before a name's first word, maybe with "the" between."""
    if not _follows_blank(words, first):
        return False
    if words.can_be[first - 1] & LOCATES:
        return True
    is_after_the = words.can_be[first - 1] & THE != 0 and _follows_blank(words, first - 1)
    return is_after_the and words.can_be[first - 2] & LOCATES_WITH_THE != 0


@inlined
def _follows_blank(words: Neighbours, word: int) -> bool:
    """Whether only a blank stands between a word and the one before it."""
    return word > 0 and words.end[word - 1] == words.start[word] - 1 and words.codepoints[words.end[word - 1]] == BLANK


@inlined
def _role_by_next_words(words: Neighbours, end: int, following: int) -> int:
    """Return what up to three words after an adjective make of it; OPEN where hyphens make it hard to tell words."""
    role = OPEN
    for word in range(following, following + MAX_NOUNS):
        joint = _code_at(words, end)
        if joint != BLANK and (joint != HYPHEN or word > following):
            break
        if not _is_at(words, word, end + 1):
            if _code_at(words, end + 1) == HYPHEN:
                return OPEN
            break
        end = words.end[word]
        can_be = words.can_be[word]
        if _code_at(words, end) == HYPHEN:
            return OPEN
        if can_be & NO_NOUN:
            break
        if can_be & (OF_AGENT | OF_PRIVATE):
            return AGENT if can_be & OF_AGENT else PRIVATE
        if role == OPEN and can_be & (OF_PLACE | CAPITAL):
            role = PASSIVE if can_be & OF_PLACE else AGENT
    return AGENT if role == OPEN else role
