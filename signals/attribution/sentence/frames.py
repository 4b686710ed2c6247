"""What regular expressions tell of the few sentences that may hold it: datelines, stamps, topics, persons, offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from signals.attribution.records import AGENT, NO_ROW, SentenceColumns, WordColumns
from signals.attribution.sentence.datelines import dateline_end, stamp_start
from signals.attribution.sentence.headlines import dash_speaker, topic_of
from signals.attribution.sentence.introductions import Persons, after_office, in_apposition
from signals.attribution.sentence.standpoints import OFFICE_REACH, Sides, enemies_in, offices_among
from signals.attribution.tokens.batch import Batch
from signals.attribution.tokens.frame_candidates import (
    MAY_BEGIN_WITH_DATELINE,
    MAY_BEGIN_WITH_TOPIC,
    MAY_END_WITH_SPEAKER,
    MAY_END_WITH_STAMP,
)
from signals.attribution.tokens.word_kinds import HAS_ENEMY, HAS_HOME_OFFICE, MAY_APPOSE

LONGEST_NAME = 3  # words of a person's name


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


class Told(NamedTuple):
    """What is told of a batch besides its words and names: `frames`; the `persons` introduced, those of sentence i from
    `first_person[i]`; `enemies` and `offices` that may be someone's by the standpoint of the outlet; the `sides`."""

    frames: Frames
    persons: Persons
    first_person: np.ndarray
    enemies: Places
    offices: Places
    sides: Sides


def told_of(text: str, sentences: Sequence[str], batch: Batch, sides: Sides) -> Told:
    """Return what regular expressions find in a batch. `text`: its sentences, joined by newlines."""
    frames = _frames(sentences, batch.sentences)
    candidates = np.flatnonzero(batch.words.kinds & (MAY_APPOSE | HAS_ENEMY | HAS_HOME_OFFICE))
    commas, tell_enemy, tell_office = (
        candidates[batch.words.kinds[candidates] & kind != 0] for kind in (MAY_APPOSE, HAS_ENEMY, HAS_HOME_OFFICE)
    )
    persons, first_person = _persons(text, batch, frames, commas)
    enemies = _enemies(text, batch, frames, sides.enemy != NO_ROW, tell_enemy)
    offices = _offices(text, batch, frames, sides.home != NO_ROW, tell_office)
    return Told(frames, persons, first_person, enemies, offices, sides)


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


def _persons(text: str, batch: Batch, frames: Frames, commas: np.ndarray) -> tuple[Persons, np.ndarray]:
    """Return the persons that sentences introduce, and for each sentence the first of its own.

    `commas`: the words that may stand between a person and the office.
    """
    columns, names = batch.sentences, batch.names
    found: list[tuple[int, int, int, int]] = []
    leading = np.flatnonzero(batch.leads)
    row = _rows_of(columns.first_name, leading)
    is_own = (frames.start[row] <= names.start[leading]) & (names.start[leading] < frames.stop[row])
    leading, row = leading[is_own], row[is_own]
    for sentence, end, code in zip(
        row.tolist(), names.end[leading].tolist(), names.code[leading].tolist(), strict=True
    ):
        person = after_office(text, end)
        if person:
            found.append((sentence, *person, code))
    for sentence, comma in zip(_rows_of(columns.first_word, commas).tolist(), commas.tolist(), strict=True):
        found += _apposed(text, batch, frames, sentence, comma)
    found.sort(key=itemgetter(0))
    owner, start, end, code = _columns(found, 4)
    return Persons(start, end, code), np.searchsorted(owner, np.arange(len(columns.start) + 1))


def _apposed(text: str, batch: Batch, frames: Frames, row: int, comma: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the person whose name ends before a comma, where an office of an actor follows."""
    columns, names, words = batch.sentences, batch.names, batch.words
    low, high = columns.first_name[row], columns.first_name[row + 1]
    own = [name for name in range(low, high) if frames.start[row] <= names.start[name] < frames.stop[row]]
    spans = [(int(names.start[name]), int(names.end[name])) for name in own]
    agents = {int(names.start[name]): int(names.code[name]) for name in own if names.role[name] == AGENT}
    first = int(words.start[max(comma - LONGEST_NAME, columns.first_word[row])])
    person = in_apposition(text, first, int(words.end[comma]) + 1, int(columns.end[row]), spans, agents)
    if person:
        yield row, *person


def _rows_of(first: np.ndarray, entries: np.ndarray) -> np.ndarray:
    """Return the sentences to which words or names belong; `first`: the first one of each sentence."""
    return np.searchsorted(first, entries, side="right") - 1


def _enemies(text: str, batch: Batch, frames: Frames, has_enemy: np.ndarray, at: np.ndarray) -> Places:
    """Return where the enemy is named, for outlets that have one; `at`: the words that may do so."""
    words, columns = batch.words, batch.sentences
    sentence = _rows_of(columns.first_word, at)
    at = at[has_enemy[columns.document[sentence]] & (words.start[at] < frames.stop[sentence])]
    spans = zip(words.start[at].tolist(), words.end[at].tolist(), strict=True)
    found = ((at + start, at + end) for at, stop in spans for start, end in enemies_in(text[at:stop]))
    return _places(found, columns)


def _offices(text: str, batch: Batch, frames: Frames, has_home: np.ndarray, at: np.ndarray) -> Places:
    """Return the offices without a country, where the outlet or an earlier sentence may say whose they are.

    `at`: the words that tell an office.
    """
    words, columns = batch.words, batch.sentences
    sentence = _rows_of(columns.first_word, at)
    document = columns.document
    may_have_owner = has_home[document[sentence]] | (document[sentence - 1] == document[sentence])
    kept = may_have_owner & (words.start[at] < frames.stop[sentence])
    at, sentence = at[kept], sentence[kept]
    first = np.maximum(at - OFFICE_REACH, columns.first_word[sentence])
    last = np.minimum(at + OFFICE_REACH, _last_words(words, frames, columns)[sentence])
    found = offices_among(text, words.start[at], words.start[first], words.end[last])
    return _places(found, columns)


def _last_words(words: WordColumns, frames: Frames, columns: SentenceColumns) -> np.ndarray:
    """Return each sentence's last word before a time stamp."""
    last = columns.first_word[1:] - 1
    cut = np.flatnonzero(frames.stop < columns.end)
    last[cut] = np.searchsorted(words.start, frames.stop[cut]) - 1
    return last


def _places(found: Iterable[tuple[int, int]], columns: SentenceColumns) -> Places:
    start, end = _columns(found, 2)
    return Places(np.searchsorted(start, np.append(columns.start, columns.end[-1:])), start, end)


def _columns(rows: Iterable[tuple[int, ...]], n_columns: int) -> np.ndarray:
    """Return rows of numbers as one array for each column."""
    return np.ascontiguousarray(np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, n_columns).T)
