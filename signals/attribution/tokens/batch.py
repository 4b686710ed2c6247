"""A batch of sentences as attribution reads it, in columns over all of it: tokens, names, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.attribution.annotations import NameColumns, SentenceColumns, TokenColumns
from signals.attribution.tokens.quotations import mark_quotations
from signals.attribution.tokens.verb_groups import mark_verbs
from signals.attribution.tokens.word_classes import classes_of
from signals.attribution.tokens.word_features import features_of
from signals.text.codepoints import StringArray, fold
from signals.text.jit import inlined, kernel
from signals.text.tokens import tokens_of
from signals.text.word_ids import WordTable
from signals.text.words import Words

SPACE_CHARACTER = ord(" ")
FIRST_UPPER, LAST_UPPER, FIRST_LOWER, LAST_LOWER, FIRST_DIGIT, LAST_DIGIT = map(ord, "AZaz09")
_CLASSES = WordTable(lambda token: classes_of(fold(token)))
_FEATURES = WordTable(lambda token: features_of(fold(token)))


class Batch(NamedTuple):
    """The columns of a batch. `codepoints`: its text as written; `searched`: the same as it was cut into words
    (headlines in capitals may be small there)."""

    codepoints: np.ndarray
    searched: np.ndarray
    tokens: TokenColumns
    names: NameColumns
    sentences: SentenceColumns


def batch_of(
    words: Words, lines: StringArray, names: NameColumns, documents: Sequence[int], paragraphs: Sequence[int]
) -> Batch:
    """Return a batch's columns. `words`: those of `lines`; `names`: without the tokens at which they begin."""
    cut = tokens_of(words)
    n_tokens, n_names, n_sentences = len(cut), len(names.start), len(lines)
    tokens = TokenColumns(_CLASSES.of(cut), _FEATURES.of(cut), cut.start, cut.end, np.zeros(n_tokens, dtype=bool))
    sentences = SentenceColumns(
        lines.indptr[:-1],
        lines.indptr[1:] - 1,
        np.asarray(documents, dtype=np.int64),
        np.asarray(paragraphs, dtype=np.int64),
        np.zeros(n_sentences + 1, dtype=np.int64),
        np.zeros(n_sentences + 1, dtype=np.int64),
        np.zeros(n_sentences, dtype=np.int64),
        np.zeros(n_sentences, dtype=bool),
    )
    batch = Batch(
        lines.codepoints, words.codepoints, tokens, names._replace(token=np.zeros(n_names, dtype=np.int64)), sentences
    )
    lay_out(batch)
    return batch


@kernel
def lay_out(batch: Batch) -> None:
    """Fill in a batch what stands where, and what its neighbours tell of a token."""
    for row in range(len(batch.sentences.start)):
        _lay_out_sentence(batch, row)
    mark_quotations(batch.sentences, batch.tokens)


@inlined
def _lay_out_sentence(batch: Batch, row: int) -> None:
    """Fill in a sentence, the one before it is filled in."""
    tokens, names, sentences = batch.tokens, batch.names, batch.sentences
    start, name, end = sentences.token_indptr[row], sentences.name_indptr[row], sentences.end[row]
    stop = start
    while stop < len(tokens.start) and tokens.start[stop] < end:
        stop += 1
    token = start
    while name < len(names.start) and names.start[name] < end:
        token = token_from(tokens, token, stop, names.start[name])
        names.token[name] = token
        name += 1
    sentences.token_indptr[row + 1], sentences.name_indptr[row + 1] = stop, name
    sentences.classes[row] = classes_among(tokens, start, stop)
    mark_verbs(tokens, start, stop)


@inlined
def token_from(tokens: TokenColumns, start: int, end: int, position: int) -> int:
    """Return the first of the tokens `start` to `end` that begins at a character or later, `end` where none does."""
    row = start
    while row < end and tokens.start[row] < position:
        row += 1
    return row


@inlined
def classes_among(tokens: TokenColumns, start: int, end: int) -> int:
    """Return the classes of the tokens `start` to `end` together."""
    classes = 0
    for row in range(start, end):
        classes |= tokens.classes[row]
    return classes


@inlined
def begins_with_capital(batch: Batch, token: int) -> bool:
    """Whether a token begins with a capital letter of ASCII."""
    return FIRST_UPPER <= batch.searched[batch.tokens.start[token]] <= LAST_UPPER


@inlined
def begins_with_small(batch: Batch, token: int) -> bool:
    """Whether a token begins with a small letter of ASCII."""
    return FIRST_LOWER <= batch.searched[batch.tokens.start[token]] <= LAST_LOWER


@inlined
def begins_with_digit(batch: Batch, token: int) -> bool:
    """Whether a token begins with a digit of ASCII."""
    return FIRST_DIGIT <= batch.searched[batch.tokens.start[token]] <= LAST_DIGIT
