"""What attribution reads of a batch, in columns over all of it: words and marks, names, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from signals.attribution.records import NameColumns, SentenceColumns, WordColumns
from signals.attribution.tokens.context import free_offices_of_names, mark_contexts
from signals.attribution.tokens.frame_candidates import hints_of, mark_introductions
from signals.attribution.tokens.quotations import mark_quotations
from signals.attribution.tokens.tokenizer import token_words
from signals.attribution.tokens.word_classes import classes_of
from signals.attribution.tokens.word_kinds import kinds_of
from signals.text.codepoints import Lines, fold
from signals.text.jit import inlined, kernel
from signals.text.word_ids import WordTable
from signals.text.words import Words

_KINDS = WordTable(lambda word: kinds_of(fold(word)))
_CLASSES = WordTable(lambda word: classes_of(fold(word)))


class SentencePlaces(NamedTuple):
    """A batch's sentences: where each starts and ends in characters, the rows of its document and its paragraph."""

    start: np.ndarray
    end: np.ndarray
    document: np.ndarray
    paragraph: np.ndarray


class Batch(NamedTuple):
    """The columns of a batch; `codes`: its text as code points; `leads`: whether an office and a person's name may
    follow a name."""

    codes: np.ndarray
    words: WordColumns
    names: NameColumns
    sentences: SentenceColumns
    leads: np.ndarray


def batch_of(
    words: Words, lines: Lines, names: NameColumns, documents: Sequence[int], paragraphs: Sequence[int]
) -> Batch:
    """Return a batch's columns. `words`: those of `lines`; `names`: without the words at which they begin."""
    tokens = token_words(words)
    owners, parts = np.asarray(documents, dtype=np.int64), np.asarray(paragraphs, dtype=np.int64)
    kinds = _KINDS.of(tokens)
    cut = WordColumns(kinds, _CLASSES.of(tokens), tokens.start, tokens.end, np.zeros(len(kinds), dtype=bool))
    sentences = SentencePlaces(lines.edges[:-1], lines.edges[1:] - 1, owners, parts)
    return lay_out(sentences, cut, names, words.codes, lines.codes)


@kernel
def lay_out(
    places: SentencePlaces, cut: WordColumns, names: NameColumns, searched: np.ndarray, codes: np.ndarray
) -> Batch:
    """Return what stands where, and what its neighbours tell of a word.

    `cut`: words with the kinds that each has by itself; `searched`: the text in which they were found; `codes`: the
    text as it is written.
    """
    n_words, n_sentences = len(cut.start), len(places.start)
    words = WordColumns(cut.kinds.copy(), cut.classes, cut.start, cut.end, np.zeros(n_words, dtype=np.bool_))
    named = NameColumns(
        names.start, names.end, names.code, names.kind, names.role, names.person, np.zeros(len(names.start), np.int64)
    )
    sentences = SentenceColumns(
        places.start,
        places.end,
        places.document,
        places.paragraph,
        np.zeros(n_sentences + 1, np.int64),
        np.zeros(n_sentences + 1, np.int64),
        np.zeros(n_sentences, np.int64),
        np.zeros(n_sentences, np.bool_),
        np.zeros(n_sentences, np.int64),
    )
    leads = np.zeros(len(names.start), np.bool_)
    for row in range(n_sentences):
        _lay_out_sentence(row, sentences, words, named, leads, searched)
    mark_quotations(sentences, words, codes)
    return Batch(codes, words, named, sentences, leads)


@inlined
def _lay_out_sentence(
    row: int, sentences: SentenceColumns, words: WordColumns, names: NameColumns, leads: np.ndarray, codes: np.ndarray
) -> None:
    """Fill in a sentence, the one before it is filled in."""
    first, low, end = sentences.first_word[row], sentences.first_name[row], sentences.end[row]
    last = first
    while last < len(words.start) and words.start[last] < end:
        last += 1
    mark_contexts(words, codes, first, last)
    high = _place_names(words, first, last, names, low, end)
    free_offices_of_names(words, codes, first, last, names, low, high)
    has = kinds_together(words, first, last)
    sentences.has[row] = has
    sentences.first_word[row + 1], sentences.first_name[row + 1] = last, high
    sentences.hints[row] = hints_of(codes, sentences.start[row], end, words, first, last, has)
    mark_introductions(words, first, last, has, names, low, high, leads)


@inlined
def _place_names(words: WordColumns, first: int, last: int, names: NameColumns, name: int, end: int) -> int:
    """Say at which word each name of a sentence begins; returns the first name after character `end`."""
    at = first
    while name < len(names.start) and names.start[name] < end:
        while at < last and words.start[at] < names.start[name]:
            at += 1
        names.at[name] = at
        name += 1
    return name


@inlined
def kinds_together(words: WordColumns, first: int, last: int) -> int:
    """Return the bits of all words from row `first` to `last`."""
    has = 0
    for row in range(first, last):
        has |= words.kinds[row]
    return has
