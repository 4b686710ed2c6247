"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The steps: lay out the batch's tokens, names and sentences (tokens/batch.py); let regular expressions look at the few
sentences that may hold what they find (sentence/layout.py); go through the documents sentence by sentence and ask the
rules in their order (rules/cascade.py); tell what was found in words (basis.py). The method, its accuracy and its
known misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import MentionTable
from signals.attribution.annotations import NO_ROW, Finding
from signals.attribution.basis import CONTINUES, FIRST_SPOKEN, FoundColumns, bases, tells_speaker
from signals.attribution.rules.arguments import other_actor
from signals.attribution.rules.cascade import attribute_sentence
from signals.attribution.rules.queries import all_names
from signals.attribution.sentence.actor_codes import ActorCodes, name_columns, sides_of
from signals.attribution.sentence.introductions import (
    MAX_INTRODUCED,
    Persons,
    forget_first_persons,
    remember_person,
)
from signals.attribution.sentence.layout import PatternMatches, pattern_matches
from signals.attribution.sentence.sentence_view import (
    Workspace,
    prepare_view,
    view_of_sentence,
    workspace_for,
    workspace_for_document,
)
from signals.attribution.sentence.standpoints import NOWHERE, Standpoint
from signals.attribution.tokens.batch import Batch, batch_of
from signals.attribution.tokens.quotations import is_open_after
from signals.text.codepoints import string_array
from signals.text.jit import allocating, inlined, kernel
from signals.text.words import Words, words_of

# Go through a batch's documents sentence by sentence: what each has told so far decides what the next one means.


@kernel
def attribute_batch(batch: Batch, matches: PatternMatches) -> FoundColumns:
    """Return what the rules find in every sentence of a batch."""
    n_sentences = len(batch.sentences.start)
    found, workspace = _room_for_findings(n_sentences), workspace_for(n_sentences, len(matches.persons.start))
    first = 0
    while first < n_sentences:
        last = _end_of_document(batch, first)
        workspace = workspace_for_document(workspace, _most_names(first, last, batch, matches))
        _attribute_document(first, last, found, workspace, batch, matches)
        _settle_quotations(first, last, found, workspace, batch, matches)
        first = last
    return found


@inlined
def _end_of_document(batch: Batch, first: int) -> int:
    last = first + 1
    while last < len(batch.sentences.start) and batch.sentences.document[last] == batch.sentences.document[first]:
        last += 1
    return last


@inlined
def _attribute_document(
    first: int, last: int, found: FoundColumns, workspace: Workspace, batch: Batch, matches: PatternMatches
) -> None:
    """Fill in what the rules find in sentences `first` to `last`."""
    speaker = named_in = NO_ROW
    for row in range(first, last):
        _introduce(row, workspace.persons, batch, matches)
        prepare_view(row, workspace, batch, matches, speaker)
        finding = attribute_sentence(view_of_sentence(row, workspace, batch, matches))
        _note(found, row, finding, named_in)
        if tells_speaker(finding.rule, finding.source):
            speaker, named_in = finding.source, row


@inlined
def _introduce(row: int, persons: Persons, batch: Batch, matches: PatternMatches) -> None:
    """Remember the persons that a sentence introduces."""
    for person in range(matches.person_indptr[row], matches.person_indptr[row + 1]):
        start, end = matches.persons.start[person], matches.persons.end[person]
        remember_person(persons, batch.codepoints, start, end, matches.persons.code[person])
    forget_first_persons(persons)


@inlined
def _most_names(first: int, last: int, batch: Batch, matches: PatternMatches) -> int:
    """Return how many names there can be in the views of the sentences `first` to `last` of a document."""
    n_own = batch.sentences.name_indptr[last] - batch.sentences.name_indptr[first]
    n_enemies = matches.enemies.indptr[last] - matches.enemies.indptr[first]
    n_offices = matches.offices.indptr[last] - matches.offices.indptr[first]
    n_persons = min(MAX_INTRODUCED, matches.person_indptr[last] - matches.person_indptr[first])
    return n_own + n_enemies + n_offices + n_persons * (last - first)


@inlined
def _settle_quotations(
    first: int, last: int, found: FoundColumns, workspace: Workspace, batch: Batch, matches: PatternMatches
) -> None:
    """Give sentences that are all quotation the speaker who is named after them, or else before them."""
    speaker = named_in = NO_ROW
    for row in range(first, last):
        if found.rule[row] == CONTINUES:
            ahead = _speaker_ahead(row, last, found, workspace, batch)
            source = found.source[ahead] if ahead != NO_ROW else speaker
            view = view_of_sentence(row, workspace, batch, matches)
            found.source[row], found.target[row] = source, other_actor(view, all_names(view), source)
            found.quoted_from[row] = ahead if ahead != NO_ROW else named_in
        elif found.rule[row] >= FIRST_SPOKEN:
            speaker, named_in = found.source[row], row


@inlined
def _speaker_ahead(row: int, last: int, found: FoundColumns, workspace: Workspace, batch: Batch) -> int:
    """Return the sentence that names the speaker where the quotation that holds a sentence ends, in its own paragraph;
    NO_ROW for none."""
    sentences = batch.sentences
    start, end = sentences.token_indptr[row], workspace.views.token_end[row]
    if not is_open_after(batch.tokens, start, end, sentences.begins_quoted[row]):
        return NO_ROW
    for ahead in range(row + 1, last):
        if sentences.paragraph[ahead] != sentences.paragraph[row] or not sentences.begins_quoted[ahead]:
            return NO_ROW
        if found.rule[ahead] != CONTINUES:
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


@inlined
def _note(found: FoundColumns, row: int, one: Finding, named_in: int) -> None:
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
    lines = string_array(sentences)
    text = "\n".join(sentences)
    standpoints = standpoints or [NOWHERE] * (max(documents) + 1)
    codes = ActorCodes(mentions.meanings.codes.tolist(), standpoints)
    sides = sides_of(standpoints, codes)
    batch = batch_of(words or words_of(lines), lines, name_columns(mentions, codes), documents, paragraphs)
    found = attribute_batch(batch, pattern_matches(text, sentences, batch, sides))
    spelt = codes.spelt
    return list(map(Attribution, spelt[found.source].tolist(), spelt[found.target].tolist(), bases(text, found)))
