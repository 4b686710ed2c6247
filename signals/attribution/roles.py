"""Which of the names around a verb is the subject, the partner, the target."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses import Clause
from ..mentions import Mention
from ..name_roles import head_roles
from .views import View
from .words import AIMED_AT, GOVERNING, HARM, PERSON_NOUNS, PERSON_WORDS, RECIPROCAL, STANDS_FOR, VENUE_WORDS


def carried_speaker(view: View, start: int, end: int) -> str:
    """The code that "he", "the envoy", "the alliance" stand for, or nothing."""
    region = [token.low for token in view.tokens[start:end] if token.low not in ',;“”"']
    if len(region) > 6:
        return ""
    if any(word in STANDS_FOR for word in region):
        return next(STANDS_FOR[word] for word in region if word in STANDS_FOR)
    is_pronoun = any(word in PERSON_WORDS for word in region)
    is_role = bool(region) and region[0] == "the" and any(word in PERSON_NOUNS for word in region)
    return view.state.speaker if is_pronoun or is_role else ""


def find_partner(view: View, subject: Mention, clause: Clause, mentions: Sequence[Mention]) -> str:
    """The other party of "Jordan and Britain have agreed ...": what the two do, they do with each other."""
    verbs = {token.low for token in view.tokens[clause.verb : clause.verb + 4]}
    if not verbs & RECIPROCAL:
        return ""
    between = [
        one for one in mentions if one.start > subject.start and view.at(one) < clause.verb and one.code != subject.code
    ]
    joined = [
        one
        for one in between
        if any(token.low in ("and", ",") for token in view.tokens[max(0, view.at(one) - 4) : view.at(one)])
    ]
    return joined[0].code if joined else ""


def agent_after_by(view: View, verb: int, after: Sequence[Mention]) -> Mention | None:
    for mention in after:
        at = view.at(mention)
        preceding = [token.low for token in view.tokens[max(verb, at - 4) : at]]
        if "by" in preceding and "," not in preceding[preceding.index("by") :]:
            return mention
    return None


def head_mention(view: View, start: int, end: int, mentions: Sequence[Mention] | None = None) -> Mention | None:
    """The mention that heads the noun phrase between two tokens: the first that can act, else the first place."""
    inside = [one for one in (view.mentions if mentions is None else mentions) if start <= view.at(one) < end]
    agents = [one for one in inside if one.role == "agent"]
    if agents:
        return _after_possessive(view, agents)
    official = any(head_roles().get(token.low) == "agent" for token in view.tokens[start:end])
    return inside[0] if inside and official else None


def _after_possessive(view: View, agents: Sequence[Mention]) -> Mention:
    """ "Russia's Wagner group": the one who is owned acts; else the first."""
    if (
        len(agents) > 1
        and agents[1].kind in ("name", "force")
        and view.text[agents[0].end : agents[1].start] in ("'s ", "’s ")
    ):
        return agents[1]
    return agents[0]


def aimed_at(view: View, mention: Mention) -> bool:
    at = view.at(mention)
    return at > 0 and view.tokens[at - 1].low in AIMED_AT


def is_governed(view: View, mention: Mention) -> bool:
    """Whether a preposition stands before a name, with at most two words between: "life in occupied Ukraine"."""
    at = view.at(mention)
    before = [token.low for token in view.tokens[max(0, at - 3) : at]]
    return any(word in GOVERNING for word in before) and not any(word in ("by", ",", ":", "and") for word in before)


def find_target(
    view: View, subject: Mention, after: Sequence[Mention], clause: Clause, mentions: Sequence[Mention]
) -> str:
    other = other_actor(after, subject.code, view.text)
    if other:
        return other
    between = [one for one in mentions if one.start > subject.start and view.at(one) < clause.verb]
    return other_actor(between, subject.code, view.text)


def other_actor(mentions: Sequence[Mention], code: str, text: str = "") -> str:
    """The first other actor's code: one that can act before a mere place or person, and no mere meeting place."""
    others = [one for one in mentions if one.code != code]
    agents = [one for one in others if one.role == "agent"]
    places = others if HARM.search(text) or not VENUE_WORDS.search(text) else []
    chosen = agents or places
    return chosen[0].code if chosen else ""
