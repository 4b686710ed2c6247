"""The main clause: its subject is the agent, or in the passive the patient; headlines without a verb."""

from __future__ import annotations

from signals.actors.mentions import AGENT
from signals.actors.mentions import PASSIVE as MERE_PLACE
from signals.attribution.annotations import NO_ROW, AttributionRule, Finding, SentenceView
from signals.attribution.rules.arguments import (
    agent_after_by,
    carried_speaker,
    head_name,
    is_aimed_at,
    is_governed,
    other_actor,
    other_name,
    reciprocal_partner,
    target_of_subject,
)
from signals.attribution.rules.clauses import Clause, main_clause_between
from signals.attribution.rules.deeds import giver_after_from, has_patient_subject, owned_deed, reported_deed
from signals.attribution.rules.queries import (
    NO_FINDING,
    NameRows,
    TokenSpan,
    after_character,
    all_names,
    all_names_without,
    before_word,
    finding_in_name,
    finding_in_tokens,
    first_agent,
    first_other_code,
    from_word,
    has_row,
    is_all_quotation,
    with_name_shown,
)
from signals.attribution.tokens.word_classes import HARM, SUFFERED
from signals.text.jit import inlined


@inlined
def verbless_clause(view: SentenceView, names: NameRows) -> Finding:
    """A clause without a verb, as in headlines: "Moscow's troop build-up near Ukraine"."""
    source = _first_ungoverned(view, names, NO_ROW)
    if source == NO_ROW:
        return names_without_role(view, names)
    code = int(view.names.code[source])
    return finding_in_name(view, AttributionRule.NAMES, code, other_actor(view, names, code), source)


@inlined
def names_without_role(view: SentenceView, names: NameRows) -> Finding:
    """Names without subject or object ("Talks on Ukraine"): a patient is target, the first agent source."""
    aimed = _first_patient(view, names)
    if aimed != NO_ROW:
        code = int(view.names.code[aimed])
        acting = _first_ungoverned(view, names, code)
        source = NO_ROW if acting == NO_ROW else int(view.names.code[acting])
        return finding_in_name(view, AttributionRule.ABOUT, source, code, aimed)
    acting = first_agent(view, names)
    if acting == NO_ROW:
        return NO_FINDING
    code = int(view.names.code[acting])
    other = first_agent(view, names, code)
    return finding_in_name(
        view, AttributionRule.NAMES, code, NO_ROW if other == NO_ROW else int(view.names.code[other]), acting
    )


@inlined
def _first_patient(view: SentenceView, names: NameRows) -> int:
    """The first patient: in a governed noun phrase ("life in Ukraine"), or a place that harm comes to."""
    for row in range(names.first, names.stop):
        if has_row(names, row):
            is_agent = view.names.role[row] == AGENT
            is_harmed = view.names.role[row] == MERE_PLACE and view.classes & HARM
            if is_harmed or (is_agent and is_governed(view, row)):
                return row
    return NO_ROW


@inlined
def _first_ungoverned(view: SentenceView, names: NameRows, code: int) -> int:
    """The first agent of another actor that no preposition governs."""
    for row in range(names.first, names.stop):
        is_other = view.names.code[row] != code and has_row(names, row)
        if is_other and view.names.role[row] == AGENT and not is_governed(view, row):
            return row
    return NO_ROW


@inlined
def main_clause(view: SentenceView) -> Finding:
    """Agent and patient of the main clause: "Russia attacked Ukraine"; without a source, a deed before the colon."""
    main = roles_in_clause(view, all_names(view), view.token_end)
    if view.body_start > view.token_start and main.source == NO_ROW:
        deed = owned_deed(view, before_word(view, all_names(view), view.body_start), AttributionRule.DEED)
        return main if deed.source == NO_ROW else deed
    return main


@inlined
def roles_in_clause(view: SentenceView, names: NameRows, stop: int) -> Finding:
    """Agent and patient of the clause that ends before the token `stop`; NO_FINDING where it is a quotation or names
    nobody. Without a verb: "Russian strike on Kyiv"; passive: "Kyiv was shelled"."""
    if view.begins_quoted or is_all_quotation(view):
        return NO_FINDING
    clause = main_clause_between(view, names, view.body_start, stop)
    names = from_word(view, names, view.body_start)
    if clause.verb == NO_ROW:
        deed = owned_deed(view, names, AttributionRule.DEED)
        return deed if deed.source != NO_ROW else verbless_clause(view, names)
    if view.classes & SUFFERED and has_patient_subject(view, clause):
        deed = owned_deed(view, names, AttributionRule.DEED)
        return deed if deed.source != NO_ROW else _roles_in_passive(view, names, clause)
    if clause.is_passive:
        return _roles_in_passive(view, names, clause)
    subject = head_name(view, names, clause.first, clause.verb)
    return (
        _roles_of_subject(view, names, clause, subject)
        if subject != NO_ROW
        else _roles_without_subject(view, names, clause)
    )


@inlined
def _roles_of_subject(view: SentenceView, names: NameRows, clause: Clause, subject: int) -> Finding:
    """A subject that is an actor: the agent, unless it is the patient ("against Russia"), receives or reports."""
    verb, code, at = clause.verb, int(view.names.code[subject]), view.names.token[subject]
    rule = AttributionRule.SPEAKER if clause.is_speech else AttributionRule.ACTS
    after = from_word(view, names, verb + 1)
    if is_aimed_at(view, subject):
        return finding_in_tokens(view, rule, first_other_code(view, after, code), code, TokenSpan(at, verb + 2))
    giver = giver_after_from(view, after, verb)
    if giver != NO_ROW and view.names.code[giver] != code:
        return finding_in_tokens(
            view, AttributionRule.GIVER, view.names.code[giver], code, TokenSpan(verb, view.names.token[giver] + 1)
        )
    if clause.is_speech:
        reported = reported_deed(view, after, verb, subject)
        if reported.source != NO_ROW:
            return reported
    partner = reciprocal_partner(view, names, subject, clause)
    target = partner if partner != NO_ROW else target_of_subject(view, names, subject, clause)
    return finding_in_tokens(view, rule, code, target, TokenSpan(at, verb + 2))


@inlined
def _roles_without_subject(view: SentenceView, names: NameRows, clause: Clause) -> Finding:
    """A subject that names no actor: a pronoun stands for the last speaker ("He warned Kyiv"); what a newspaper or an
    observer reports is read; "by" names an agent."""
    after = from_word(view, names, clause.verb + 1)
    carried = carried_speaker(view, clause.first, clause.verb)
    if carried != NO_ROW:
        target = other_actor(view, after, carried)
        return finding_in_tokens(
            view, AttributionRule.CARRIED, carried, target, TokenSpan(clause.first, clause.verb + 2)
        )
    if clause.is_speech:
        reported = _roles_in_report(view, after, clause.verb)
        if reported.source != NO_ROW:
            return reported
    by = agent_after_by(view, after, clause.verb)
    if by != NO_ROW:
        code, at = int(view.names.code[by]), view.names.token[by]
        other = other_name(view, all_names_without(view, by, by + 1), code)
        target = int(view.names.code[other]) if other != NO_ROW else NO_ROW
        return finding_in_tokens(view, AttributionRule.AGENT, code, target, TokenSpan(at - 1, at + 2))
    rest = from_word(view, all_names(view), view.body_start)
    deed = owned_deed(view, rest, AttributionRule.NAMES)
    return deed if deed.source != NO_ROW else names_without_role(view, rest)


@inlined
def _roles_in_report(view: SentenceView, after: NameRows, verb: int) -> Finding:
    """The subject of what a newspaper or an observer reports: "The paper said Russia had left Kyiv"."""
    if after.first == after.stop or verb + 1 >= view.token_end:
        return NO_FINDING
    inner = main_clause_between(view, after, verb + 1, view.token_end)
    subject = NO_ROW if inner.verb == NO_ROW else head_name(view, after, inner.first, inner.verb)
    if subject == NO_ROW:
        return NO_FINDING
    code = int(view.names.code[subject])
    target = other_actor(view, after_character(view, after, view.names.end[subject]), code)
    return finding_in_tokens(
        view, AttributionRule.REPORTERS_WORDS, code, target, TokenSpan(view.names.token[subject], inner.verb + 1)
    )


@inlined
def _roles_in_passive(view: SentenceView, names: NameRows, clause: Clause) -> Finding:
    """A passive: "Russia was condemned by Poland": the agent after "by" is the source, the subject is the patient."""
    verb, after = clause.verb, from_word(view, names, clause.verb + 1)
    subject, shown = head_name(view, names, clause.first, verb), TokenSpan(verb, verb + 3)
    patient = NO_ROW if subject == NO_ROW else int(view.names.code[subject])
    agent = agent_after_by(view, after, verb)
    if agent != NO_ROW:
        code = int(view.names.code[agent])
        others = NameRows(names.first, agent, names.left_out, names.left_out_stop)
        is_other = patient != NO_ROW and patient != code
        target = patient if is_other else other_actor(view, others, code)
        return with_name_shown(view, finding_in_tokens(view, AttributionRule.PASSIVE_BY, code, target, shown), agent)
    if subject == NO_ROW:
        return names_without_role(view, names)
    return finding_in_tokens(view, AttributionRule.PASSIVE, first_other_code(view, after, patient), patient, shown)
