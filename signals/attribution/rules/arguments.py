"""Which of the names around a verb is the subject, the partner, the target."""

from __future__ import annotations

from signals.actors.mentions import AGENT
from signals.attribution.annotations import EU, NATO, NO_ROW, NameKind, SentenceView
from signals.attribution.rules.clauses import Clause
from signals.attribution.rules.queries import (
    NameRows,
    after_character,
    before_word,
    first_agent,
    first_of_class,
    from_word,
    has_class,
    has_row,
    is_meeting_only,
)
from signals.attribution.tokens.batch import SPACE_CHARACTER
from signals.attribution.tokens.word_classes import (
    AGENT_HEAD,
    AIMING,
    ALLIANCE,
    AND,
    BETWEEN_WORDS,
    BLOC,
    BY,
    COMMA,
    FREEING,
    GOVERNING,
    PERSON_NOUN,
    PRONOUN,
    RECIPROCAL_VERB,
    THE,
)
from signals.text.jit import inlined

MAX_CARRIED = 6  # words that stand for a speaker: "the country's foreign minister"
PLAIN_APOSTROPHE, TYPOGRAPHIC_APOSTROPHE, SMALL_S = ord("'"), ord("’"), ord("s")


@inlined
def carried_speaker(view: SentenceView, first: int, stop: int) -> int:
    """The code that "he", "the envoy", "the alliance" stand for, NO_ROW for none."""
    n_words, begins_with_the, is_pronoun, is_office, stands_for = 0, False, False, False, NO_ROW
    for row in range(first, stop):
        word = view.tokens.classes[row]
        if word & BETWEEN_WORDS:
            continue
        begins_with_the = begins_with_the or (n_words == 0 and word & THE != 0)
        is_pronoun = is_pronoun or word & PRONOUN != 0
        is_office = is_office or word & PERSON_NOUN != 0
        if stands_for == NO_ROW and word & (ALLIANCE | BLOC):
            stands_for = NATO if word & ALLIANCE else EU
        n_words += 1
    if n_words > MAX_CARRIED:
        return NO_ROW
    is_carried = stands_for == NO_ROW and (is_pronoun or (begins_with_the and is_office))
    return view.last_speaker if is_carried else stands_for


@inlined
def reciprocal_partner(view: SentenceView, names: NameRows, subject: int, clause: Clause) -> int:
    """The other party of "Jordan and Britain have agreed ...": what the two do, they do with each other."""
    if not has_class(view, clause.verb, clause.verb + 4, RECIPROCAL_VERB):
        return NO_ROW
    between = _between(view, names, subject, clause)
    for row in range(between.first, between.stop):
        at = view.names.token[row]
        if view.names.code[row] != view.names.code[subject] and has_row(between, row) and _is_listed(view, at):
            return int(view.names.code[row])
    return NO_ROW


@inlined
def _is_listed(view: SentenceView, at: int) -> bool:
    """Whether "and" or a comma stands shortly before a word."""
    return has_class(view, at - 4, at, COMMA | AND)


@inlined
def _between(view: SentenceView, names: NameRows, subject: int, clause: Clause) -> NameRows:
    """The names between the subject and the verb."""
    return before_word(view, after_character(view, names, view.names.start[subject]), clause.verb)


@inlined
def agent_after_by(view: SentenceView, names: NameRows, verb: int) -> int:
    """The first name of "... by Russian forces" after a verb, NO_ROW without."""
    for row in range(names.first, names.stop):
        if has_row(names, row) and _follows_by(view, verb, view.names.token[row]):
            return row
    return NO_ROW


@inlined
def _follows_by(view: SentenceView, verb: int, at: int) -> bool:
    """Whether "by" stands shortly before a word, and no comma after that."""
    by = first_of_class(view, max(verb, at - 4), at, BY)
    return by != NO_ROW and not has_class(view, by, at, COMMA)


@inlined
def head_name(view: SentenceView, names: NameRows, first: int, stop: int) -> int:
    """The name that heads the noun phrase between two words: the first that can act, else the first place."""
    inside = before_word(view, from_word(view, names, first), stop)
    agent = first_agent(view, inside)
    if agent != NO_ROW:
        return _after_possessive(view, inside, agent)
    for row in range(inside.first, inside.stop):
        if has_row(inside, row):
            return row if has_class(view, first, stop, AGENT_HEAD) else NO_ROW
    return NO_ROW


@inlined
def _after_possessive(view: SentenceView, names: NameRows, owner: int) -> int:
    """ "Russia's Wagner group": the one who is owned acts; else the first."""
    owned = first_agent(view, NameRows(owner + 1, names.stop, names.left_out, names.left_out_stop))
    if owned == NO_ROW or (view.names.kind[owned] != NameKind.NAME and view.names.kind[owned] != NameKind.FORCE):
        return owner
    return owned if _is_possessive(view, view.names.end[owner], view.names.start[owned]) else owner


@inlined
def _is_possessive(view: SentenceView, start: int, end: int) -> bool:
    """Whether nothing but "'s " stands between two characters."""
    if end - start != 3:
        return False
    is_apostrophe = view.codepoints[start] == PLAIN_APOSTROPHE or view.codepoints[start] == TYPOGRAPHIC_APOSTROPHE
    return is_apostrophe and view.codepoints[start + 1] == SMALL_S and view.codepoints[start + 2] == SPACE_CHARACTER


@inlined
def is_aimed_at(view: SentenceView, name: int) -> bool:
    """Whether "against", "on", "toward" stands before a name."""
    at = view.names.token[name]
    return has_class(view, at - 1, at, AIMING)


@inlined
def is_governed(view: SentenceView, name: int) -> bool:
    """Whether a preposition stands before a name, with at most two words between: "life in occupied Ukraine"."""
    at = view.names.token[name]
    return has_class(view, at - 3, at, GOVERNING) and not has_class(view, at - 3, at, FREEING)


@inlined
def target_of_subject(view: SentenceView, names: NameRows, subject: int, clause: Clause) -> int:
    """Toward whom the subject acts: another actor after the verb, else one between the two."""
    code = view.names.code[subject]
    other = other_actor(view, from_word(view, names, clause.verb + 1), code)
    return other if other != NO_ROW else other_actor(view, _between(view, names, subject, clause), code)


@inlined
def other_actor(view: SentenceView, names: NameRows, code: int) -> int:
    """The first other actor's code: one that can act before a mere place or person, and no mere meeting place."""
    row = other_name(view, names, code)
    if row == NO_ROW or (view.names.role[row] != AGENT and is_meeting_only(view)):
        return NO_ROW
    return int(view.names.code[row])


@inlined
def other_name(view: SentenceView, names: NameRows, code: int) -> int:
    """The first other actor's name: one that can act before a mere place or person."""
    place = NO_ROW
    for row in range(names.first, names.stop):
        if view.names.code[row] != code and has_row(names, row):
            if view.names.role[row] == AGENT:
                return row
            place = row if place == NO_ROW else place
    return place
