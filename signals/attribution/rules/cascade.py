"""The rules in order: who speaks or acts in a sentence, toward whom, and which words say so."""

from __future__ import annotations

from signals.attribution.annotations import NO_ROW, Finding, SentenceView
from signals.attribution.basis import CONTINUES, NO_RULE, NOBODY
from signals.attribution.rules.main_clause import main_clause
from signals.attribution.rules.queries import NOTHING, is_all_quotation
from signals.attribution.rules.speakers import (
    according_to,
    quotation_speaker,
    speaker_after_dash,
    speaker_before_colon,
    trailing_speaker,
)
from signals.attribution.tokens.word_classes import CITING, COLON, QUOTE_MARK, REPORTING_VERB, STANDS_FOR_NAME
from signals.text.jit import inlined


@inlined
def attribute_sentence(view: SentenceView) -> Finding:
    """Return what the first rule that applies says, of those for which the sentence has a kind of word."""
    found = NOTHING
    if not _names_nobody(view):
        if view.classes & QUOTE_MARK:
            found = quotation_speaker(view)
        if found.rule == NO_RULE and view.classes & COLON:
            found = speaker_before_colon(view)
        if found.rule == NO_RULE and view.classes & CITING:
            found = according_to(view)
        if found.rule == NO_RULE and view.dash != NO_ROW:
            found = speaker_after_dash(view)
        if found.rule == NO_RULE and view.classes & REPORTING_VERB:
            found = trailing_speaker(view)
        if found.rule == NO_RULE and view.token_start < view.token_end:
            found = main_clause(view)
    return found if found.rule != NO_RULE else _no_rule(view)


@inlined
def _names_nobody(view: SentenceView) -> bool:
    """Whether a sentence holds no name, no quotation, and no word that stands for a name."""
    return view.n_names == 0 and not view.begins_quoted and not view.classes & (QUOTE_MARK | STANDS_FOR_NAME)


@inlined
def _no_rule(view: SentenceView) -> Finding:
    """Return what is said where no rule applies: CONTINUES for a quotation, whose speaker another sentence names."""
    rule = CONTINUES if view.begins_quoted or is_all_quotation(view) else NOBODY
    return Finding(rule, NO_ROW, NO_ROW, 0, 0, 0, 0)
