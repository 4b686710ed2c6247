"""What attribution's kernels read and return, as columns: a batch's tokens, names and sentences, and one finding."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

NO_ROW = -1  # no token, name, actor's code, character or sentence
NATO, EU = range(2)  # the numbers of the codes that "the alliance", "the bloc" stand for


class NameKind(IntEnum):
    """The kinds of names: those of the actor tables, then those that attribution adds, in the order of adding."""

    NAME, OFFICIAL, DEMONYM, ADJECTIVE, CAPITAL, SEAT, MINISTRY, FORCE, ABBREVIATION, MISSPELLING = range(10)
    PARTY, CITY, REGION, PERSON, SURNAME, TRAP = range(10, 16)
    INTRODUCED, OFFICE, ENEMY = range(16, 19)


class TokenColumns(NamedTuple):
    """A batch's tokens: `classes` (bits of word_classes.py) and `features` (bits of word_features.py) of each, `start`
    and `end` in characters of the batch's text, and whether it stands in a quotation."""

    classes: np.ndarray
    features: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_quoted: np.ndarray


class NameColumns(NamedTuple):
    """Actors' names in order of position: `start` and `end` in characters of the batch's text, the number of the
    actor's `code`, the `kind` (NameKind), the `role` (of actors/mentions.py), whether it is a person's, and the `token`
    at which it begins."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    kind: np.ndarray
    role: np.ndarray
    is_person: np.ndarray
    token: np.ndarray


class SentenceColumns(NamedTuple):
    """A batch's sentences: `start` and `end` in characters, the rows of document and paragraph, row pointers to tokens
    and names (one entry more than sentences), the `classes` of all its tokens together, and whether it begins within a
    quotation."""

    start: np.ndarray
    end: np.ndarray
    document: np.ndarray
    paragraph: np.ndarray
    token_indptr: np.ndarray
    name_indptr: np.ndarray
    classes: np.ndarray
    begins_quoted: np.ndarray


class SentenceView(NamedTuple):
    """One sentence as the rules see it.

    Its tokens are rows `token_start` to `token_end` of `tokens`, a closing time stamp left out; its own words begin at
    the token `body_start`, after a dateline or a topic. Its names are the first `n_names` of `names`. `classes`: those
    of all its tokens together. `colon_speaker`: the name (a row of `names`) that speaks before a colon. `dash`,
    `dash_speaker_start`, `dash_speaker_end`: the characters of a dash before a closing speaker, and of that speaker's
    words. `last_speaker`: the code of the document's last speaker. NO_ROW where there is none.
    """

    codepoints: np.ndarray
    tokens: TokenColumns
    names: NameColumns
    n_names: int
    token_start: int
    token_end: int
    body_start: int
    classes: int
    begins_quoted: bool
    colon_speaker: int
    dash: int
    dash_speaker_start: int
    dash_speaker_end: int
    last_speaker: int


class AttributionRule(IntEnum):
    """The rule behind a finding, as basis.py shows it. From FIRST_REPORTED on it tells who speaks, from FIRST_SPOKEN
    on in words that are not a reporter's."""

    NO_RULE = -1  # does not apply: the next rule is tried
    NOBODY, CONTINUED_QUOTATION, ACTS, GIVER, PASSIVE, PASSIVE_BY, AGENT, DEED, REPORTED_DEED, NAMES, ABOUT = range(11)
    REPORTERS_WORDS, SPEAKER, SPEAKER_AFTER, SPEAKER_AFTER_NO_ACTOR, BEFORE_COLON, AFTER_DASH = range(11, 17)
    QUOTATION, QUOTATION_NO_ACTOR, CARRIED, ACCORDING = range(17, 21)
    FIRST_REPORTED, FIRST_SPOKEN = REPORTERS_WORDS, SPEAKER


class Finding(NamedTuple):
    """What a rule says: the `rule`, the codes of source and target (NO_ROW: nobody), and which
    characters of the batch's text show it: `start` to `end`, and a name's, `name_start` to `name_end`."""

    rule: AttributionRule
    source: int
    target: int
    start: int
    end: int
    name_start: int
    name_end: int
