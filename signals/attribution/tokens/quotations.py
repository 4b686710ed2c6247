"""Quotations over several sentences: where they open and close, and whose they are."""

from __future__ import annotations

from signals.attribution.annotations import SentenceColumns, TokenColumns
from signals.attribution.tokens.word_classes import CLOSING_QUOTE, OPENING_QUOTE, PLAIN_QUOTE, QUOTE_MARK
from signals.text.jit import inlined


@inlined
def mark_quotations(sentences: SentenceColumns, tokens: TokenColumns) -> None:
    """Say of each sentence whether it begins within a quotation, and of each token whether it stands in one.

    A stray closing mark opens a quotation at the paragraph's start. A mark is no word of the quotation."""
    is_open = False
    for row in range(len(sentences.start)):
        start, end = sentences.token_indptr[row], sentences.token_indptr[row + 1]
        has_mark = sentences.classes[row] & QUOTE_MARK != 0
        is_open = is_open and _is_continued(sentences, tokens, row)
        if has_mark and not is_open and _closes_unopened(tokens, start, end):
            is_open = True
            _open_back(sentences, row)
        sentences.begins_quoted[row] = is_open
        if has_mark:
            is_open = is_open_after(tokens, start, end, is_open)
    for row in range(len(sentences.start)):
        is_open = sentences.begins_quoted[row]
        for token in range(sentences.token_indptr[row], sentences.token_indptr[row + 1]):
            is_mark = tokens.classes[token] & QUOTE_MARK != 0
            is_open = _is_open_at(tokens.classes[token], is_open) if is_mark else is_open
            tokens.is_quoted[token] = is_open and not is_mark


@inlined
def _is_continued(sentences: SentenceColumns, tokens: TokenColumns, row: int) -> bool:
    """Whether a quotation that is open before a sentence goes on in it: in a new paragraph only a mark says so."""
    if sentences.document[row] != sentences.document[row - 1]:
        return False
    if sentences.paragraph[row] == sentences.paragraph[row - 1]:
        return True
    first = sentences.token_indptr[row]
    if first == sentences.token_indptr[row + 1] or tokens.start[first] != sentences.start[row]:
        return False
    return tokens.classes[first] & (OPENING_QUOTE | PLAIN_QUOTE) != 0


@inlined
def _closes_unopened(tokens: TokenColumns, start: int, end: int) -> bool:
    """Whether a closing mark comes before any opening one."""
    for row in range(start, end):
        if tokens.classes[row] & (CLOSING_QUOTE | OPENING_QUOTE):
            return tokens.classes[row] & CLOSING_QUOTE != 0
    return False


@inlined
def _open_back(sentences: SentenceColumns, row: int) -> None:
    """Open a quotation in the sentences without marks before a row, back to where its paragraph begins."""
    back = row - 1
    while (
        back >= 0
        and sentences.document[back] == sentences.document[row]
        and sentences.paragraph[back] == sentences.paragraph[row]
        and not sentences.classes[back] & QUOTE_MARK
    ):
        sentences.begins_quoted[back] = True
        back -= 1


@inlined
def is_open_after(tokens: TokenColumns, start: int, end: int, is_open: bool) -> bool:
    """Return whether a quotation is open after tokens, given whether one is open before them."""
    for row in range(start, end):
        if tokens.classes[row] & QUOTE_MARK:
            is_open = _is_open_at(tokens.classes[row], is_open)
    return is_open


@inlined
def _is_open_at(mark: int, is_open: bool) -> bool:
    return mark & OPENING_QUOTE != 0 or (mark & PLAIN_QUOTE != 0 and not is_open)
