"""What the words beside a name make of it, looked up: the text itself is read only where they do not decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .compiled import compiled, part
from .mention_table import AGENT, PASSIVE, PRIVATE
from .name_roles import BY_NOUN, BY_PLACE, LOCATING, NO_NOUNS, OPEN, head_roles, is_located, is_verb, role_in_text
from .words import Words, WordTable

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

    codes: np.ndarray
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
    neighbours = Neighbours(words.codes, words.start, words.end, _CAN_BE.of(words))
    return _roles_beside(neighbours, start, end, roles)


@compiled
def _roles_beside(words: Neighbours, start: np.ndarray, end: np.ndarray, roles: np.ndarray) -> np.ndarray:
    """Return `roles` with what the words beside names, which are in order, make of them."""
    beside = roles.copy()
    _decide(words, start, end, beside)
    return beside


@part
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


@part
def _is_at(words: Neighbours, word: int, position: int) -> bool:
    return 0 <= word < len(words.start) and words.start[word] == position


@part
def _code_at(words: Neighbours, position: int) -> int:
    return words.codes[position] if position < len(words.codes) else 0


@part
def _role_by_next_word(words: Neighbours, end: int, following: int) -> int:
    """Return PRIVATE for a place that only says where one is from: "a London newspaper"; OPEN for odd words."""
    if _code_at(words, end) != BLANK:
        return AGENT
    if not _is_at(words, following, end + 1):
        return OPEN if _code_at(words, end + 1) in IN_WORDS else AGENT
    if _code_at(words, words.end[following]) in IN_WORDS:
        return OPEN
    return PRIVATE if words.can_be[following] & OF_PRIVATE_AS_WRITTEN else AGENT


@part
def _follows_locating(words: Neighbours, first: int) -> bool:
    """Whether "in", "near" or the like stands before a name's first word, maybe with "the" between."""
    if not _follows_blank(words, first):
        return False
    if words.can_be[first - 1] & LOCATES:
        return True
    is_after_the = words.can_be[first - 1] & THE != 0 and _follows_blank(words, first - 1)
    return is_after_the and words.can_be[first - 2] & LOCATES_WITH_THE != 0


@part
def _follows_blank(words: Neighbours, word: int) -> bool:
    """Whether only a blank stands between a word and the one before it."""
    return word > 0 and words.end[word - 1] == words.start[word] - 1 and words.codes[words.end[word - 1]] == BLANK


@part
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
