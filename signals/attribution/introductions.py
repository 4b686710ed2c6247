"""Persons whom a document introduces with their actor, so that their last name alone will do later on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..compiled import part
from .columns import NO_ROW
from .words import OFFICE_NOUN

INTRODUCED = re.compile(
    r"(?:['’]s)? (?:[\w'’.-]+ ){0,8}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ee]nvoy|[Ss]pokes\w+|"
    r"[Ss]ecretary|[Cc]hief|[Gg]eneral|[Ll]eader|[Oo]fficial|[Cc]ommander|[Ss]enator|[Dd]iplomat|"
    r"[Nn]egotiator|[Aa]dvis[eo]r|[Cc]hancellor|[Pp]remier|[Gg]overnor)(?: (?:to|for|of|at|"
    r"in) [\w'’ ().-]{2,70}?)? ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
)
APPOSITION = re.compile(r"\b((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+), (?:the |an? )?(?:[\w'’-]+ ){0,3}?(?=[\w'’.-]*)")
APPOSITION_LENGTH = 80  # characters, where no comma ends it
MAX_INTRODUCED = 50  # persons remembered by their last name; an article introduces fewer, a book would slow down
NAMES_OFFICE = (" ", "'", "’")  # how INTRODUCED begins


class Person(NamedTuple):
    """A person introduced: where the last name stands, and the number of the actor's code."""

    start: int
    end: int
    code: int


class Persons(NamedTuple):
    """Persons in the order in which they were introduced: the columns of `Person`."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray


class Name(NamedTuple):
    """An actor's name in a sentence: characters `start` to `end`, whether it can act and whether it is a person's."""

    start: int
    end: int
    code: int
    is_agent: bool
    is_person: bool


def after_offices(sentence: str, names: Sequence[Name]) -> dict[str, Person]:
    """Return by last name who follows an office and its country: "Ukraine's deputy minister Ivan Petrov"."""
    introduced: dict[str, Person] = {}
    for name in names:
        if name.is_agent and not name.is_person and sentence.startswith(NAMES_OFFICE, name.end):
            match = INTRODUCED.match(sentence, name.end)
            if match:
                introduced |= _last_name(match, name.code)
    return introduced


def appositions(sentence: str, names: Sequence[Name]) -> dict[str, Person]:
    """Return by last name who is told the office of: "Ivan Petrov, an envoy of Ukraine,"."""
    introduced: dict[str, Person] = {}
    agents = [one for one in names if one.is_agent]
    if not any(_follows_a_name(sentence, one.start) for one in agents):
        return introduced
    for match in APPOSITION.finditer(sentence, 0, agents[-1].start):
        closing = sentence.find(",", match.end())
        end = closing if closing > 0 else min(match.end(1) + APPOSITION_LENGTH, len(sentence))
        if not OFFICE_NOUN.search(sentence, match.end(1), end) or any(
            one.start < match.end(1) and one.end > match.start() for one in names
        ):
            continue
        inside = next((one for one in agents if match.end(1) <= one.start < end), None)
        if inside:
            introduced |= _last_name(match, inside.code)
    return introduced


def _last_name(match: re.Match[str], code: int) -> dict[str, Person]:
    last = match[1].split()[-1]
    return {last: Person(match.end(1) - len(last), match.end(1), code)}


def _follows_a_name(text: str, start: int) -> bool:
    """Whether the word before the last comma before a place begins with a capital: without that, no apposition."""
    comma = text.rfind(",", 0, start)
    return comma > 0 and text[text.rfind(" ", 0, comma) + 1].isupper()


@part
def remember(persons: Persons, n_persons: int, codes: np.ndarray, start: int, end: int, code: int) -> int:
    """Remember a person by the last name; returns how many are remembered. One known already keeps its place."""
    for row in range(n_persons):
        if is_same(codes, persons.start[row], persons.end[row], start, end):
            persons.code[row] = code
            return n_persons
    persons.start[n_persons], persons.end[n_persons], persons.code[n_persons] = start, end, code
    return n_persons + 1


@part
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


@part
def is_same(codes: np.ndarray, start: int, end: int, other: int, other_end: int) -> bool:
    """Whether two pieces of a text hold the same characters."""
    if end - start != other_end - other:
        return False
    for step in range(end - start):  # noqa: SIM110 - a loop is what compiles
        if codes[start + step] != codes[other + step]:
            return False
    return True


@part
def first_place(codes: np.ndarray, start: int, end: int, name: int, name_end: int) -> int:
    """Return where a name first stands in the text from `start` to `end`, NO_ROW for nowhere."""
    length = name_end - name
    for at in range(start, end - length + 1):
        if codes[at] == codes[name] and is_same(codes, at, at + length, name, name_end):
            return at
    return NO_ROW
