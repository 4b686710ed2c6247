"""What regular expressions find in the few sentences that may hold it: datelines, stamps, topics, persons, offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, SentenceColumns
from signals.attribution.sentence.datelines import dateline_candidates, dateline_end, stamp_candidates, stamp_start
from signals.attribution.sentence.headlines import dash_speaker, dash_speaker_candidates, topic_candidates, topic_of
from signals.attribution.sentence.introductions import (
    LONGEST_NAME,
    Persons,
    apposition_after,
    apposition_candidates,
    introduction_candidates,
    last_name,
    person_after_office,
)
from signals.attribution.sentence.standpoints import OFFICE_REACH, Sides, enemies_in, office_candidates, offices_among
from signals.attribution.tokens.batch import Batch
from signals.attribution.tokens.word_classes import ENEMY


class SentenceLayout(NamedTuple):
    """What stands around the words of each sentence, in characters of the batch's text.

    `start`: where its own words begin, after a dateline; `end`: where they end, before a time stamp. `topic_end`,
    `topic_rest`, `may_speak`, `leads_on`: those of `headlines.Topic`. `dash`, `dash_speaker_start`,
    `dash_speaker_end`: those of `SentenceView`. NO_ROW where there is none.
    """

    start: np.ndarray
    end: np.ndarray
    topic_end: np.ndarray
    topic_rest: np.ndarray
    may_speak: np.ndarray
    leads_on: np.ndarray
    dash: np.ndarray
    dash_speaker_start: np.ndarray
    dash_speaker_end: np.ndarray


class SpansBySentence(NamedTuple):
    """Spans of the text, characters `start` to `end`; those of sentence i are rows `indptr[i]` to `indptr[i + 1]`."""

    indptr: np.ndarray
    start: np.ndarray
    end: np.ndarray


class PatternMatches(NamedTuple):
    """What regular expressions find in a batch: the `layout` of sentences; the `persons` introduced, those of sentence
    i from `person_indptr[i]`; `enemies` and `offices` that may be someone's by the standpoint of the outlet, whose
    `sides` are known."""

    layout: SentenceLayout
    persons: Persons
    person_indptr: np.ndarray
    enemies: SpansBySentence
    offices: SpansBySentence
    sides: Sides


def pattern_matches(text: str, sentences: Sequence[str], batch: Batch, sides: Sides) -> PatternMatches:
    """Return what regular expressions find in a batch. `text`: its sentences, joined by newlines."""
    layout = sentence_layout(sentences, batch)
    persons, person_indptr = _persons(text, batch, layout)
    enemies = _enemies(text, batch, layout, sides.enemy != NO_ROW)
    offices = _offices(text, batch, layout, sides.home != NO_ROW)
    return PatternMatches(layout, persons, person_indptr, enemies, offices, sides)


def sentence_layout(sentences: Sequence[str], batch: Batch) -> SentenceLayout:
    """Return what stands around the words of each sentence."""
    columns = batch.sentences
    n_sentences = len(columns.start)
    start, end = columns.start.copy(), columns.end.copy()
    topic_end, topic_rest, dash, dash_start, dash_end = np.full((5, n_sentences), NO_ROW, dtype=np.int64)
    may_speak, leads_on = np.zeros((2, n_sentences), dtype=bool)
    for row in dateline_candidates(batch).tolist():
        start[row] += dateline_end(sentences[row])
    for row in stamp_candidates(batch).tolist():
        end[row] = columns.start[row] + stamp_start(sentences[row])
    for row in topic_candidates(batch).tolist():
        topic = topic_of(sentences[row]) if start[row] == columns.start[row] else None
        if topic and not columns.begins_quoted[row] and start[row] + topic.end < end[row]:
            topic_end[row], topic_rest[row] = start[row] + topic.end, start[row] + topic.rest
            may_speak[row], leads_on[row] = topic.may_speak, topic.leads_on
    for row in dash_speaker_candidates(batch).tolist():
        first = columns.start[row]
        speaker = dash_speaker(sentences[row][: end[row] - first])
        if speaker:
            dash[row], dash_start[row], dash_end[row] = (first + position for position in speaker)
    return SentenceLayout(start, end, topic_end, topic_rest, may_speak, leads_on, dash, dash_start, dash_end)


def _persons(text: str, batch: Batch, layout: SentenceLayout) -> tuple[Persons, np.ndarray]:
    """Return the persons that sentences introduce, and row pointers from sentences to them."""
    columns, names = batch.sentences, batch.names
    name = introduction_candidates(batch)
    row = _sentence_of(columns.name_indptr, name)
    is_own = (layout.start[row] <= names.start[name]) & (names.start[name] < layout.end[row])
    name, row = name[is_own], row[is_own]
    introduced: list[tuple[int, int, int, int]] = []
    for sentence, end, code in zip(row.tolist(), names.end[name].tolist(), names.code[name].tolist(), strict=True):
        person = person_after_office(text, end)
        if person:
            introduced.append((sentence, *person, code))
    commas = apposition_candidates(batch)
    for sentence, comma in zip(_sentence_of(columns.token_indptr, commas).tolist(), commas.tolist(), strict=True):
        introduced += _apposed(text, batch, layout, sentence, comma)
    introduced.sort(key=itemgetter(0))
    owner, start, end, code = _columns(introduced, 4)
    persons = Persons(start, end, code, np.array([len(owner)]))
    return persons, np.searchsorted(owner, np.arange(len(columns.start) + 1))


def _apposed(
    text: str, batch: Batch, layout: SentenceLayout, row: int, comma: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the person whose name ends before a comma, where an office of an actor follows."""
    columns, names, tokens = batch.sentences, batch.names, batch.tokens
    first = int(tokens.start[max(comma - LONGEST_NAME, columns.token_indptr[row])])
    apposition = apposition_after(text, first, int(tokens.end[comma]) + 1, int(columns.end[row]))
    if not apposition:
        return
    own = range(columns.name_indptr[row], columns.name_indptr[row + 1])
    own_names = [name for name in own if layout.start[row] <= names.start[name] < layout.end[row]]
    if any(names.start[name] < apposition.end and names.end[name] > apposition.start for name in own_names):
        return
    for name in own_names:
        if names.role[name] == AGENT and apposition.end <= names.start[name] < apposition.stop:
            yield row, *last_name(text, apposition.end), int(names.code[name])
            return


def _sentence_of(indptr: np.ndarray, entries: np.ndarray) -> np.ndarray:
    """Return the sentences to which tokens or names belong."""
    return np.searchsorted(indptr, entries, side="right") - 1


def _enemies(text: str, batch: Batch, layout: SentenceLayout, has_enemy: np.ndarray) -> SpansBySentence:
    """Return where the enemy is named, for outlets that have one."""
    tokens, columns = batch.tokens, batch.sentences
    token = np.flatnonzero(tokens.classes & ENEMY)
    sentence = _sentence_of(columns.token_indptr, token)
    token = token[has_enemy[columns.document[sentence]] & (tokens.start[token] < layout.end[sentence])]
    spans = zip(tokens.start[token].tolist(), tokens.end[token].tolist(), strict=True)
    enemies = ((at + start, at + end) for at, stop in spans for start, end in enemies_in(text[at:stop]))
    return _by_sentence(enemies, columns)


def _offices(text: str, batch: Batch, layout: SentenceLayout, has_home: np.ndarray) -> SpansBySentence:
    """Return the offices without a country, where the outlet or an earlier sentence may say whose they are."""
    tokens, columns = batch.tokens, batch.sentences
    token = office_candidates(batch)
    sentence = _sentence_of(columns.token_indptr, token)
    document = columns.document
    may_have_owner = has_home[document[sentence]] | (document[sentence - 1] == document[sentence])
    is_kept = may_have_owner & (tokens.start[token] < layout.end[sentence])
    token, sentence = token[is_kept], sentence[is_kept]
    last_token = columns.token_indptr[1:] - 1
    is_cut = np.flatnonzero(layout.end < columns.end)
    last_token[is_cut] = np.searchsorted(tokens.start, layout.end[is_cut]) - 1
    first = np.maximum(token - OFFICE_REACH, columns.token_indptr[sentence])
    last = np.minimum(token + OFFICE_REACH, last_token[sentence])
    offices = offices_among(text, tokens.start[token], tokens.start[first], tokens.end[last])
    return _by_sentence(offices, columns)


def _by_sentence(spans: Iterable[tuple[int, int]], columns: SentenceColumns) -> SpansBySentence:
    start, end = _columns(spans, 2)
    return SpansBySentence(np.searchsorted(start, np.append(columns.start, columns.end[-1:])), start, end)


def _columns(rows: Iterable[tuple[int, ...]], n_columns: int) -> np.ndarray:
    """Return rows of numbers as one array for each column."""
    return np.ascontiguousarray(np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, n_columns).T)
