"""One sentence as the rules see it: its tokens, its names, and what its document has told so far."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.attribution.annotations import NO_ROW, NameColumns, NameKind, SentenceView
from signals.attribution.sentence.headlines import Topic, name_before_colon
from signals.attribution.sentence.introductions import MAX_INTRODUCED, Persons, place_of_name
from signals.attribution.sentence.layout import PatternMatches
from signals.attribution.sentence.name_buffer import (
    NameBuffer,
    append_name,
    buffer_of_size,
    emptied_buffer,
    insert_name,
    overlaps_a_name,
)
from signals.attribution.sentence.standpoints import is_of_an_actor
from signals.attribution.tokens.batch import SPACE_CHARACTER, Batch, classes_among, token_from
from signals.text.jit import allocating, inlined

BEFORE_NAME = (SPACE_CHARACTER, ord("“"))  # what may stand before the last name of a person


class ViewColumns(NamedTuple):
    """What is particular to the view of each sentence of a batch: the fields of `SentenceView`; its names are rows
    `name_start` to `name_end` of the document's."""

    name_start: np.ndarray
    name_end: np.ndarray
    token_end: np.ndarray
    body_start: np.ndarray
    classes: np.ndarray
    colon_speaker: np.ndarray
    last_speaker: np.ndarray


class Workspace(NamedTuple):
    """Where views are made: those of all sentences of a batch; the names and the persons introduced, of one document
    after the other."""

    views: ViewColumns
    names: NameBuffer
    persons: Persons


@allocating
def workspace_for(n_sentences: int, n_persons: int) -> Workspace:
    """Return room for the views of a batch that introduces so many persons."""
    views = ViewColumns(
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.full(n_sentences, NO_ROW),
        np.full(n_sentences, NO_ROW),
    )
    size = MAX_INTRODUCED + n_persons
    persons = Persons(
        np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64), np.zeros(1, np.int64)
    )
    return Workspace(views, buffer_of_size(1), persons)


@allocating
def workspace_for_document(workspace: Workspace, n_names: int) -> Workspace:
    """Return a workspace without names and persons, with room for so many names."""
    workspace.persons.size[0] = 0
    return Workspace(workspace.views, emptied_buffer(workspace.names, n_names), workspace.persons)


@inlined
def prepare_view(row: int, workspace: Workspace, batch: Batch, matches: PatternMatches, speaker: int) -> None:
    """Prepare a sentence for the rules: without its dateline's names, with the names that its document has introduced.

    `speaker`: the code of the document's last one, NO_ROW for none.
    """
    views, names, layout, sentences = workspace.views, workspace.names, matches.layout, batch.sentences
    start, end, document = layout.start[row], layout.end[row], sentences.document[row]
    token_start, token_end, classes = (
        sentences.token_indptr[row],
        sentences.token_indptr[row + 1],
        sentences.classes[row],
    )
    if end < sentences.end[row]:
        token_end = token_from(batch.tokens, token_start, token_end, end)
        classes = classes_among(batch.tokens, token_start, token_end)
    names.bounds[0] = names.bounds[1]
    _add_own_names(names, batch, row, start, end)
    _add_introduced_persons(names, batch, row, workspace.persons)
    _add_enemies(names, matches, row, matches.sides.enemy[document])
    _add_offices(names, matches, row, speaker if speaker != NO_ROW else matches.sides.home[document])
    _place_added_names(names, batch, token_start, token_end)
    if layout.topic_end[row] != NO_ROW:
        topic = Topic(start, layout.topic_end[row], layout.topic_rest[row], layout.may_speak[row], layout.leads_on[row])
        name = name_before_colon(names, batch.tokens, token_start, topic, matches.sides.is_state)
        views.colon_speaker[row] = name - names.bounds[0] if name != NO_ROW else NO_ROW
        start = topic.rest
    views.body_start[row], views.token_end[row] = token_from(batch.tokens, token_start, token_end, start), token_end
    views.name_start[row], views.name_end[row] = names.bounds[0], names.bounds[1]
    views.classes[row], views.last_speaker[row] = classes, speaker


@inlined
def _add_own_names(names: NameBuffer, batch: Batch, row: int, start: int, end: int) -> None:
    """Add the names that begin in a sentence between two characters."""
    for name in range(batch.sentences.name_indptr[row], batch.sentences.name_indptr[row + 1]):
        if start <= batch.names.start[name] < end:
            append_name(names, batch.names, name)


@inlined
def _add_introduced_persons(names: NameBuffer, batch: Batch, row: int, persons: Persons) -> None:
    """Add the persons introduced earlier where their last name first stands, outside the sentence's own names."""
    first, last = batch.sentences.start[row], batch.sentences.end[row]
    for person in range(persons.size[0]):
        start, end = persons.start[person], persons.end[person]
        at = place_of_name(batch.codepoints, first, last, start, end)
        if at == NO_ROW or overlaps_a_name(names, at, at + 1, NameKind.INTRODUCED):
            continue
        if at == first or batch.codepoints[at - 1] in BEFORE_NAME:
            insert_name(names, at, at + end - start, persons.code[person], NameKind.INTRODUCED)


@inlined
def _add_enemies(names: NameBuffer, matches: PatternMatches, row: int, enemy: int) -> None:
    """Add "the enemy" as a name of `enemy`; NO_ROW: of nobody."""
    spans = matches.enemies
    if enemy != NO_ROW:
        for span in range(spans.indptr[row], spans.indptr[row + 1]):
            if not overlaps_a_name(names, spans.start[span], spans.end[span], NameKind.OFFICE):
                insert_name(names, spans.start[span], spans.end[span], enemy, NameKind.ENEMY)


@inlined
def _add_offices(names: NameBuffer, matches: PatternMatches, row: int, owner: int) -> None:
    """Add offices without a country as names of `owner`; NO_ROW: of nobody."""
    spans = matches.offices
    if owner != NO_ROW:
        for span in range(spans.indptr[row], spans.indptr[row + 1]):
            if not is_of_an_actor(names, spans.start[span], spans.end[span]):
                insert_name(names, spans.start[span], spans.end[span], owner, NameKind.OFFICE)


@inlined
def _place_added_names(names: NameBuffer, batch: Batch, token_start: int, token_end: int) -> None:
    """Say at which token each name begins that does not come from the table of actors."""
    columns = names.columns
    for name in range(names.bounds[0], names.bounds[1]):
        if columns.kind[name] >= NameKind.INTRODUCED:
            columns.token[name] = token_from(batch.tokens, token_start, token_end, columns.start[name])


@inlined
def view_of_sentence(row: int, workspace: Workspace, batch: Batch, matches: PatternMatches) -> SentenceView:
    """Return the view of a sentence that is prepared already."""
    views, names, layout = workspace.views, workspace.names.columns, matches.layout
    start, end = views.name_start[row], views.name_end[row]
    return SentenceView(
        batch.codepoints,
        batch.tokens,
        NameColumns(
            names.start[start:end],
            names.end[start:end],
            names.code[start:end],
            names.kind[start:end],
            names.role[start:end],
            names.is_person[start:end],
            names.token[start:end],
        ),
        end - start,
        batch.sentences.token_indptr[row],
        views.token_end[row],
        views.body_start[row],
        views.classes[row],
        batch.sentences.begins_quoted[row],
        views.colon_speaker[row],
        layout.dash[row],
        layout.dash_speaker_start[row],
        layout.dash_speaker_end[row],
        views.last_speaker[row],
    )
