"""Which of the names around a verb is the subject, the partner, the target."""

from __future__ import annotations

from collections.abc import Sequence

from ..name_roles import head_roles
from .clauses import Clause
from .tokens import Named
from .views import View
from .words import AIMED_AT, FREEING, GOVERNING, PERSON_NOUNS, PERSON_WORDS, RECIPROCAL, STANDS_FOR


def carried_speaker(view: View, start: int, end: int) -> str:
    """The code that "he", "the envoy", "the alliance" stand for, or nothing."""
    region = [word for word in view.tokens.low[start:end] if word not in ',;“”"']
    if len(region) > 6:
        return ""
    if any(word in STANDS_FOR for word in region):
        return next(STANDS_FOR[word] for word in region if word in STANDS_FOR)
    is_pronoun = any(word in PERSON_WORDS for word in region)
    is_role = bool(region) and region[0] == "the" and any(word in PERSON_NOUNS for word in region)
    return view.state.speaker if is_pronoun or is_role else ""


def find_partner(view: View, subject: Named, clause: Clause, mentions: Sequence[Named]) -> str:
    """The other party of "Jordan and Britain have agreed ...": what the two do, they do with each other."""
    low = view.tokens.low
    if RECIPROCAL.isdisjoint(low[clause.verb : clause.verb + 4]):
        return ""
    for one in mentions:
        if one.start > subject.start and one.at < clause.verb and one.code != subject.code:
            before = low[max(0, one.at - 4) : one.at]
            if "and" in before or "," in before:
                return one.code
    return ""


def agent_after_by(view: View, verb: int, after: Sequence[Named]) -> Named | None:
    for mention in after:
        preceding = view.tokens.low[max(verb, mention.at - 4) : mention.at]
        if "by" in preceding and "," not in preceding[preceding.index("by") :]:
            return mention
    return None


def head_mention(view: View, start: int, end: int, mentions: Sequence[Named]) -> Named | None:
    """The mention that heads the noun phrase between two tokens: the first that can act, else the first place."""
    inside = [one for one in mentions if start <= one.at < end]
    if not inside:
        return None
    agents = [one for one in inside if one.role == "agent"]
    if agents:
        return agents[0] if len(agents) == 1 else _after_possessive(view, agents)
    is_official = any(head_roles().get(word) == "agent" for word in view.tokens.low[start:end])
    return inside[0] if is_official else None


def _after_possessive(view: View, agents: Sequence[Named]) -> Named:
    """ "Russia's Wagner group": the one who is owned acts; else the first."""
    owner, owned = agents[:2]
    is_owned = owned.kind in ("name", "force") and view.text[owner.end : owned.start] in ("'s ", "’s ")
    return owned if is_owned else owner


def aimed_at(view: View, mention: Named) -> bool:
    return mention.at > 0 and view.tokens.low[mention.at - 1] in AIMED_AT


def is_governed(view: View, mention: Named) -> bool:
    """Whether a preposition stands before a name, with at most two words between: "life in occupied Ukraine"."""
    before = view.tokens.low[max(0, mention.at - 3) : mention.at]
    return not GOVERNING.isdisjoint(before) and FREEING.isdisjoint(before)


def find_target(view: View, subject: Named, after: Sequence[Named], clause: Clause, mentions: Sequence[Named]) -> str:
    other = other_actor(after, subject.code, view)
    if other:
        return other
    between = [one for one in mentions if one.start > subject.start and one.at < clause.verb]
    return other_actor(between, subject.code, view)


def other_actor(mentions: Sequence[Named], code: str, view: View | None = None) -> str:
    """The first other actor's code: one that can act before a mere place or person, and no mere meeting place."""
    place = ""
    for one in mentions:
        if one.code != code:
            if one.role == "agent":
                return one.code
            place = place or one.code
    return "" if place and view and view.only_meets() else place
