"""What a name can be in its place: an agent, a mere place, or where a private person or institution is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from .actors import Alias
from .mention_table import AGENT, PASSIVE, PRIVATE, ROLES
from .spans import Spans
from .tables import TABLES, table_rows
from .verbs import verb_forms
from .words import Words, WordTable

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


OPEN = -1  # the words beside a name leave its role open
NUMBER_OF_ROLE = {role: number for number, role in enumerate(ROLES.tolist())}
IN_WORDS = np.array([ord(mark) for mark in "’'-"], dtype=np.uint32)  # what WORD_AFTER takes for part of a word


LOCATING = re.compile("in|near|inside|outside|around|across|throughout|central|downtown|the", re.IGNORECASE)
LOCATED = re.compile(
    r"\b(?:in|near|inside|outside|around|across|throughout|central|downtown)(?: the)? $", re.IGNORECASE
)

# How the words of LOCATED end: a quick look that spares most searches.
ENDS_OF_LOCATED = ("in ", "ar ", "de ", "nd ", "ss ", "ut ", "al ", "wn ", "he ")


@cache
def head_roles() -> dict[str, str]:
    """Return what a noun after an adjective makes of it: "Russian troops" agent, "Russian poet" private."""
    return {row["word"]: row["role"] for _, row in table_rows(TABLES / "heads.csv", columns=("word", "role", "source"))}


def roles_among(
    words: Words, sentences: Sequence[str], sentence: np.ndarray, names: Spans, aliases: Sequence[Alias]
) -> np.ndarray:
    """Return for each name whether it can act: an adjective is what its noun makes it, a city only a place, "in Moscow"
    too.

    `words` are those of the sentences, `sentence` the row of each name's, `names` and `aliases` where it stands and
    what it stands for. The words beside a name are looked up; only where they do not decide, the text is read.
    """
    roles = [_role_anywhere(alias) for alias in aliases]
    open_ = np.array([at for at, role in enumerate(roles) if role == OPEN], dtype=np.int64)
    is_adjective = np.array([aliases[at].kind in ADJECTIVES for at in open_.tolist()], dtype=bool)
    beside = roles_beside(words, names.start[open_], names.end[open_], is_adjective)
    beside[np.fromiter(map(str.isupper, sentences), dtype=bool, count=len(sentences))[sentence[open_]]] = OPEN
    offset = words.lines[sentence]
    for at, role in zip(open_.tolist(), beside.tolist(), strict=True):
        start, end = int(names.start[at] - offset[at]), int(names.end[at] - offset[at])
        roles[at] = role if role != OPEN else role_in_text(aliases[at], sentences[sentence[at]], start, end)
    return np.array(roles, dtype=np.int8)


def _role_anywhere(alias: Alias) -> int:
    """The role that a name has wherever it stands; OPEN where the words beside it have a say."""
    if alias.kind in NAMES_OF_PLACES or (alias.rule == "seat_not_city" and alias.kind == "capital"):
        return PASSIVE
    return OPEN if alias.kind in PLACED or alias.kind in ADJECTIVES else AGENT


def roles_beside(words: Words, start: np.ndarray, end: np.ndarray, is_adjective: np.ndarray) -> np.ndarray:
    """Return the role of each name whose neighbours are plain words that decide it, OPEN for the others."""
    codes = np.append(words.codes, np.zeros(2, dtype=np.uint32))
    follower = np.searchsorted(words.start, end)
    is_next = np.append(words.start, -1)[follower] == end + 1
    after_next = np.append(words.character_after, 0)[follower]
    by_noun = np.append(_ROLE_BY_FIRST.of(words), OPEN)[follower]
    joins = (codes[end] == ord(" ")) | (codes[end] == ord("-"))
    of_adjective = np.where(is_next & (after_next != ord("-")), by_noun, OPEN)
    of_adjective[~joins | (~is_next & (codes[end + 1] != ord("-")))] = AGENT

    goes_on = np.isin(after_next, IN_WORDS) & is_next | np.isin(codes[end + 1], IN_WORDS)
    names_private = np.append(_IS_PRIVATE.of(words), 0)[follower].astype(bool) & is_next
    may_be_private = (names_private | goes_on) & (codes[end] == ord(" "))
    before = np.searchsorted(words.start, start) - 1
    is_located = (words.end[before] == start - 1) & _IS_LOCATING.of(words)[before].astype(bool)
    of_place = np.where(may_be_private | is_located, OPEN, AGENT)
    return np.where(is_adjective, of_adjective, of_place)


def role_in_text(alias: Alias, sentence: str, start: int, end: int) -> int:
    """Return the role that the text gives to a place or an adjective."""
    if alias.kind in PLACED:
        if _names_a_private(sentence, end):
            return PRIVATE
        return PASSIVE if _is_located(sentence, start) else AGENT
    following = WORDS_AFTER.match(sentence, end)
    return _role_by_noun(following.groups()) if following else AGENT


def _role_by_first(word: str) -> int:
    """What a word makes of the adjective before it; OPEN where later ones count, too."""
    if word.lower() in NO_NOUNS or _is_verb(word):
        return AGENT
    known = NUMBER_OF_ROLE.get(head_roles().get(word.lower(), ""), OPEN)
    return known if known in (AGENT, PRIVATE) else OPEN


_ROLE_BY_FIRST = WordTable(_role_by_first)
_IS_PRIVATE = WordTable(lambda word: head_roles().get(word) == "private")
_IS_LOCATING = WordTable(lambda word: LOCATING.fullmatch(word) is not None)


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


def _role_by_noun(words: Sequence[str | None]) -> int:
    """What the words after an adjective make of it: "official" agent, "border city" passive, "poet" private."""
    roles, role = head_roles(), ""
    for word in words:
        if word is None or word.lower() in NO_NOUNS or _is_verb(word):
            break
        known = roles.get(word.lower())
        if known in ("agent", "private"):
            return NUMBER_OF_ROLE[known]
        role = role or known or ("agent" if word[0].isupper() else "")
    return NUMBER_OF_ROLE[role or "agent"]


def _is_verb(word: str) -> bool:
    """A verb ends the noun phrase: "US suspended food aid". Words that are nouns as often do not count."""
    return verb_forms().get(word, ("", ""))[1] == "finite" and word not in head_roles()
