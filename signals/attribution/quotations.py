"""Quotations over several sentences: where they open and close, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .cutting import CLOSING, OPENING
from .roles import other_actor
from .views import Attribution, View

QUOTE_MARK = re.compile('[“”"]')


def quotation_states(
    sentences: Sequence[str], documents: Sequence[int], paragraphs: Sequence[int], has_mark: Sequence[bool]
) -> list[bool]:
    """Say whether each sentence begins in a quotation; a stray closing mark opens one at the paragraph's start.

    `has_mark[i]`: whether sentence i has a quotation mark; without one it leaves open what is open.
    """
    states: list[bool] = []
    is_open = False
    for row, sentence in enumerate(sentences):
        if is_open and not _goes_on(sentences, documents, paragraphs, row):
            is_open = False
        if has_mark[row] and not is_open and _closes_unopened(sentence):
            is_open = True
            _open_back(states, documents, paragraphs, has_mark)
        states.append(is_open)
        if has_mark[row]:
            is_open = _open_after(sentence, is_open)
    return states


def _goes_on(sentences: Sequence[str], documents: Sequence[int], paragraphs: Sequence[int], row: int) -> bool:
    """Whether a quotation that is open before a sentence goes on in it: in a new paragraph only a mark says so."""
    if documents[row] != documents[row - 1]:
        return False
    return paragraphs[row] == paragraphs[row - 1] or sentences[row].startswith((OPENING, '"'))


def _open_back(
    states: list[bool], documents: Sequence[int], paragraphs: Sequence[int], has_mark: Sequence[bool]
) -> None:
    """Open a quotation in the sentences without marks before a row, back to where its paragraph begins."""
    row = len(states)
    for back in range(row - 1, -1, -1):
        if documents[back] != documents[row] or paragraphs[back] != paragraphs[row] or has_mark[back]:
            break
        states[back] = True


def _closes_unopened(sentence: str) -> bool:
    closing = sentence.find(CLOSING)
    return closing >= 0 and not 0 <= sentence.find(OPENING) < closing


def _open_after(sentence: str, is_open: bool) -> bool:
    for mark in QUOTE_MARK.findall(sentence):
        is_open = mark == OPENING or (mark == '"' and not is_open)
    return is_open


def settle_quotations(
    views: Sequence[View], found: Sequence[Attribution | None], paragraphs: Sequence[int]
) -> list[Attribution]:
    """Give sentences that are all quotation the speaker who is named after them, or else before them."""
    settled = [one for one in found if one is not None]
    return settled if len(settled) == len(found) else list(_settled(views, found, paragraphs))


def _settled(
    views: Sequence[View], found: Sequence[Attribution | None], paragraphs: Sequence[int]
) -> Iterator[Attribution]:
    speaker, words = "", ""
    for row, (view, attribution) in enumerate(zip(views, found, strict=True)):
        if attribution is None:
            ahead = _speaker_ahead(views, found, paragraphs, row)
            name, reason = ahead or (speaker, words)
            target = other_actor(view.mentions, name, view)
            yield Attribution(
                name, target, f"quotation continued: {reason}" if name else "quotation: its speaker is no actor"
            )
            continue
        if attribution.basis.startswith(("speaker", "quotation", "carried", "according")):
            speaker, words = attribution.source, attribution.basis.partition(": ")[2]
        yield attribution


def _speaker_ahead(
    views: Sequence[View], found: Sequence[Attribution | None], paragraphs: Sequence[int], row: int
) -> tuple[str, str] | None:
    """The speaker named where the quotation that holds sentence `row` ends, in its own paragraph."""
    if not _open_after(views[row].text, views[row].begins_quoted):
        return None
    for ahead in range(row + 1, len(views)):
        attribution = found[ahead]
        if paragraphs[ahead] != paragraphs[row] or not views[ahead].begins_quoted:
            return None
        if attribution is not None:
            return attribution.source, attribution.basis.partition(": ")[2]
    return None
