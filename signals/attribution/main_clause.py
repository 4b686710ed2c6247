"""Read source and target off the main clause: subject, verb, object; passive; headlines without a verb."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause, find_clause
from .deeds import find_giver, find_reported_deed, is_victims, owned_deed
from .kinds import HAS_HARM, IS_QUOTE_MARK, IS_RECEIVING, IS_RECIPROCAL, IS_VICTIMS
from .roles import (
    agent_after_by,
    aimed_at,
    carried_speaker,
    find_partner,
    find_target,
    head_mention,
    is_governed,
    other_actor,
)
from .tokens import Named
from .views import Attribution, View, is_all_quotation

SPEAKER = "speaker"  # the rule's name where the main verb is one of speech


def main_clause(view: View) -> Attribution | None:
    """Subject, verb, object of the main clause; where it names nobody, a deed named before the colon."""
    main = by_clause(view, view.mentions)
    if view.first and (main is None or not main.source):
        return owned_deed(view, [one for one in view.mentions if one.at < view.first]) or main
    return main


def by_clause(view: View, mentions: Sequence[Named], last: int | None = None) -> Attribution | None:
    """Read the clause that ends before token `last`; None where it is a quotation or names nobody."""
    if view.begins_quoted or (view.has & IS_QUOTE_MARK and is_all_quotation(view)):
        return None
    clause = find_clause(view.tokens, mentions, first=view.first, last=last)
    if view.first:
        mentions = [one for one in mentions if one.at >= view.first]
    verb = clause.verb
    if verb < 0:
        return owned_deed(view, mentions) or _without_verb(view, mentions)
    if view.has & IS_VICTIMS and is_victims(view, clause):
        return owned_deed(view, mentions) or _by_passive(view, clause, mentions)
    if clause.is_passive:
        return _by_passive(view, clause, mentions)
    subject = head_mention(view, clause.first, verb, mentions)
    return _by_subject(view, clause, subject, mentions) if subject else _subjectless(view, clause, mentions)


def _by_subject(view: View, clause: Clause, subject: Named, mentions: Sequence[Named]) -> Attribution:
    """The subject acts or speaks; unless something is aimed at it, it is given to, or it tells of another's deed."""
    rule, verb = SPEAKER if clause.is_speech else "acts", clause.verb
    after = [one for one in mentions if one.at > verb]
    basis = f"{rule}: {view.words(subject.at, verb + 2)}"
    if aimed_at(view, subject):
        return Attribution(next((one.code for one in after if one.code != subject.code), ""), subject.code, basis)
    giver = find_giver(view, clause, after) if view.has & IS_RECEIVING else None
    if giver and giver.code != subject.code:
        return Attribution(giver.code, subject.code, f"giver: {view.words(clause.verb, giver.at + 1)}")
    reported = find_reported_deed(view, clause, subject, after) if rule == SPEAKER else None
    if reported:
        return reported
    partner = find_partner(view, subject, clause, mentions) if view.has & IS_RECIPROCAL else ""
    return Attribution(subject.code, partner or find_target(view, subject, after, clause, mentions), basis)


def _subjectless(view: View, clause: Clause, mentions: Sequence[Named]) -> Attribution | None:
    """The subject names no actor: a pronoun is carried over; a reporter's or observer's words are looked into."""
    after = [one for one in mentions if one.at > clause.verb]
    carried = carried_speaker(view, clause.first, clause.verb)
    if carried:
        basis = f"carried over from “{view.state.speaker_words()}”: {view.words(clause.first, clause.verb + 2)}"
        return Attribution(carried, other_actor(after, carried, view), basis)
    reported = _reporters_words(view, clause, after) if clause.is_speech else None
    if reported:
        return reported
    by = agent_after_by(view, clause.verb, after)
    if by:
        target = other_actor([one for one in view.mentions if one != by], by.code)
        return Attribution(by.code, target, f"agent: {view.words(by.at - 1, by.at + 2)}")
    rest = [one for one in view.mentions if one.at >= view.first]
    deed = owned_deed(view, rest)
    return deed._replace(basis=deed.basis.replace("deed", "names", 1)) if deed else _leftover(view, rest)


def _reporters_words(view: View, clause: Clause, after: Sequence[Named]) -> Attribution | None:
    """Whom a newspaper or an observer tells of: the subject of what is said."""
    if not after or clause.verb + 1 >= len(view.tokens.low):
        return None
    inner = find_clause(view.tokens, after, first=clause.verb + 1)
    subject = head_mention(view, inner.first, inner.verb, after) if inner.verb > 0 else None
    if subject is None:
        return None
    later = [one for one in after if one.start > subject.end]
    basis = f"reporter's words: {view.words(subject.at, inner.verb + 1)}"
    return Attribution(subject.code, other_actor(later, subject.code, view), basis)


def _by_passive(view: View, clause: Clause, mentions: Sequence[Named]) -> Attribution | None:
    """ "X was condemned by Y": the agent after "by" is the source, the subject the target."""
    subject = head_mention(view, clause.first, clause.verb, mentions)
    after = [one for one in mentions if one.at > clause.verb]
    agent = agent_after_by(view, clause.verb, after)
    words = view.words(clause.verb, clause.verb + 3)
    if agent:
        others = [one for one in mentions if one.start < agent.start]
        target = subject.code if subject and subject.code != agent.code else other_actor(others, agent.code, view)
        return Attribution(
            agent.code, target, f"passive: {words.removesuffix(' by')} by {view.text[agent.start : agent.end]}"
        )
    if not subject:
        return _leftover(view, mentions)
    source = next((one.code for one in after if one.code != subject.code), "")
    return Attribution(source, subject.code, f"passive: {words}")


def _without_verb(view: View, mentions: Sequence[Named]) -> Attribution | None:
    """A headline without a verb: "Russian strike on Kyiv", "Moscow's troop build-up near Ukraine"."""
    agents = [one for one in mentions if one.role == "agent" and not is_governed(view, one)]
    if not agents:
        return _leftover(view, mentions)
    source = agents[0]
    return Attribution(
        source.code, other_actor(mentions, source.code, view), f"names: {view.text[source.start : source.end]}"
    )


def _leftover(view: View, mentions: Sequence[Named]) -> Attribution | None:
    """Names that stand in no role: those that something is aimed at are the target, the first other one the source."""
    mentions = [one for one in mentions if one.role == "agent" or (one.role == "passive" and view.has & HAS_HARM)]
    if not mentions:
        return None
    aimed = next((one for one in mentions if is_governed(view, one) or one.role != "agent"), None)
    free = [one for one in mentions if one.role == "agent" and one is not aimed and not is_governed(view, one)]
    acting = next((one for one in free if aimed is None or one.code != aimed.code), None)
    if aimed and acting:
        return Attribution(acting.code, aimed.code, f"names: {view.text[aimed.start : aimed.end]} is what it is about")
    if aimed:
        return Attribution("", aimed.code, f"names: {view.text[aimed.start : aimed.end]} is what it is about")
    if acting is None:
        return None
    words = view.text[acting.start : acting.end]
    return Attribution(acting.code, other_actor(mentions, acting.code, view), f"names: {words}")
