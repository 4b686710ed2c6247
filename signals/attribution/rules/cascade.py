"""The cascade of rules, in their order: who speaks or acts in a sentence, toward whom, and which words say so.

1. quotation_with_speaker   “We will answer,” Ryabkov said.           speaker RUS
2. speaker_before_colon     Kyiv: no talks before withdrawal          speaker UKR
3. according_to             A base was hit, according to the Kremlin  speaker RUS
4. speaker_after_dash       More weapons needed – Zelensky            speaker UKR
5. trailing_speaker         Talks failed, Kyiv said on Monday.        speaker UKR
6. main_clause              Russia attacked Ukraine.                  agent RUS, patient UKR

6 reads, in this order (main_clause.py): no verb; a patient as subject ("12 killed in ..."); a passive; a subject that
is an actor, with a giver or a reported deed (deeds.py) first; a pronoun, a report or an agent after "by".
"""

from __future__ import annotations

from signals.attribution.annotations import NO_ROW, AttributionRule, Finding, SentenceView
from signals.attribution.rules.main_clause import main_clause
from signals.attribution.rules.queries import NO_FINDING, is_all_quotation
from signals.attribution.rules.speakers import (
    according_to,
    quotation_with_speaker,
    speaker_after_dash,
    speaker_before_colon,
    trailing_speaker,
)
from signals.attribution.tokens.word_classes import CITING, COLON, QUOTE_MARK, REPORTING_VERB, STANDS_FOR_NAME
from signals.text.jit import inlined


@inlined
def attribute_sentence(view: SentenceView) -> Finding:
    """Return the finding of the first rule that applies; it is tried where the sentence has a token of its class."""
    finding = NO_FINDING
    if not _names_nobody(view):
        if view.classes & QUOTE_MARK:
            finding = quotation_with_speaker(view)
        if finding.rule == AttributionRule.NO_RULE and view.classes & COLON:
            finding = speaker_before_colon(view)
        if finding.rule == AttributionRule.NO_RULE and view.classes & CITING:
            finding = according_to(view)
        if finding.rule == AttributionRule.NO_RULE and view.dash != NO_ROW:
            finding = speaker_after_dash(view)
        if finding.rule == AttributionRule.NO_RULE and view.classes & REPORTING_VERB:
            finding = trailing_speaker(view)
        if finding.rule == AttributionRule.NO_RULE and view.token_start < view.token_end:
            finding = main_clause(view)
    return finding if finding.rule != AttributionRule.NO_RULE else _no_rule(view)


@inlined
def _names_nobody(view: SentenceView) -> bool:
    """Whether a sentence holds no name, no quotation, and no word that stands for a name."""
    return view.n_names == 0 and not view.begins_quoted and not view.classes & (QUOTE_MARK | STANDS_FOR_NAME)


@inlined
def _no_rule(view: SentenceView) -> Finding:
    """Return the finding without a rule: a quotation is continued, its speaker stands in another sentence."""
    rule = (
        AttributionRule.CONTINUED_QUOTATION if view.begins_quoted or is_all_quotation(view) else AttributionRule.NOBODY
    )
    return Finding(rule, NO_ROW, NO_ROW, 0, 0, 0, 0)
