"""Tell a headline's speaker before a colon ("Kyiv: no talks") from its topic ("Ukraine war: ..."), and find one after a
dash ("No talks – Kyiv")."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, NameKind, TokenColumns
from signals.attribution.sentence.name_buffer import NameBuffer
from signals.attribution.tokens.batch import SPACE_CHARACTER, Batch
from signals.attribution.tokens.word_classes import COLON, OFFICE_NOUN, QUOTE_MARK, TOPIC
from signals.text.jit import inlined, kernel

TEXT_BEFORE_COLON = re.compile(r"^([^:“”\"]{2,75}): (?=\S)")
SHORTEST_TOPIC, LONGEST_TOPIC = 2, 75
SPEAKING_KINDS = (NameKind.PERSON, NameKind.SURNAME, NameKind.OFFICE, NameKind.MINISTRY, NameKind.FORCE)
TOPIC_KINDS = (NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.ENEMY)  # of names that are the topic before a colon
SEAT_KINDS = (NameKind.CAPITAL, NameKind.SEAT, NameKind.ABBREVIATION)
MOST_WORDS = 9  # of a speaker before a colon
MOST_BESIDES = 4  # characters besides its name of a state that speaks before a colon
DASH_SPEAKER = re.compile(
    r" (?:[–—-]+ ?|\| )((?:the )?[A-Z][^–—|:,]{1,60}?(?:, [\w ’']{3,50})?|[a-z][\w ’']{3,40})[. ]*$"
)
DASH_CHARACTERS = (ord("-"), ord("–"), ord("—"), ord("|"))
DASH_REACH = 200  # characters before the end of a sentence; a speaker after a dash is shorter


class Topic(NamedTuple):
    """What stands before a colon: characters `start` to `end`; the `rest` begins after the colon. `may_speak`: whether
    it is short enough for a speaker; `leads_on`: whether its own words seem to follow."""

    start: int
    end: int
    rest: int
    may_speak: bool
    leads_on: bool


def topic_of(sentence: str) -> Topic | None:
    """Return what stands before a sentence's colon, None where it leads to a quotation or stands too far off."""
    match = TEXT_BEFORE_COLON.match(sentence)
    if not match:
        return None
    following = sentence[match.end()]
    if match[1].endswith(("says", "said")) and following in '“"':
        return None
    may_speak = len(match[1].split()) <= MOST_WORDS
    return Topic(0, match.end(1), match.end(), may_speak, following.islower() or following in "“‘'\"")


@kernel
def topic_candidates(batch: Batch) -> np.ndarray:
    """Return the sentences whose first colon stands near the beginning, no quotation before it and a blank after it."""
    is_candidate = np.zeros(len(batch.sentences.start), np.bool_)
    for row in range(len(is_candidate)):
        if batch.sentences.classes[row] & COLON:
            is_candidate[row] = _may_have_topic(batch, row)
    return np.flatnonzero(is_candidate)


@inlined
def _may_have_topic(batch: Batch, row: int) -> bool:
    for token in range(batch.sentences.token_indptr[row], batch.sentences.token_indptr[row + 1]):
        if batch.tokens.classes[token] & QUOTE_MARK:
            return False
        if batch.tokens.classes[token] & COLON:
            position = batch.tokens.start[token]
            is_near = SHORTEST_TOPIC <= position - batch.sentences.start[row] <= LONGEST_TOPIC
            return is_near and position + 1 < len(batch.searched) and batch.searched[position + 1] == SPACE_CHARACTER
    return False


def dash_speaker(text: str) -> tuple[int, int, int] | None:
    """Return where a dash before a closing speaker ("... – Kyiv") and the speaker begin, and where the speaker ends."""
    match = DASH_SPEAKER.search(text)
    return (match.start(), match.start(1), match.end(1)) if match else None


@kernel
def dash_speaker_candidates(batch: Batch) -> np.ndarray:
    """Return the sentences near whose end a dash or a bar stands after a blank, and before the last token."""
    sentences = batch.sentences
    is_candidate = np.zeros(len(sentences.start), np.bool_)
    for row in range(len(sentences.start)):
        last = sentences.token_indptr[row + 1] - 1
        if last >= sentences.token_indptr[row]:
            start = max(sentences.start[row], sentences.end[row] - DASH_REACH)
            is_candidate[row] = _has_dash(batch.searched, start, batch.tokens.start[last])
    return np.flatnonzero(is_candidate)


@inlined
def _has_dash(codepoints: np.ndarray, start: int, end: int) -> bool:
    for at in range(start + 1, end):
        if codepoints[at] in DASH_CHARACTERS and codepoints[at - 1] == SPACE_CHARACTER:
            return True
    return False


@inlined
def name_before_colon(
    names: NameBuffer, tokens: TokenColumns, token_start: int, topic: Topic, is_state: np.ndarray
) -> int:
    """Return the name that speaks before a colon ("Kyiv: no talks"), NO_ROW for a topic ("Ukraine war: ...").

    `token_start`: the sentence's first token; `is_state`: whether a code is a state's.
    """
    columns, first, n_speakers, has_office = names.columns, NO_ROW, 0, False
    for name in range(names.bounds[0], names.bounds[1]):
        if columns.end[name] <= topic.end and columns.role[name] == AGENT:
            first = name if first == NO_ROW else first
            n_speakers += 1
            has_office = has_office or columns.kind[name] in SPEAKING_KINDS
    if not n_speakers or not topic.may_speak:
        return NO_ROW
    row = token_start
    while row < len(tokens.start) and tokens.start[row] < topic.end:
        if tokens.classes[row] & TOPIC and not _is_in_speaker(tokens, row, names):
            return NO_ROW
        has_office = has_office or tokens.classes[row] & OFFICE_NOUN != 0
        row += 1
    if has_office:
        return first
    return first if n_speakers == 1 and _state_may_speak(names, first, topic, is_state) else NO_ROW


@inlined
def _is_in_speaker(tokens: TokenColumns, row: int, names: NameBuffer) -> bool:
    """Whether a token is part of a name that can act."""
    columns = names.columns
    for name in range(names.bounds[0], names.bounds[1]):
        is_inside = columns.start[name] <= tokens.start[row] and tokens.end[row] <= columns.end[name]
        if is_inside and columns.role[name] == AGENT:
            return True
    return False


@inlined
def _state_may_speak(names: NameBuffer, name: int, topic: Topic, is_state: np.ndarray) -> bool:
    """Whether a lone name that tells no office speaks before a colon: a seat of power.

    A state's bare name is as often the topic ("Ukraine: What we know"): it speaks only where words of its own follow,
    small or quoted ("Russia: no grounds for talks").
    """
    columns = names.columns
    n_besides = topic.end - topic.start - (columns.end[name] - columns.start[name])
    if columns.kind[name] in TOPIC_KINDS or n_besides > MOST_BESIDES:
        return False
    return columns.kind[name] in SEAT_KINDS or not is_state[columns.code[name]] or topic.leads_on
