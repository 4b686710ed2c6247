"""Tell a headline's speaker before a colon ("Kyiv: no talks") from its topic ("Ukraine war: ..."), and find one after a
dash ("No talks – Kyiv")."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from signals.attribution.records import (
    ABBREVIATION,
    ADJECTIVE,
    AGENT,
    CAPITAL,
    DEMONYM,
    ENEMY,
    FORCE,
    MINISTRY,
    NO_ROW,
    OFFICE,
    PERSON,
    SEAT,
    SURNAME,
    NameColumns,
    WordColumns,
)
from signals.attribution.tokens.word_kinds import NAMES_OFFICE, NAMES_TOPIC
from signals.text.jit import inlined

TOPIC = re.compile(r"^([^:“\"]{2,75}): (?=\S)")
OFFICES = (PERSON, SURNAME, OFFICE, MINISTRY, FORCE)  # kinds of names that speak, whatever else stands before a colon
TOPICS = (ADJECTIVE, DEMONYM, ENEMY)
SEATS = (CAPITAL, SEAT, ABBREVIATION)
MOST_WORDS = 9  # of a speaker before a colon
MOST_BESIDES = 4  # characters besides its name of a state that speaks before a colon
DASH_SPEAKER = re.compile(
    r" (?:[–—-]+ ?|\| )((?:the )?[A-Z][^–—|:,]{1,60}?(?:, [\w ’']{3,50})?|[a-z][\w ’']{3,40})[. ]*$"
)


class Topic(NamedTuple):
    """What stands before a colon: characters from the sentence's start up to `end`; the `rest` begins after the colon.
    `may_speak`: whether it is short enough for a speaker; `leads_on`: whether its own words seem to follow."""

    end: int
    rest: int
    may_speak: bool
    leads_on: bool


def topic_of(sentence: str) -> Topic | None:
    """Return what stands before a sentence's colon, None where it leads to a quotation or stands too far off."""
    match = TOPIC.match(sentence)
    if not match:
        return None
    following = sentence[match.end()]
    if match[1].endswith(("says", "said")) and following in '“"':
        return None
    may_speak = len(match[1].split()) <= MOST_WORDS
    return Topic(match.end(1), match.end(), may_speak, following.islower() or following in "“‘'\"")


def dash_speaker(text: str) -> tuple[int, int, int] | None:
    """Return where a dash before a closing speaker ("... – Kyiv") and the speaker begin, and where the speaker ends."""
    match = DASH_SPEAKER.search(text)
    return (match.start(), match.start(1), match.end(1)) if match else None


@inlined
def name_before_colon(
    words: WordColumns,
    begin: int,
    names: NameColumns,
    low: int,
    high: int,
    topic: Topic,
    start: int,
    is_state: np.ndarray,
) -> int:
    """Return the name that speaks before a colon ("Kyiv: no talks"), NO_ROW for a topic ("Ukraine war: ...").

    `begin`, `start`: the word and the character at which the sentence begins, its names rows `low` to `high`;
    `is_state`: whether a code is a state's.
    """
    first, n_speakers, has_office = NO_ROW, 0, False
    for name in range(low, high):
        if names.end[name] <= topic.end and names.role[name] == AGENT:
            first = name if first == NO_ROW else first
            n_speakers += 1
            has_office = has_office or names.kind[name] in OFFICES
    if not n_speakers or not topic.may_speak:
        return NO_ROW
    row = begin
    while row < len(words.start) and words.start[row] < topic.end:
        if words.kinds[row] & NAMES_TOPIC and not _is_in_speaker(words, row, names, low, high):
            return NO_ROW
        has_office = has_office or words.kinds[row] & NAMES_OFFICE != 0
        row += 1
    if has_office:
        return first
    length = topic.end - start
    return first if n_speakers == 1 and _state_may_speak(names, first, length, topic.leads_on, is_state) else NO_ROW


@inlined
def _is_in_speaker(words: WordColumns, row: int, names: NameColumns, low: int, high: int) -> bool:
    """Whether a word is part of a name that can act."""
    for name in range(low, high):
        if names.start[name] <= words.start[row] and words.end[row] <= names.end[name] and names.role[name] == AGENT:
            return True
    return False


@inlined
def _state_may_speak(names: NameColumns, name: int, length: int, leads_on: bool, is_state: np.ndarray) -> bool:
    """Whether a lone name that tells no office speaks before a colon, with all `length` characters: a seat of power.

    A state's bare name is as often the topic ("Ukraine: What we know"): it speaks only where words of its own follow,
    small or quoted ("Russia: no grounds for talks").
    """
    if names.kind[name] in TOPICS or length - (names.end[name] - names.start[name]) > MOST_BESIDES:
        return False
    return names.kind[name] in SEATS or not is_state[names.code[name]] or leads_on
