"""Read source and target off the main clause: subject, verb, object; passive; headlines without a verb."""

from __future__ import annotations

from signals.actors.mentions import AGENT
from signals.actors.mentions import PASSIVE as MERE_PLACE
from signals.attribution.annotations import NO_ROW, Finding, SentenceView
from signals.attribution.basis import (
    ABOUT,
    ACTS,
    CARRIED,
    DEED,
    GIVER,
    NAMES,
    PASSIVE,
    PASSIVE_BY,
    REPORTERS_WORDS,
    SPEAKER,
)
from signals.attribution.basis import AGENT as AGENT_BY
from signals.attribution.rules.arguments import (
    agent_after_by,
    carried_speaker,
    find_partner,
    find_target,
    head_name,
    is_aimed_at,
    is_governed,
    other_actor,
    other_name,
)
from signals.attribution.rules.clauses import Clause, find_clause
from signals.attribution.rules.deeds import find_giver, find_reported_deed, is_victims, owned_deed
from signals.attribution.rules.queries import (
    NOTHING,
    NameRows,
    after_character,
    all_names,
    all_names_without,
    before_word,
    beside_name,
    first_agent,
    first_other_code,
    found_in_name,
    found_in_words,
    from_word,
    has_row,
    is_all_quotation,
)
from signals.attribution.tokens.word_classes import HARM, SUFFERED
from signals.text.jit import inlined


@inlined
def without_verb(view: SentenceView, names: NameRows) -> Finding:
    """A headline without a verb: "Russian strike on Kyiv", "Moscow's troop build-up near Ukraine"."""
    source = _first_free(view, names, NO_ROW)
    if source == NO_ROW:
        return leftover(view, names)
    code = int(view.names.code[source])
    return found_in_name(view, NAMES, code, other_actor(view, names, code), source)


@inlined
def leftover(view: SentenceView, names: NameRows) -> Finding:
    """Names that stand in no role: those that something is aimed at are the target, the first other one the source."""
    aimed = _first_aimed(view, names)
    if aimed != NO_ROW:
        code = int(view.names.code[aimed])
        acting = _first_free(view, names, code)
        source = NO_ROW if acting == NO_ROW else int(view.names.code[acting])
        return found_in_name(view, ABOUT, source, code, aimed)
    acting = first_agent(view, names)
    if acting == NO_ROW:
        return NOTHING
    code = int(view.names.code[acting])
    return found_in_name(view, NAMES, code, _other_agent(view, names, code), acting)


@inlined
def _first_aimed(view: SentenceView, names: NameRows) -> int:
    """The first name that something is aimed at: after a preposition, or a mere place that harm comes to."""
    for row in range(names.first, names.stop):
        if has_row(names, row):
            is_agent = view.names.role[row] == AGENT
            is_harmed = view.names.role[row] == MERE_PLACE and view.classes & HARM
            if is_harmed or (is_agent and is_governed(view, row)):
                return row
    return NO_ROW


@inlined
def _first_free(view: SentenceView, names: NameRows, code: int) -> int:
    """The first name of another actor that can act and after no preposition."""
    for row in range(names.first, names.stop):
        is_other = view.names.code[row] != code and has_row(names, row)
        if is_other and view.names.role[row] == AGENT and not is_governed(view, row):
            return row
    return NO_ROW


@inlined
def _other_agent(view: SentenceView, names: NameRows, code: int) -> int:
    """The code of the first other actor that can act, NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and view.names.code[row] != code and has_row(names, row):
            return int(view.names.code[row])
    return NO_ROW


@inlined
def main_clause(view: SentenceView) -> Finding:
    """Subject, verb, object of the main clause; where it names nobody, a deed named before the colon."""
    main = by_clause(view, all_names(view), view.token_end)
    if view.body_start > view.token_start and main.source == NO_ROW:
        deed = owned_deed(view, before_word(view, all_names(view), view.body_start), DEED)
        return main if deed.source == NO_ROW else deed
    return main


@inlined
def by_clause(view: SentenceView, names: NameRows, stop: int) -> Finding:
    """Read the clause that ends before the word `stop`; NOTHING where it is a quotation or names nobody."""
    if view.begins_quoted or is_all_quotation(view):
        return NOTHING
    clause = find_clause(view, names, view.body_start, stop)
    names = from_word(view, names, view.body_start)
    if clause.verb == NO_ROW:
        deed = owned_deed(view, names, DEED)
        return deed if deed.source != NO_ROW else without_verb(view, names)
    if view.classes & SUFFERED and is_victims(view, clause):
        deed = owned_deed(view, names, DEED)
        return deed if deed.source != NO_ROW else _by_passive(view, names, clause)
    if clause.is_passive:
        return _by_passive(view, names, clause)
    subject = head_name(view, names, clause.first, clause.verb)
    return _by_subject(view, names, clause, subject) if subject != NO_ROW else _subjectless(view, names, clause)


@inlined
def _by_subject(view: SentenceView, names: NameRows, clause: Clause, subject: int) -> Finding:
    """The subject acts or speaks; unless something is aimed at it, it is given to, or it tells of another's deed."""
    verb, code, at = clause.verb, int(view.names.code[subject]), view.names.token[subject]
    rule = SPEAKER if clause.is_speech else ACTS
    after = from_word(view, names, verb + 1)
    if is_aimed_at(view, subject):
        return found_in_words(view, rule, first_other_code(view, after, code), code, at, verb + 2)
    giver = find_giver(view, after, verb)
    if giver != NO_ROW and view.names.code[giver] != code:
        return found_in_words(view, GIVER, view.names.code[giver], code, verb, view.names.token[giver] + 1)
    if clause.is_speech:
        reported = find_reported_deed(view, after, verb, subject)
        if reported.source != NO_ROW:
            return reported
    partner = find_partner(view, names, subject, clause)
    target = partner if partner != NO_ROW else find_target(view, names, subject, clause)
    return found_in_words(view, rule, code, target, at, verb + 2)


@inlined
def _subjectless(view: SentenceView, names: NameRows, clause: Clause) -> Finding:
    """The subject names no actor: a pronoun is carried over; a reporter's or observer's words are looked into."""
    after = from_word(view, names, clause.verb + 1)
    carried = carried_speaker(view, clause.first, clause.verb)
    if carried != NO_ROW:
        target = other_actor(view, after, carried)
        return found_in_words(view, CARRIED, carried, target, clause.first, clause.verb + 2)
    if clause.is_speech:
        reported = _reporters_words(view, after, clause.verb)
        if reported.source != NO_ROW:
            return reported
    by = agent_after_by(view, after, clause.verb)
    if by != NO_ROW:
        code, at = int(view.names.code[by]), view.names.token[by]
        other = other_name(view, all_names_without(view, by, by + 1), code)
        target = int(view.names.code[other]) if other != NO_ROW else NO_ROW
        return found_in_words(view, AGENT_BY, code, target, at - 1, at + 2)
    rest = from_word(view, all_names(view), view.body_start)
    deed = owned_deed(view, rest, NAMES)
    return deed if deed.source != NO_ROW else leftover(view, rest)


@inlined
def _reporters_words(view: SentenceView, after: NameRows, verb: int) -> Finding:
    """Whom a newspaper or an observer tells of: the subject of what is said."""
    if after.first == after.stop or verb + 1 >= view.token_end:
        return NOTHING
    inner = find_clause(view, after, verb + 1, view.token_end)
    subject = NO_ROW if inner.verb == NO_ROW else head_name(view, after, inner.first, inner.verb)
    if subject == NO_ROW:
        return NOTHING
    code = int(view.names.code[subject])
    target = other_actor(view, after_character(view, after, view.names.end[subject]), code)
    return found_in_words(view, REPORTERS_WORDS, code, target, view.names.token[subject], inner.verb + 1)


@inlined
def _by_passive(view: SentenceView, names: NameRows, clause: Clause) -> Finding:
    """ "X was condemned by Y": the agent after "by" is the source, the subject the target."""
    verb, after = clause.verb, from_word(view, names, clause.verb + 1)
    subject = head_name(view, names, clause.first, verb)
    suffering = NO_ROW if subject == NO_ROW else int(view.names.code[subject])
    agent = agent_after_by(view, after, verb)
    if agent != NO_ROW:
        code = int(view.names.code[agent])
        others = NameRows(names.first, agent, names.left_out, names.left_out_stop)
        is_other = suffering != NO_ROW and suffering != code
        target = suffering if is_other else other_actor(view, others, code)
        return beside_name(view, found_in_words(view, PASSIVE_BY, code, target, verb, verb + 3), agent)
    if subject == NO_ROW:
        return leftover(view, names)
    return found_in_words(view, PASSIVE, first_other_code(view, after, suffering), suffering, verb, verb + 3)
