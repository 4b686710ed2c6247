"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The rules stand in RULES, tried in order; each returns the source and target it is sure of, with its reason. What is
carried over from sentence to sentence (the last speaker, an open quotation) is in `DocumentState`. The method, its
accuracy and its known misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from ..mentions import Mention
from ..outlets import NOWHERE, Standpoint
from ..words import Words, words_of
from .kinds import ANY, HAS_ACCORDING, IS_ATTRIBUTING, IS_CARRYING, IS_COLON, IS_QUOTE_MARK
from .main_clause import main_clause
from .quotations import quotation_states, settle_quotations
from .speakers import according_to, colon_speaker, dash_speaker, quotation_speaker, trailing_speaker
from .tokens import names_of, place_names, tokenize
from .views import NOBODY, Attribution, DocumentState, View, is_all_quotation, make_view


def attribute(
    sentences: Sequence[str],
    mentions: Sequence[Sequence[Mention]],
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
    words = words_of(sentences) if words is None else words
    names = names_of(mentions, words.lines)
    table = tokenize(words, names)
    named = place_names(table, names)
    quoted = quotation_states(sentences, documents, paragraphs, [bool(has & IS_QUOTE_MARK) for has in table.has])
    attributions: list[Attribution] = []
    for first, last in _spans(documents):
        state = DocumentState(standpoints[documents[first]] if standpoints else NOWHERE)
        views: list[View] = []
        found: list[Attribution | None] = []
        for row in range(first, last):
            tokens = table.tokens_of(row, starts_quoted=quoted[row])
            view = make_view(sentences[row], named[row], tokens, table.has[row], state, begins_quoted=quoted[row])
            views.append(view)
            found.append(attribute_sentence(view))
        attributions += settle_quotations(views, found, paragraphs[first:last])
    return attributions


def _spans(documents: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first row of each document and the row after its last."""
    starts = np.flatnonzero(np.diff(np.asarray(documents, dtype=np.int64), prepend=-1)).tolist()
    return pairwise([*starts, len(documents)])


def attribute_sentence(view: View) -> Attribution | None:
    """Return what the first rule that applies says; None for a quotation whose speaker stands in another sentence."""
    has = view.has
    if not (view.mentions or view.begins_quoted or has & (IS_QUOTE_MARK | IS_CARRYING)):
        return NOBODY
    for needed, rule in RULES:
        if has & needed:
            attribution = rule(view)
            if attribution is not None:
                _remember_speaker(view.state, attribution)
                return attribution
    if view.begins_quoted or is_all_quotation(view):
        return None
    return NOBODY


def _remember_speaker(state: DocumentState, attribution: Attribution) -> None:
    if attribution.source or attribution.basis.startswith(("speaker", "quotation", "carried", "according", "reporter")):
        state.speaker, state.speaker_basis = attribution.source, attribution.basis


Rule = Callable[[View], Attribution | None]

# The rules in order, each with the kinds of word of which a sentence must have one for the rule to apply.
RULES: tuple[tuple[int, Rule], ...] = (
    (IS_QUOTE_MARK, quotation_speaker),
    (IS_COLON, colon_speaker),
    (HAS_ACCORDING, according_to),
    (ANY, dash_speaker),
    (IS_ATTRIBUTING, trailing_speaker),
    (ANY, main_clause),
)
