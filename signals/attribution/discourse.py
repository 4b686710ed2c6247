"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The steps: lay out the batch's tokens, names and sentences (tokens/batch.py); let regular expressions look at the few
sentences that may hold what they find (sentence/layout.py); go through the documents sentence by sentence and ask the
rules in their order (rules/cascade.py); show the basis of each finding (basis.py). The method, its accuracy and its
known misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.actors.mentions import MentionTable
from signals.attribution.annotations import NO_ROW, AttributionRule, Finding
from signals.attribution.basis import FindingColumns, bases, has_speaker
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


class DiscourseState(NamedTuple):
    """What a document has said so far of speakers: the `last_speaker` (an actor's code, NO_ROW where that is none) and
    the sentence in which he is `named_in`. The persons introduced so far are in the workspace."""

    last_speaker: int
    named_in: int


class DocumentRows(NamedTuple):
    """The sentences of one document: rows `start` to `end` (exclusive) of a batch."""

    start: int
    end: int


@kernel
def attribute_batch(batch: Batch, matches: PatternMatches) -> FindingColumns:
    """Return the finding of every sentence of a batch, document by document."""
    n_sentences = len(batch.sentences.start)
    findings, workspace = _empty_findings(n_sentences), workspace_for(n_sentences, len(matches.persons.start))
    rows = DocumentRows(0, 0)
    while rows.end < n_sentences:
        rows = _document_from(rows.end, batch)
        workspace = workspace_for_document(workspace, _max_names(rows, batch, matches))
        _attribute_document(rows, findings, workspace, batch, matches)
        _attribute_continued_quotations(rows, findings, workspace, batch, matches)
    return findings


@inlined
def _document_from(start: int, batch: Batch) -> DocumentRows:
    """Return the document that begins with a sentence."""
    document, end = batch.sentences.document, start + 1
    while end < len(document) and document[end] == document[start]:
        end += 1
    return DocumentRows(start, end)


@inlined
def _attribute_document(
    rows: DocumentRows, findings: FindingColumns, workspace: Workspace, batch: Batch, matches: PatternMatches
) -> None:
    """Fill in the findings of a document."""
    state = DiscourseState(NO_ROW, NO_ROW)
    for row in range(rows.start, rows.end):
        _introduce(row, workspace.persons, batch, matches)
        prepare_view(row, workspace, batch, matches, state.last_speaker)
        finding = attribute_sentence(view_of_sentence(row, workspace, batch, matches))
        _set_finding(findings, row, finding, state.named_in)
        if has_speaker(finding.rule, finding.source):
            state = DiscourseState(finding.source, row)


@inlined
def _introduce(row: int, persons: Persons, batch: Batch, matches: PatternMatches) -> None:
    """Remember the persons that a sentence introduces."""
    for person in range(matches.person_indptr[row], matches.person_indptr[row + 1]):
        start, end = matches.persons.start[person], matches.persons.end[person]
        remember_person(persons, batch.codepoints, start, end, matches.persons.code[person])
    forget_first_persons(persons)


@inlined
def _max_names(rows: DocumentRows, batch: Batch, matches: PatternMatches) -> int:
    """Return how many names there can be in the views of a document's sentences."""
    first, last = rows.start, rows.end
    n_own = batch.sentences.name_indptr[last] - batch.sentences.name_indptr[first]
    n_enemies = matches.enemies.indptr[last] - matches.enemies.indptr[first]
    n_offices = matches.offices.indptr[last] - matches.offices.indptr[first]
    n_persons = min(MAX_INTRODUCED, matches.person_indptr[last] - matches.person_indptr[first])
    return n_own + n_enemies + n_offices + n_persons * (last - first)


@inlined
def _attribute_continued_quotations(
    rows: DocumentRows, findings: FindingColumns, workspace: Workspace, batch: Batch, matches: PatternMatches
) -> None:
    """Give sentences that are all quotation the speaker who is named after them, or else before them."""
    state = DiscourseState(NO_ROW, NO_ROW)
    for row in range(rows.start, rows.end):
        if findings.rule[row] == AttributionRule.CONTINUED_QUOTATION:
            ahead = _speaker_ahead(row, rows.end, findings, workspace, batch)
            source = findings.source[ahead] if ahead != NO_ROW else state.last_speaker
            view = view_of_sentence(row, workspace, batch, matches)
            findings.source[row], findings.target[row] = source, other_actor(view, all_names(view), source)
            findings.quoted_from[row] = ahead if ahead != NO_ROW else state.named_in
        elif findings.rule[row] >= AttributionRule.FIRST_SPOKEN:
            state = DiscourseState(findings.source[row], row)


@inlined
def _speaker_ahead(row: int, last: int, findings: FindingColumns, workspace: Workspace, batch: Batch) -> int:
    """Return the sentence that names the speaker where the quotation that holds a sentence ends, in its own paragraph;
    NO_ROW for none."""
    sentences = batch.sentences
    start, end = sentences.token_indptr[row], workspace.views.token_end[row]
    if not is_open_after(batch.tokens, start, end, sentences.begins_quoted[row]):
        return NO_ROW
    for ahead in range(row + 1, last):
        if sentences.paragraph[ahead] != sentences.paragraph[row] or not sentences.begins_quoted[ahead]:
            return NO_ROW
        if findings.rule[ahead] != AttributionRule.CONTINUED_QUOTATION:
            return ahead
    return NO_ROW


@allocating
def _empty_findings(n_sentences: int) -> FindingColumns:
    return FindingColumns(
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
def _set_finding(findings: FindingColumns, row: int, finding: Finding, named_in: int) -> None:
    """Fill in the finding of a sentence; `named_in`: the sentence that named the last speaker before it."""
    findings.rule[row], findings.source[row], findings.target[row] = finding.rule, finding.source, finding.target
    findings.start[row], findings.end[row] = finding.start, finding.end
    findings.name_start[row], findings.name_end[row] = finding.name_start, finding.name_end
    findings.named_in[row] = named_in


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
    findings = attribute_batch(batch, pattern_matches(text, sentences, batch, sides))
    spelt = codes.spelt
    return list(
        map(Attribution, spelt[findings.source].tolist(), spelt[findings.target].tolist(), bases(text, findings))
    )
