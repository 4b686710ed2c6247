"""What regular expressions tell of the few sentences that may hold it: datelines, stamps, topics, persons, offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from .columns import AGENT, NO_ROW, NameColumns, SentenceColumns, WordColumns
from .datelines import dateline_end, stamp_start
from .headlines import dash_speaker, topic_of
from .hints import (
    MAY_BEGIN_WITH_DATELINE,
    MAY_BEGIN_WITH_TOPIC,
    MAY_END_WITH_SPEAKER,
    MAY_END_WITH_STAMP,
    MAY_HAVE_APPOSITION,
    MAY_NAME_OFFICE_HOLDER,
)
from .introductions import Name, Person, Persons, after_offices, appositions
from .kinds import HAS_ENEMY, HAS_HOME_OFFICE
from .standpoints import OFFICE_REACH, Sides, enemies_in, offices_among
from .tokens import Batch


class Frames(NamedTuple):
    """What stands around the words of each sentence, in characters of the batch's text.

    `start`: where its own words begin, after a dateline; `stop`: where they end, before a time stamp. `topic_end`: the
    end of what stands before a colon; `topic_rest`, `may_speak`, `leads_on`: the rest of `headlines.Topic`. `dash`,
    `dash_speaker`, `dash_end`: those of `View`. NO_ROW where there is none.
    """

    start: np.ndarray
    stop: np.ndarray
    topic_end: np.ndarray
    topic_rest: np.ndarray
    may_speak: np.ndarray
    leads_on: np.ndarray
    dash: np.ndarray
    dash_speaker: np.ndarray
    dash_end: np.ndarray


class Places(NamedTuple):
    """Places in the text: characters `start` to `end`, those of sentence i from `first[i]` to `first[i + 1]`."""

    first: np.ndarray
    start: np.ndarray
    end: np.ndarray


class Expressions(NamedTuple):
    """What expressions tell of a batch: `frames`; the `persons` introduced, those of sentence i from `first_person[i]`;
    `enemies` and `offices` that may be someone's by the outlet's standpoint."""

    frames: Frames
    persons: Persons
    first_person: np.ndarray
    enemies: Places
    offices: Places


def expressions_in(text: str, sentences: Sequence[str], batch: Batch, sides: Sides) -> Expressions:
    """Return what the expressions find in a batch. `text`: its sentences, joined by newlines."""
    columns = batch.sentences
    frames = _frames(sentences, columns)
    persons, first_person = _persons(sentences, columns, batch.names, frames)
    enemies = _enemies(text, columns, frames, sides.enemy != NO_ROW)
    return Expressions(frames, persons, first_person, enemies, _offices(text, batch, frames, sides.home != NO_ROW))


def _frames(sentences: Sequence[str], columns: SentenceColumns) -> Frames:
    n_sentences = len(columns.start)
    start, stop = columns.start.copy(), columns.end.copy()
    topic_end, topic_rest, dash, dash_start, dash_end = np.full((5, n_sentences), NO_ROW, dtype=np.int64)
    may_speak, leads_on = np.zeros((2, n_sentences), dtype=bool)
    for row in _rows(columns, MAY_BEGIN_WITH_DATELINE):
        start[row] += dateline_end(sentences[row])
    for row in _rows(columns, MAY_END_WITH_STAMP):
        stop[row] = columns.start[row] + stamp_start(sentences[row])
    for row in _rows(columns, MAY_BEGIN_WITH_TOPIC):
        topic = topic_of(sentences[row]) if start[row] == columns.start[row] else None
        if topic and not columns.begins_quoted[row] and start[row] + topic.end < stop[row]:
            topic_end[row], topic_rest[row] = start[row] + topic.end, start[row] + topic.rest
            may_speak[row], leads_on[row] = topic.may_speak, topic.leads_on
    for row in _rows(columns, MAY_END_WITH_SPEAKER):
        line = columns.start[row]
        found = dash_speaker(sentences[row][: stop[row] - line])
        if found:
            dash[row], dash_start[row], dash_end[row] = (line + at for at in found)
    return Frames(start, stop, topic_end, topic_rest, may_speak, leads_on, dash, dash_start, dash_end)


def _rows(columns: SentenceColumns, hint: int) -> list[int]:
    found: list[int] = np.flatnonzero(columns.hints & hint).tolist()
    return found


def _persons(
    sentences: Sequence[str], columns: SentenceColumns, names: NameColumns, frames: Frames
) -> tuple[Persons, np.ndarray]:
    """Return the persons that sentences introduce, and for each sentence the first of its own."""
    found: list[Person] = []
    owners: list[int] = []
    for row in _rows(columns, MAY_NAME_OFFICE_HOLDER | MAY_HAVE_APPOSITION):
        line, hints = int(columns.start[row]), columns.hints[row]
        named = _names_between(names, columns, row, frames.start[row], frames.stop[row])
        introduced = after_offices(sentences[row], named) if hints & MAY_NAME_OFFICE_HOLDER else {}
        if hints & MAY_HAVE_APPOSITION:
            introduced |= appositions(sentences[row], named)
        found += [Person(line + start, line + end, code) for start, end, code in introduced.values()]
        owners += [row] * len(introduced)
    start, end, code = np.array(found, dtype=np.int64).reshape(-1, 3).T.copy()
    return Persons(start, end, code), _first_rows(owners, len(sentences))


def _names_between(names: NameColumns, columns: SentenceColumns, row: int, start: int, stop: int) -> list[Name]:
    """Return the names that begin between two characters of a sentence."""
    found = slice(columns.first_name[row], columns.first_name[row + 1])
    offset = columns.start[row]
    return [
        Name(*one)
        for one in zip(
            (names.start[found] - offset).tolist(),
            (names.end[found] - offset).tolist(),
            names.code[found].tolist(),
            (names.role[found] == AGENT).tolist(),
            names.person[found].tolist(),
            strict=True,
        )
        if start <= offset + one[0] < stop
    ]


def _enemies(text: str, columns: SentenceColumns, frames: Frames, has_enemy: np.ndarray) -> Places:
    places = [
        (row, *place)
        for row in np.flatnonzero((columns.has & HAS_ENEMY > 0) & has_enemy[columns.document]).tolist()
        for place in enemies_in(text, int(columns.start[row]), int(frames.stop[row]))
    ]
    return _places(places, len(columns.start))


def _offices(text: str, batch: Batch, frames: Frames, has_home: np.ndarray) -> Places:
    """Return the offices without a country, where the outlet or an earlier sentence may say whose they are."""
    words, columns = batch.words, batch.sentences
    at = np.flatnonzero(words.kinds & HAS_HOME_OFFICE)
    sentence = np.searchsorted(columns.first_word, at, side="right") - 1
    document = columns.document
    may_have_owner = has_home[document[sentence]] | (document[sentence - 1] == document[sentence])
    kept = may_have_owner & (words.start[at] < frames.stop[sentence])
    at, sentence = at[kept], sentence[kept]
    first = np.maximum(at - OFFICE_REACH, columns.first_word[sentence])
    last = np.minimum(at + OFFICE_REACH, _last_words(words, frames, columns)[sentence])
    found = offices_among(text, words.start[at], words.start[first], words.end[last])
    return _places([(sentence[row], start, end) for row, start, end in found], len(columns.start))


def _last_words(words: WordColumns, frames: Frames, columns: SentenceColumns) -> np.ndarray:
    """Return each sentence's last word before a time stamp."""
    last = columns.first_word[1:] - 1
    cut = np.flatnonzero(frames.stop < columns.end)
    last[cut] = np.searchsorted(words.start, frames.stop[cut]) - 1
    return last


def _places(found: Sequence[tuple[int, int, int]], n_sentences: int) -> Places:
    sentence, start, end = np.array(found, dtype=np.int64).reshape(-1, 3).T.copy()
    return Places(_first_rows(sentence, n_sentences), start, end)


def _first_rows(owners: Iterable[int], n_sentences: int) -> np.ndarray:
    """Return where the entries of each sentence begin among those that belong to `owners`, and the end."""
    return np.searchsorted(np.asarray(owners, dtype=np.int64), np.arange(n_sentences + 1))
