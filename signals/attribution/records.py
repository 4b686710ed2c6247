"""The kinds of names, numbered: those of the actor tables, then those that attribution adds, in the
order in which it does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

# What attribution's compiled loops read and return, as columns: words, names, one sentence's view, what was found.

NO_ROW = -1  # no word, name, code or sentence
AGENT, PASSIVE, PRIVATE = range(3)  # what a name can be, as numbers of name_roles.py's words
NATO, EU = range(2)  # the codes that words stand for: "the alliance", "the bloc"


class WordColumns(NamedTuple):
    """A batch's words and marks: `kinds` (bits of kinds.py) and `classes` (bits of classes.py) of each, `start` and
    `end` in characters of the batch's text, and whether it stands in a quotation."""

    kinds: np.ndarray
    classes: np.ndarray
    start: np.ndarray
    end: np.ndarray
    quoted: np.ndarray


class NameColumns(NamedTuple):
    """Actors' names in order of position: `start` and `end` in characters of the batch's text, numbers of the actor's
    `code` and of the `kind` of name, the `role`, whether it is a person's, and `at`, the word at which it begins."""

    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    kind: np.ndarray
    role: np.ndarray
    person: np.ndarray
    at: np.ndarray


class View(NamedTuple):
    """One sentence as the rules see it.

    Its words are rows `begin` to `stop` of `words` (a closing time stamp left out), its names the first `n_names` of
    `names`. `first`: the word at which its own words begin, after a dateline or a topic. `has`: the kinds of all its
    words together. `colon_speaker`: the name (a row of `names`) that speaks before a colon, NO_ROW for none.
    `dash`, `dash_speaker`, `dash_end`: the characters at which a dash before a closing speaker, and that speaker's
    words, begin, and where these end; NO_ROW without. `carried`: the code of the document's last speaker, NO_ROW for
    none.
    """

    codes: np.ndarray
    words: WordColumns
    names: NameColumns
    n_names: int
    begin: int
    stop: int
    first: int
    has: int
    begins_quoted: bool
    colon_speaker: int
    dash: int
    dash_speaker: int
    dash_end: int
    carried: int


class Found(NamedTuple):
    """What a rule says: the `rule` (a number of basis.py), the codes of source and target (NO_ROW: nobody), and which
    characters of the batch's text show it: `start` to `end`, and a name's, `name_start` to `name_end`."""

    rule: int
    source: int
    target: int
    start: int
    end: int
    name_start: int
    name_end: int


class SentenceColumns(NamedTuple):
    """A batch's sentences: where each starts and ends in characters, the rows of its document and paragraph, its first
    word and first name (one entry more than sentences), the kinds of all its words together, whether it begins in a
    quotation, and which expressions have to look at it (bits of hints.py)."""

    start: np.ndarray
    end: np.ndarray
    document: np.ndarray
    paragraph: np.ndarray
    first_word: np.ndarray
    first_name: np.ndarray
    has: np.ndarray
    begins_quoted: np.ndarray
    hints: np.ndarray


KINDS = (
    "name", "official", "demonym", "adjective", "capital", "seat", "ministry", "force", "abbreviation", "misspelling",
    "party", "city", "region", "person", "surname", "trap", "introduced", "office", "enemy",
)  # fmt: skip
(
    NAME, OFFICIAL, DEMONYM, ADJECTIVE, CAPITAL, SEAT, MINISTRY, FORCE, ABBREVIATION, MISSPELLING,
    PARTY, CITY, REGION, PERSON, SURNAME, TRAP, INTRODUCED, OFFICE, ENEMY,
) = range(19)  # fmt: skip
