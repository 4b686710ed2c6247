"""Persons whom a document introduces with their actor, so that their last name alone will do later on."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW
from signals.attribution.tokens.batch import Batch, begins_with_capital
from signals.attribution.tokens.word_classes import AFTER_OFFICE, COMMA, INTRODUCING_OFFICE, OFFICE_NOUN, QUOTE_MARK
from signals.attribution.tokens.word_features import COMPOUND
from signals.data.word_table import class_expression, expression_of, words_of_class
from signals.text.jit import inlined, kernel

OFFICES = "|".join(
    f"[{word[0].upper()}{word[0]}]{expression_of(word[1:])}" for word in sorted(words_of_class("introducing_office"))
)
AFTER_OFFICES = "|".join(sorted(words_of_class("after_office")))
PERSON_NAME = r"((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
OFFICE_AND_PERSON = re.compile(
    rf"(?:['’]s)? (?:[\w'’.-]+ ){{0,8}}?(?:{OFFICES})(?: (?:{AFTER_OFFICES}) [\w'’ ().-]{{2,70}}?)? {PERSON_NAME}"
)
PERSON_AND_COMMA = re.compile(rf"\b{PERSON_NAME}, ")
OFFICE_IN_TEXT = re.compile(rf"\b{class_expression('office_noun')}\b", re.IGNORECASE)
APPOSITION_LENGTH = 80  # characters, where no comma ends it
INTRODUCTION_REACH = 20  # words after a name in which an office and a person may follow
LONGEST_NAME = 3  # words of a person's name
MAX_INTRODUCED = 50  # persons remembered by their last name; an article introduces fewer, a book would slow down


class Persons(NamedTuple):
    """Persons in the order in which they were introduced: where their last names stand in the batch's text, and the
    numbers of their actors' codes. `size`: one entry, how many there are."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    size: np.ndarray


class Apposition(NamedTuple):
    """A person's name before a comma, characters `start` to `end`, and the `stop` of the apposition after it."""

    start: int
    end: int
    stop: int


def person_after_office(text: str, start: int) -> tuple[int, int] | None:
    """Return where the last name of a person stands who follows the office that an actor's name ends before, at
    character `start`: "Ukraine's deputy minister Ivan Petrov"."""
    match = OFFICE_AND_PERSON.match(text, start)
    return last_name(text, match.end(1)) if match else None


@kernel
def introduction_candidates(batch: Batch) -> np.ndarray:
    """Return the names of actors that an office and a person's name may follow."""
    names = batch.names
    is_candidate = np.zeros(len(names.start), np.bool_)
    for row in range(len(batch.sentences.start)):
        if batch.sentences.classes[row] & INTRODUCING_OFFICE:
            end = batch.sentences.token_indptr[row + 1]
            for name in range(batch.sentences.name_indptr[row], batch.sentences.name_indptr[row + 1]):
                is_actor = names.role[name] == AGENT and not names.is_person[name]
                is_candidate[name] = is_actor and _may_introduce(batch, name, end)
    return np.flatnonzero(is_candidate)


@inlined
def _may_introduce(batch: Batch, name: int, end: int) -> bool:
    """Whether an office that may lead to a person stands after a name, before token `end`, a comma or a quotation."""
    tokens, token = batch.tokens, batch.names.token[name]
    for row in range(token, min(token + INTRODUCTION_REACH, end)):
        if tokens.start[row] >= batch.names.end[name]:
            if tokens.classes[row] & INTRODUCING_OFFICE and _leads_to_person(batch, row, end):
                return True
            if tokens.classes[row] & (COMMA | QUOTE_MARK):
                return False
    return False


@inlined
def _leads_to_person(batch: Batch, office: int, end: int) -> bool:
    """Whether a person's name may follow an office: "minister Ivan Petrov", "envoy to Kyiv Ivan Petrov"."""
    if office + 1 < end and batch.tokens.classes[office + 1] & AFTER_OFFICE:
        return True
    return office + 2 < end and _may_be_name(batch, office + 1) and _may_be_name(batch, office + 2)


@inlined
def _may_be_name(batch: Batch, token: int) -> bool:
    """Whether a word has a capital, or is joined of two of which the second may have one."""
    return begins_with_capital(batch, token) or batch.tokens.features[token] & COMPOUND != 0


def apposition_after(text: str, start: int, stop: int, end: int) -> Apposition | None:
    """Return a person's name and the office told after it: "Ivan Petrov, an envoy of Ukraine,".

    The name and a comma are searched from character `start` to `stop`; the sentence ends at `end`.
    """
    match = PERSON_AND_COMMA.search(text, start, stop)
    if not match:
        return None
    closing = text.find(",", match.end(), end)
    stop = closing if closing > 0 else min(match.end(1) + APPOSITION_LENGTH, end)
    return Apposition(match.start(1), match.end(1), stop) if OFFICE_IN_TEXT.search(text, match.end(1), stop) else None


@kernel
def apposition_candidates(batch: Batch) -> np.ndarray:
    """Return the commas between which and the next one an office of an actor may stand, and before which a person."""
    is_candidate = np.zeros(len(batch.tokens.start), np.bool_)
    for row in range(len(batch.sentences.start)):
        classes = batch.sentences.classes[row]
        if classes & COMMA and classes & OFFICE_NOUN:
            for token in range(batch.sentences.token_indptr[row] + 2, batch.sentences.token_indptr[row + 1]):
                if batch.tokens.classes[token] & COMMA and _may_be_name(batch, token - 1):
                    is_candidate[token] = _may_be_name(batch, token - 2) and _tells_office(batch, token, row)
    return np.flatnonzero(is_candidate)


@inlined
def _tells_office(batch: Batch, comma: int, sentence: int) -> bool:
    """Whether an office and an actor's name stand between two commas, and no actor's name right before them."""
    tokens, names = batch.tokens, batch.names
    token, has_office, has_actor = comma + 1, False, False
    while token < batch.sentences.token_indptr[sentence + 1] and not tokens.classes[token] & COMMA:
        has_office = has_office or tokens.classes[token] & OFFICE_NOUN != 0
        token += 1
    for name in range(batch.sentences.name_indptr[sentence], batch.sentences.name_indptr[sentence + 1]):
        if names.start[name] < tokens.end[comma - 1] and tokens.start[comma - 2] < names.end[name]:
            return False
        has_actor = has_actor or (comma < names.token[name] <= token and names.role[name] == AGENT)
    return has_office and has_actor


def last_name(text: str, end: int) -> tuple[int, int]:
    """Return where the last word of a name stands that ends at a character."""
    return text.rfind(" ", 0, end) + 1, end


@inlined
def remember_person(persons: Persons, codepoints: np.ndarray, start: int, end: int, code: int) -> None:
    """Remember a person by the last name. One known already keeps its place."""
    for row in range(persons.size[0]):
        if is_same_text(codepoints, persons.start[row], persons.end[row], start, end):
            persons.code[row] = code
            return
    row = persons.size[0]
    persons.start[row], persons.end[row], persons.code[row] = start, end, code
    persons.size[0] += 1


@inlined
def forget_first_persons(persons: Persons) -> None:
    """Forget the persons introduced first where there are more than MAX_INTRODUCED."""
    surplus = persons.size[0] - MAX_INTRODUCED
    if surplus > 0:
        for row in range(MAX_INTRODUCED):
            persons.start[row] = persons.start[row + surplus]
            persons.end[row] = persons.end[row + surplus]
            persons.code[row] = persons.code[row + surplus]
        persons.size[0] = MAX_INTRODUCED


@inlined
def is_same_text(codepoints: np.ndarray, start: int, end: int, other: int, other_end: int) -> bool:
    """Whether two pieces of a text hold the same characters."""
    if end - start != other_end - other:
        return False
    for step in range(end - start):  # noqa: SIM110 - a loop is what compiles
        if codepoints[start + step] != codepoints[other + step]:
            return False
    return True


@inlined
def place_of_name(codepoints: np.ndarray, start: int, end: int, name: int, name_end: int) -> int:
    """Return where a name first stands in the text from `start` to `end`, NO_ROW for nowhere."""
    length = name_end - name
    for at in range(start, end - length + 1):
        if codepoints[at] == codepoints[name] and is_same_text(codepoints, at, at + length, name, name_end):
            return at
    return NO_ROW
