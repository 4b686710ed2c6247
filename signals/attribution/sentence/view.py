"""One sentence as the rules see it: its names, its words, and what the document has told so far."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.attribution.records import NO_ROW, NameColumns, View
from signals.attribution.sentence.frames import Told
from signals.attribution.sentence.headlines import Topic, name_before_colon
from signals.attribution.sentence.introductions import Persons
from signals.attribution.sentence.view_names import (
    add_by_standpoint,
    add_introduced,
    add_own_names,
    place_added,
    word_at,
)
from signals.attribution.tokens.batch import Batch, kinds_together
from signals.text.jit import allocating, inlined


class Sketches(NamedTuple):
    """What is particular to the view of each sentence of a batch: the fields of `View`, `first_name` and `last_name`
    the rows of its names among those of all views."""

    first_name: np.ndarray
    last_name: np.ndarray
    stop: np.ndarray
    first: np.ndarray
    has: np.ndarray
    colon_speaker: np.ndarray
    carried: np.ndarray


@allocating
def sketches_of(n_sentences: int) -> Sketches:
    """Return room for the views of a batch."""
    return Sketches(
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.int64),
        np.full(n_sentences, NO_ROW),
        np.full(n_sentences, NO_ROW),
    )


@inlined
def sketch(
    row: int,
    sketches: Sketches,
    names: NameColumns,
    n_names: int,
    batch: Batch,
    told: Told,
    persons: Persons,
    speaker: int,
) -> int:
    """Prepare a sentence for the rules: without its dateline's names, with the names that its document has introduced.

    `persons`: whom the document has introduced, `speaker`: the code of its last one. Returns how many names there are.
    """
    words, sentences, frames, sides = batch.words, batch.sentences, told.frames, told.sides
    first, last, has = sentences.first_word[row], sentences.first_word[row + 1], sentences.has[row]
    start, stop, document = frames.start[row], frames.stop[row], sentences.document[row]
    if stop < sentences.end[row]:
        last = word_at(words, first, last, stop)
        has = kinds_together(words, first, last)
    low = n_names
    n_names = add_own_names(names, n_names, batch, row, start, stop)
    n_names = add_introduced(names, low, n_names, batch, row, persons)
    owner = speaker if speaker != NO_ROW else sides.home[document]
    n_names = add_by_standpoint(names, low, n_names, told, row, sides.enemy[document], owner)
    place_added(names, low, n_names, words, first, last)
    if frames.topic_end[row] != NO_ROW:
        topic = Topic(frames.topic_end[row], frames.topic_rest[row], frames.may_speak[row], frames.leads_on[row])
        spoken = name_before_colon(words, first, names, low, n_names, topic, start, sides.is_state)
        sketches.colon_speaker[row] = spoken - low if spoken != NO_ROW else NO_ROW
        start = topic.rest
    sketches.first[row], sketches.stop[row] = word_at(words, first, last, start), last
    sketches.first_name[row], sketches.last_name[row] = low, n_names
    sketches.has[row], sketches.carried[row] = has, speaker
    return n_names


@inlined
def view_of(row: int, sketches: Sketches, names: NameColumns, batch: Batch, told: Told) -> View:
    """Return the view of a sentence that is sketched already; `names`: those of all views."""
    low, high = sketches.first_name[row], sketches.last_name[row]
    return View(
        batch.codes,
        batch.words,
        NameColumns(
            names.start[low:high],
            names.end[low:high],
            names.code[low:high],
            names.kind[low:high],
            names.role[low:high],
            names.person[low:high],
            names.at[low:high],
        ),
        high - low,
        batch.sentences.first_word[row],
        sketches.stop[row],
        sketches.first[row],
        sketches.has[row],
        batch.sentences.begins_quoted[row],
        sketches.colon_speaker[row],
        told.frames.dash[row],
        told.frames.dash_speaker[row],
        told.frames.dash_end[row],
        sketches.carried[row],
    )
