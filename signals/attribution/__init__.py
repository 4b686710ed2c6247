"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The rules stand in RULES, tried in order; each returns the source and target it is sure of, with its reason. What is
carried over from sentence to sentence (the last speaker, an open quotation) is in `DocumentState`. The method, its
accuracy and its known misses: docs/attribution.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ..mentions import Mention
from ..outlets import NOWHERE, Standpoint
from .main_clause import main_clause
from .quotations import quotation_states, settle_quotations
from .speakers import according_to, colon_speaker, dash_speaker, quotation_speaker, trailing_speaker
from .tokens import TokenTable, tokenize
from .views import NOBODY, Attribution, DocumentState, View, is_all_quotation, make_view


def attribute(
    sentences: Sequence[str],
    mentions: Sequence[Sequence[Mention]],
    documents: Sequence[int],
    paragraphs: Sequence[int],
    standpoints: Sequence[Standpoint] = (),
) -> list[Attribution]:
    """Return the attribution of every sentence.

    `documents[i]` and `paragraphs[i]` number sentence i's document and paragraph; sentences of one document stand
    together, in order. `standpoints[row]` is that of document `row`'s outlet; without them, none is known.
    """
    attributions: list[Attribution] = []
    rows, table = range(len(sentences)), tokenize(sentences)
    for document, group in groupby(rows, key=documents.__getitem__):
        standpoint = standpoints[document] if standpoints else NOWHERE
        attributions.extend(_attribute_document(list(group), sentences, table, mentions, paragraphs, standpoint))
    return attributions


def _attribute_document(
    rows: list[int],
    sentences: Sequence[str],
    table: TokenTable,
    mentions: Sequence[Sequence[Mention]],
    paragraphs: Sequence[int],
    standpoint: Standpoint,
) -> Iterator[Attribution]:
    state = DocumentState(standpoint=standpoint)
    quoted = quotation_states([sentences[row] for row in rows], [paragraphs[row] for row in rows])
    awaiting: list[Attribution | None] = []
    views: list[View] = []
    for row, begins_quoted in zip(rows, quoted, strict=True):
        tokens = table.tokens_of(row, starts_quoted=begins_quoted)
        view = make_view(sentences[row], mentions[row], tokens, table.has[row], state, begins_quoted=begins_quoted)
        views.append(view)
        awaiting.append(attribute_sentence(view))
    yield from settle_quotations(views, awaiting, [paragraphs[row] for row in rows])


def attribute_sentence(view: View) -> Attribution | None:
    """Return what the first rule that applies says; None for a quotation whose speaker stands in another sentence."""
    for rule in RULES:
        attribution = rule(view)
        if attribution is not None:
            _remember_speaker(view.state, attribution)
            return attribution
    if view.begins_quoted or is_all_quotation(view):
        return None
    return NOBODY


def _remember_speaker(state: DocumentState, attribution: Attribution) -> None:
    rule, _, words = attribution.basis.partition(": ")
    if rule.startswith(("speaker", "quotation", "carried", "according", "reporter")) or attribution.source:
        state.speaker, state.speaker_words = attribution.source, words


Rule = Callable[[View], Attribution | None]


RULES: tuple[Rule, ...] = (quotation_speaker, colon_speaker, according_to, dash_speaker, trailing_speaker, main_clause)
