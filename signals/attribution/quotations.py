"""Quotations over several sentences: where they open and close, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .roles import other_actor
from .tokens import CLOSING, OPENING
from .views import Attribution, View

QUOTE_MARK = re.compile('[“”"]')


def quotation_states(sentences: Sequence[str], paragraphs: Sequence[int], rows: Sequence[int]) -> list[bool]:
    """Say whether each sentence of a document, its `rows`, begins in a quotation; a stray closing mark opens one at the
    paragraph's start."""
    states: list[bool] = []
    is_open = False
    for row in rows:
        sentence = sentences[row]
        is_new_paragraph = row == rows[0] or paragraphs[row] != paragraphs[row - 1]
        if is_new_paragraph and not sentence.startswith((OPENING, '"')):
            is_open = False
        if _closes_unopened(sentence) and not is_open:
            is_open = True
            for back in range(len(states) - 1, -1, -1):
                if paragraphs[rows[back]] != paragraphs[row] or QUOTE_MARK.search(sentences[rows[back]]):
                    break
                states[back] = True
        states.append(is_open)
        is_open = _open_after(sentence, is_open)
    return states


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
