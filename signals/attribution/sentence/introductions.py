"""Persons whom a document introduces with their actor, so that their last name alone will do later on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.attribution.records import NO_ROW
from signals.attribution.tokens.word_lists import OFFICE_NOUN
from signals.text.jit import inlined

INTRODUCED = re.compile(
    r"(?:['’]s)? (?:[\w'’.-]+ ){0,8}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ee]nvoy|[Ss]pokes\w+|"
    r"[Ss]ecretary|[Cc]hief|[Gg]eneral|[Ll]eader|[Oo]fficial|[Cc]ommander|[Ss]enator|[Dd]iplomat|"
    r"[Nn]egotiator|[Aa]dvis[eo]r|[Cc]hancellor|[Pp]remier|[Gg]overnor)(?: (?:to|for|of|at|"
    r"in) [\w'’ ().-]{2,70}?)? ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
)
APPOSITION = re.compile(r"\b((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+), ")
APPOSITION_LENGTH = 80  # characters, where no comma ends it
MAX_INTRODUCED = 50  # persons remembered by their last name; an article introduces fewer, a book would slow down


class Persons(NamedTuple):
    """Persons in the order in which they were introduced: where their last names stand in the batch's text, and the
    numbers of their actors' codes."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray


def after_office(text: str, start: int) -> tuple[int, int] | None:
    """Return where the last name of a person stands who follows the office that an actor's name ends before, at
    character `start`: "Ukraine's deputy minister Ivan Petrov"."""
    match = INTRODUCED.match(text, start)
    return _last_word(text, match.end(1)) if match else None


def in_apposition(
    text: str, start: int, stop: int, end: int, names: Sequence[tuple[int, int]], agents: dict[int, int]
) -> tuple[int, int, int] | None:
    """Return where the last name of a person stands who is told the office of, and the code of the actor who gave it:
    "Ivan Petrov, an envoy of Ukraine,".

    The person's name and a comma are searched from character `start` to `stop`; the sentence ends at `end`. `names`:
    where actors' names begin and end in it; `agents`: the codes of those that can act, by where they begin.
    """
    match = APPOSITION.search(text, start, stop)
    if not match:
        return None
    closing = text.find(",", match.end(), end)
    last = closing if closing > 0 else min(match.end(1) + APPOSITION_LENGTH, end)
    is_actor = any(first < match.end(1) and after > match.start() for first, after in names)
    if is_actor or not OFFICE_NOUN.search(text, match.end(1), last):
        return None
    code = next((code for at, code in agents.items() if match.end(1) <= at < last), NO_ROW)
    return (*_last_word(text, match.end(1)), code) if code != NO_ROW else None


def _last_word(text: str, end: int) -> tuple[int, int]:
    return text.rfind(" ", 0, end) + 1, end


@inlined
def remember(persons: Persons, n_persons: int, codes: np.ndarray, start: int, end: int, code: int) -> int:
    """Remember a person by the last name; returns how many are remembered. One known already keeps its place."""
    for row in range(n_persons):
        if is_same(codes, persons.start[row], persons.end[row], start, end):
            persons.code[row] = code
            return n_persons
    persons.start[n_persons], persons.end[n_persons], persons.code[n_persons] = start, end, code
    return n_persons + 1


@inlined
def forget(persons: Persons, n_persons: int) -> int:
    """Forget the persons introduced first where there are too many; returns how many are left."""
    surplus = n_persons - MAX_INTRODUCED
    if surplus <= 0:
        return n_persons
    for row in range(MAX_INTRODUCED):
        persons.start[row] = persons.start[row + surplus]
        persons.end[row] = persons.end[row + surplus]
        persons.code[row] = persons.code[row + surplus]
    return MAX_INTRODUCED


@inlined
def is_same(codes: np.ndarray, start: int, end: int, other: int, other_end: int) -> bool:
    """Whether two pieces of a text hold the same characters."""
    if end - start != other_end - other:
        return False
    for step in range(end - start):  # noqa: SIM110 - a loop is what compiles
        if codes[start + step] != codes[other + step]:
            return False
    return True


@inlined
def first_place(codes: np.ndarray, start: int, end: int, name: int, name_end: int) -> int:
    """Return where a name first stands in the text from `start` to `end`, NO_ROW for nowhere."""
    length = name_end - name
    for at in range(start, end - length + 1):
        if codes[at] == codes[name] and is_same(codes, at, at + length, name, name_end):
            return at
    return NO_ROW
