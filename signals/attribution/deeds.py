"""Deeds: acts of force or their end, which belong to who did them, whoever tells of them (codebook, rule 12)."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses import RELATIVES, Clause, find_clause
from ..mentions import Mention
from .roles import head_mention, other_actor
from .views import Attribution, View
from .words import ATTRIBUTES, DEED_NOUN, DEEDS, INTENDED, MILITARY, RECEIVING, VICTIM, VICTIM_FOLLOWERS


def is_deed(attribution: Attribution) -> bool:
    """Whether a clause reports an act of force or its end, which keeps its own actor whoever reports it."""
    rule, _, words = attribution.basis.partition(": ")
    if rule == "deed":
        return True
    if INTENDED.search(words):
        return False
    return rule in ("acts", "passive") and (
        any(word in DEEDS for word in words.lower().split()) or bool(MILITARY.search(words))
    )


def find_giver(view: View, clause: Clause, after: Sequence[Mention]) -> Mention | None:
    """Who gives in "Ukraine receives six guns from Germany"."""
    verbs = {token.low for token in view.tokens[clause.verb : clause.verb + 3]}
    if not verbs & RECEIVING:
        return None
    return next(
        (
            one
            for one in after
            if "from" in [token.low for token in view.tokens[max(0, view.at(one) - 3) : view.at(one)]]
        ),
        None,
    )


def find_reported_deed(view: View, clause: Clause, speaker: Mention, after: Sequence[Mention]) -> Attribution | None:
    """ "Kyiv says Russian forces seized the plant": a deed told as a fact belongs to its actor (codebook, rule 12)."""
    if view.tokens[clause.verb].low not in ATTRIBUTES:
        return None
    inner = find_clause(view.tokens, after, first=clause.verb + 1)
    if inner.verb < 0 or view.tokens[inner.verb].low not in DEEDS or view.tokens[inner.verb].quoted:
        return None
    actor = head_mention(view, clause.verb + 1, inner.verb, after)
    between = view.tokens[clause.verb + 1 : inner.verb]
    if (
        actor is None
        or actor.code == speaker.code
        or view.at(actor) - clause.verb > 4
        or any(one.low in RELATIVES for one in between)
    ):
        return None
    target = other_actor([one for one in after if one.start > actor.end], actor.code, view.text) or speaker.code
    return Attribution(
        actor.code,
        target,
        f"deed: {view.words(view.at(actor), inner.verb + 1)}, as {view.text[speaker.start : speaker.end]} says",
    )


def is_victims(view: View, clause: Clause) -> bool:
    """ "12 killed in Kharkiv", "... have been wounded": the subject suffers the verb, with or without "be"."""
    words = [token.low for token in view.tokens[clause.verb : clause.verb + 5]]
    if clause.is_passive:
        return any(word in VICTIM for word in words) and "by" not in words
    after = words[1] if len(words) > 1 else ""
    has_doer = any(one.role == "agent" and clause.first <= view.at(one) < clause.verb for one in view.mentions)
    return words[0] in VICTIM and (
        after in VICTIM_FOLLOWERS or len(words) == 1 or (after in ("and", ",") and not has_doer)
    )


def owned_deed(view: View, mentions: Sequence[Mention]) -> Attribution | None:
    """ "Russian shelling", "Moscow's invasion": who owns the deed is the source, who suffers it the target."""
    for mention in mentions:
        match = DEED_NOUN.match(view.text, mention.end) if mention.role == "agent" else None
        if match:
            others = [one for one in mentions if one.code != mention.code]
            target = others[0].code if others else ""
            return Attribution(mention.code, target, f"deed: {view.text[mention.start : match.end()]}")
    return None
