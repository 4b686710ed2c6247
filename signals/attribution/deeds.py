"""Deeds: acts of force or their end, which belong to who did them, whoever tells of them (codebook, rule 12)."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause, find_clause
from .kinds import IS_ATTRIBUTING
from .roles import head_mention, other_actor
from .tokens import Named
from .views import Attribution, View
from .words import COME, DEED_NOUN, DEEDS, INTENDED, MILITARY, RECEIVING, RELATIVES, VICTIM, VICTIM_FOLLOWERS


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


def find_giver(view: View, clause: Clause, after: Sequence[Named]) -> Named | None:
    """Who gives in "Ukraine receives six guns from Germany"."""
    low = view.tokens.low
    if RECEIVING.isdisjoint(low[clause.verb : clause.verb + 3]):
        return None
    return next((one for one in after if "from" in low[max(0, one.at - 3) : one.at]), None)


def find_reported_deed(view: View, clause: Clause, speaker: Named, after: Sequence[Named]) -> Attribution | None:
    """ "Kyiv says Russian forces seized the plant": a deed told as a fact belongs to its actor (codebook, rule 12)."""
    tokens = view.tokens
    if not tokens.kinds[clause.verb] & IS_ATTRIBUTING:
        return None
    inner = find_clause(tokens, after, first=clause.verb + 1)
    if inner.verb < 0 or tokens.low[inner.verb] not in DEEDS or tokens.quoted[inner.verb]:
        return None
    actor = head_mention(view, clause.verb + 1, inner.verb, after)
    if (
        actor is None
        or actor.code == speaker.code
        or actor.at - clause.verb > 4
        or not RELATIVES.isdisjoint(tokens.low[clause.verb + 1 : inner.verb])
    ):
        return None
    target = other_actor([one for one in after if one.start > actor.end], actor.code, view) or speaker.code
    return Attribution(
        actor.code,
        target,
        f"deed: {view.words(actor.at, inner.verb + 1)}, as {view.text[speaker.start : speaker.end]} says",
    )


def is_victims(view: View, clause: Clause) -> bool:
    """ "12 killed in Kharkiv", "... have been wounded", "... came under fire": the subject suffers the verb."""
    words = view.tokens.low[clause.verb : clause.verb + 5]
    if words[0] in COME and words[1:2] == ["under"]:
        return True
    if clause.is_passive:
        return any(word in VICTIM for word in words) and "by" not in words
    after = words[1] if len(words) > 1 else ""
    has_doer = any(one.role == "agent" and clause.first <= one.at < clause.verb for one in view.mentions)
    return words[0] in VICTIM and (
        after in VICTIM_FOLLOWERS or len(words) == 1 or (after in ("and", ",") and not has_doer)
    )


def owned_deed(view: View, mentions: Sequence[Named]) -> Attribution | None:
    """ "Russian shelling", "Moscow's invasion": who owns the deed is the source, who suffers it the target."""
    for mention in mentions:
        match = DEED_NOUN.match(view.text, mention.end) if mention.role == "agent" else None
        if match:
            others = [one for one in mentions if one.code != mention.code]
            target = others[0].code if others else ""
            return Attribution(mention.code, target, f"deed: {view.text[mention.start : match.end()]}")
    return None
