"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The steps: cut the batch into words and marks (tokens.py); let regular expressions look at the few sentences that may
hold what they find (frames.py); go through the documents sentence by sentence (documents.py) and ask the rules
(rules.py), which stand in order; tell what was found in words (basis.py). The method, its accuracy and its known
misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import MentionTable
from signals.attribution.basis import CONTINUES, FIRST_SPOKEN, FoundColumns, bases, tells_speaker
from signals.attribution.records import NO_ROW, Found, NameColumns
from signals.attribution.rules.arguments import other_actor
from signals.attribution.rules.cascade import attribute_sentence
from signals.attribution.rules.name_queries import all_names
from signals.attribution.sentence.actor_codes import ActorCodes, name_columns, sides_of
from signals.attribution.sentence.frames import Told, told_of
from signals.attribution.sentence.introductions import MAX_INTRODUCED, Persons, forget, remember
from signals.attribution.sentence.outlets import NOWHERE, Standpoint
from signals.attribution.sentence.view import Sketches, sketch, sketches_of, view_of
from signals.attribution.sentence.view_names import room_for_names, with_room
from signals.attribution.tokens.batch import Batch, batch_of
from signals.attribution.tokens.quotations import is_open_after
from signals.text.codepoints import lines_of
from signals.text.jit import allocating, inlined, kernel
from signals.text.words import Words, words_of

# Go through a batch's documents sentence by sentence: what each has told so far decides what the next one means.


class Room(NamedTuple):
    """Where a batch's documents are worked on: what is found and the sketches of views, for all sentences; the names
    in views and the persons introduced, for one document after the other."""

    found: FoundColumns
    sketches: Sketches
    names: NameColumns
    persons: Persons


@kernel
def attribute_batch(batch: Batch, told: Told) -> FoundColumns:
    """Return what the rules find in every sentence of a batch."""
    n_sentences = len(batch.sentences.start)
    found, sketches = _room_for_findings(n_sentences), sketches_of(n_sentences)
    persons, names = _room_for_persons(MAX_INTRODUCED + len(told.persons.start)), room_for_names(1)
    first = 0
    while first < n_sentences:
        last = _end_of_document(batch, first)
        names = with_room(names, _most_names(first, last, batch, told))
        room = Room(found, sketches, names, persons)
        _attribute_document(first, last, room, batch, told)
        _settle_quotations(first, last, room, batch, told)
        first = last
    return found


@inlined
def _end_of_document(batch: Batch, first: int) -> int:
    last = first + 1
    while last < len(batch.sentences.start) and batch.sentences.document[last] == batch.sentences.document[first]:
        last += 1
    return last


@inlined
def _attribute_document(first: int, last: int, room: Room, batch: Batch, told: Told) -> None:
    """Fill in what the rules find in sentences `first` to `last`."""
    persons = room.persons
    n_names = n_persons = 0
    speaker = named_in = NO_ROW
    for row in range(first, last):
        n_persons = _introduce(row, persons, n_persons, batch, told)
        known = Persons(persons.start[:n_persons], persons.end[:n_persons], persons.code[:n_persons])
        n_names = sketch(row, room.sketches, room.names, n_names, batch, told, known, speaker)
        found = attribute_sentence(view_of(row, room.sketches, room.names, batch, told))
        _note(room.found, row, found, named_in)
        if tells_speaker(found.rule, found.source):
            speaker, named_in = found.source, row


@inlined
def _introduce(row: int, persons: Persons, n_persons: int, batch: Batch, told: Told) -> int:
    """Remember the persons that a sentence introduces; returns how many are remembered."""
    for person in range(told.first_person[row], told.first_person[row + 1]):
        start, end = told.persons.start[person], told.persons.end[person]
        n_persons = remember(persons, n_persons, batch.codes, start, end, told.persons.code[person])
    return forget(persons, n_persons)


@inlined
def _most_names(first: int, last: int, batch: Batch, told: Told) -> int:
    """Return how many names there can be in the views of the sentences `first` to `last` of a document."""
    n_own = batch.sentences.first_name[last] - batch.sentences.first_name[first]
    n_enemies = told.enemies.first[last] - told.enemies.first[first]
    n_offices = told.offices.first[last] - told.offices.first[first]
    n_persons = min(MAX_INTRODUCED, told.first_person[last] - told.first_person[first])
    return n_own + n_enemies + n_offices + n_persons * (last - first)


@inlined
def _settle_quotations(first: int, last: int, room: Room, batch: Batch, told: Told) -> None:
    """Give sentences that are all quotation the speaker who is named after them, or else before them."""
    found = room.found
    speaker = named_in = NO_ROW
    for row in range(first, last):
        if found.rule[row] == CONTINUES:
            ahead = _speaker_ahead(row, last, room, batch)
            source = found.source[ahead] if ahead != NO_ROW else speaker
            view = view_of(row, room.sketches, room.names, batch, told)
            found.source[row], found.target[row] = source, other_actor(view, all_names(view), source)
            found.quoted_from[row] = ahead if ahead != NO_ROW else named_in
        elif found.rule[row] >= FIRST_SPOKEN:
            speaker, named_in = found.source[row], row


@inlined
def _speaker_ahead(row: int, last: int, room: Room, batch: Batch) -> int:
    """Return the sentence that names the speaker where the quotation that holds a sentence ends, in its own paragraph;
    NO_ROW for none."""
    sentences = batch.sentences
    begin, stop = sentences.first_word[row], room.sketches.stop[row]
    if not is_open_after(batch.words, batch.codes, begin, stop, sentences.begins_quoted[row]):
        return NO_ROW
    for ahead in range(row + 1, last):
        if sentences.paragraph[ahead] != sentences.paragraph[row] or not sentences.begins_quoted[ahead]:
            return NO_ROW
        if room.found.rule[ahead] != CONTINUES:
            return ahead
    return NO_ROW


@allocating
def _room_for_findings(n_sentences: int) -> FoundColumns:
    return FoundColumns(
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.empty(n_sentences, np.int64),
        np.full(n_sentences, NO_ROW),
    )


@allocating
def _room_for_persons(size: int) -> Persons:
    return Persons(np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64))


@inlined
def _note(found: FoundColumns, row: int, one: Found, named_in: int) -> None:
    """Fill in what was found in a sentence."""
    found.rule[row], found.source[row], found.target[row] = one.rule, one.source, one.target
    found.start[row], found.end[row] = one.start, one.end
    found.name_start[row], found.name_end[row] = one.name_start, one.name_end
    found.named_in[row] = named_in


class Attribution(NamedTuple):
    """Codes of source and target (empty where none is named or carried over) and the rule and words behind them."""

    source: str
    target: str
    basis: str


def attribute(
    sentences: Sequence[str],
    mentions: MentionTable,
    documents: Sequence[int],
    paragraphs: Sequence[int],
    standpoints: Sequence[Standpoint] = (),
    words: Words | None = None,
) -> list[Attribution]:
    """Return the attribution of every sentence.

    `documents[i]` and `paragraphs[i]` number sentence i's document and paragraph; sentences of one document stand
    together, in order. `standpoints[row]` is that of document `row`'s outlet; without them, none is known. `words` are
    those of the sentences (headlines in capitals may be written small), where they are cut already.
    """
    if not sentences:
        return []
    lines = lines_of(sentences)
    text = "\n".join(sentences)
    standpoints = standpoints or [NOWHERE] * (max(documents) + 1)
    codes = ActorCodes(mentions.meanings.codes.tolist(), standpoints)
    sides = sides_of(standpoints, codes)
    batch = batch_of(words or words_of(lines), lines, name_columns(mentions, codes), documents, paragraphs)
    found = attribute_batch(batch, told_of(text, sentences, batch, sides))
    spelt = codes.spelt
    return list(map(Attribution, spelt[found.source].tolist(), spelt[found.target].tolist(), bases(text, found)))
