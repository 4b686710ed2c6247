"""Quotations over several sentences: where they open and close, and whose they are."""

from __future__ import annotations

import numpy as np

from signals.attribution.records import SentenceColumns, WordColumns
from signals.attribution.tokens.tokenizer import CLOSING, OPENING
from signals.attribution.tokens.word_kinds import IS_QUOTE_MARK
from signals.text.jit import inlined

OPENING_MARK, CLOSING_MARK, PLAIN_MARK = ord(OPENING), ord(CLOSING), ord('"')


@inlined
def mark_quotations(sentences: SentenceColumns, words: WordColumns, codes: np.ndarray) -> None:
    """Say of each sentence whether it begins in a quotation, and of each word whether it stands in one.

    A stray closing mark opens a quotation at the paragraph's start. A mark is no word of the quotation."""
    is_open = False
    for row in range(len(sentences.start)):
        first, last = sentences.first_word[row], sentences.first_word[row + 1]
        has_mark = sentences.has[row] & IS_QUOTE_MARK != 0
        is_open = is_open and _goes_on(sentences, codes, row)
        if has_mark and not is_open and _closes_unopened(words, codes, first, last):
            is_open = True
            _open_back(sentences, row)
        sentences.begins_quoted[row] = is_open
        if has_mark:
            is_open = is_open_after(words, codes, first, last, is_open)
    for row in range(len(sentences.start)):
        is_open = sentences.begins_quoted[row]
        for word in range(sentences.first_word[row], sentences.first_word[row + 1]):
            is_mark = words.kinds[word] & IS_QUOTE_MARK != 0
            is_open = _is_open_at(codes[words.start[word]], is_open) if is_mark else is_open
            words.quoted[word] = is_open and not is_mark


@inlined
def _goes_on(sentences: SentenceColumns, codes: np.ndarray, row: int) -> bool:
    """Whether a quotation that is open before a sentence goes on in it: in a new paragraph only a mark says so."""
    if sentences.document[row] != sentences.document[row - 1]:
        return False
    if sentences.paragraph[row] == sentences.paragraph[row - 1]:
        return True
    start = sentences.start[row]
    return start < sentences.end[row] and (codes[start] == OPENING_MARK or codes[start] == PLAIN_MARK)


@inlined
def _closes_unopened(words: WordColumns, codes: np.ndarray, first: int, last: int) -> bool:
    """Whether a closing mark comes before any opening one."""
    for row in range(first, last):
        mark = codes[words.start[row]]
        if mark in (CLOSING_MARK, OPENING_MARK):
            return mark == CLOSING_MARK
    return False


@inlined
def _open_back(sentences: SentenceColumns, row: int) -> None:
    """Open a quotation in the sentences without marks before a row, back to where its paragraph begins."""
    back = row - 1
    while (
        back >= 0
        and sentences.document[back] == sentences.document[row]
        and sentences.paragraph[back] == sentences.paragraph[row]
        and not sentences.has[back] & IS_QUOTE_MARK
    ):
        sentences.begins_quoted[back] = True
        back -= 1


@inlined
def is_open_after(words: WordColumns, codes: np.ndarray, first: int, last: int, is_open: bool) -> bool:
    """Return whether a quotation is open after words, given whether one is open before them."""
    for row in range(first, last):
        if words.kinds[row] & IS_QUOTE_MARK:
            is_open = _is_open_at(codes[words.start[row]], is_open)
    return is_open


@inlined
def _is_open_at(mark: int, is_open: bool) -> bool:
    return mark == OPENING_MARK or (mark == PLAIN_MARK and not is_open)
