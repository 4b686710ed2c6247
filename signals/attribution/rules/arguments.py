"""Which of the names around a verb is the subject, the partner, the target."""

from __future__ import annotations

from signals.attribution.records import AGENT, EU, FORCE, NAME, NATO, NO_ROW, View
from signals.attribution.rules.clauses import Clause
from signals.attribution.rules.name_queries import (
    NameRows,
    after_character,
    before_word,
    first_agent,
    from_word,
    has_row,
)
from signals.attribution.rules.word_queries import BLANK, first_of_class, has_class, has_kind, only_meets
from signals.attribution.tokens.word_classes import (
    AIMS,
    FREES,
    GOVERNS,
    IS_ALLIANCE,
    IS_AND,
    IS_BLOC,
    IS_BY,
    IS_PERSON_NOUN,
    IS_PERSON_WORD,
    IS_PUNCTUATION,
    IS_THE,
    MAKES_AGENT,
)
from signals.attribution.tokens.word_kinds import IS_COMMA, IS_RECIPROCAL
from signals.text.jit import inlined

MAX_CARRIED = 6  # words that stand for a speaker: "the country's foreign minister"
APOSTROPHE, TYPOGRAPHIC_APOSTROPHE, SMALL_S = ord("'"), ord("’"), ord("s")


@inlined
def carried_speaker(view: View, first: int, stop: int) -> int:
    """The code that "he", "the envoy", "the alliance" stand for, NO_ROW for none."""
    n_words, begins_with_the, is_pronoun, is_office, stands_for = 0, False, False, False, NO_ROW
    for row in range(first, stop):
        word = view.words.classes[row]
        if word & IS_PUNCTUATION:
            continue
        begins_with_the = begins_with_the or (n_words == 0 and word & IS_THE != 0)
        is_pronoun = is_pronoun or word & IS_PERSON_WORD != 0
        is_office = is_office or word & IS_PERSON_NOUN != 0
        if stands_for == NO_ROW and word & (IS_ALLIANCE | IS_BLOC):
            stands_for = NATO if word & IS_ALLIANCE else EU
        n_words += 1
    if n_words > MAX_CARRIED:
        return NO_ROW
    is_carried = stands_for == NO_ROW and (is_pronoun or (begins_with_the and is_office))
    return view.carried if is_carried else stands_for


@inlined
def find_partner(view: View, names: NameRows, subject: int, clause: Clause) -> int:
    """The other party of "Jordan and Britain have agreed ...": what the two do, they do with each other."""
    if not has_kind(view, clause.verb, clause.verb + 4, IS_RECIPROCAL):
        return NO_ROW
    between = _between(view, names, subject, clause)
    for row in range(between.first, between.stop):
        at = view.names.at[row]
        if view.names.code[row] != view.names.code[subject] and has_row(between, row) and _is_listed(view, at):
            return int(view.names.code[row])
    return NO_ROW


@inlined
def _is_listed(view: View, at: int) -> bool:
    """Whether "and" or a comma stands shortly before a word."""
    return has_kind(view, at - 4, at, IS_COMMA) or has_class(view, at - 4, at, IS_AND)


@inlined
def _between(view: View, names: NameRows, subject: int, clause: Clause) -> NameRows:
    """The names between the subject and the verb."""
    return before_word(view, after_character(view, names, view.names.start[subject]), clause.verb)


@inlined
def agent_after_by(view: View, names: NameRows, verb: int) -> int:
    """The first name of "... by Russian forces" after a verb, NO_ROW without."""
    for row in range(names.first, names.stop):
        if has_row(names, row) and _follows_by(view, verb, view.names.at[row]):
            return row
    return NO_ROW


@inlined
def _follows_by(view: View, verb: int, at: int) -> bool:
    """Whether "by" stands shortly before a word, and no comma after that."""
    by = first_of_class(view, max(verb, at - 4), at, IS_BY)
    return by != NO_ROW and not has_kind(view, by, at, IS_COMMA)


@inlined
def head_name(view: View, names: NameRows, first: int, stop: int) -> int:
    """The name that heads the noun phrase between two words: the first that can act, else the first place."""
    inside = before_word(view, from_word(view, names, first), stop)
    agent = first_agent(view, inside)
    if agent != NO_ROW:
        return _after_possessive(view, inside, agent)
    for row in range(inside.first, inside.stop):
        if has_row(inside, row):
            return row if has_class(view, first, stop, MAKES_AGENT) else NO_ROW
    return NO_ROW


@inlined
def _after_possessive(view: View, names: NameRows, owner: int) -> int:
    """ "Russia's Wagner group": the one who is owned acts; else the first."""
    owned = first_agent(view, NameRows(owner + 1, names.stop, names.left_out, names.left_out_stop))
    if owned == NO_ROW or (view.names.kind[owned] != NAME and view.names.kind[owned] != FORCE):
        return owner
    return owned if _is_possessive(view, view.names.end[owner], view.names.start[owned]) else owner


@inlined
def _is_possessive(view: View, start: int, end: int) -> bool:
    """Whether nothing but "'s " stands between two characters."""
    if end - start != 3:
        return False
    is_apostrophe = view.codes[start] == APOSTROPHE or view.codes[start] == TYPOGRAPHIC_APOSTROPHE
    return is_apostrophe and view.codes[start + 1] == SMALL_S and view.codes[start + 2] == BLANK


@inlined
def is_aimed_at(view: View, name: int) -> bool:
    """Whether "against", "on", "toward" stands before a name."""
    at = view.names.at[name]
    return has_class(view, at - 1, at, AIMS)


@inlined
def is_governed(view: View, name: int) -> bool:
    """Whether a preposition stands before a name, with at most two words between: "life in occupied Ukraine"."""
    at = view.names.at[name]
    return has_class(view, at - 3, at, GOVERNS) and not has_class(view, at - 3, at, FREES)


@inlined
def find_target(view: View, names: NameRows, subject: int, clause: Clause) -> int:
    """Toward whom the subject acts: another actor after the verb, else one between the two."""
    code = view.names.code[subject]
    other = other_actor(view, from_word(view, names, clause.verb + 1), code)
    return other if other != NO_ROW else other_actor(view, _between(view, names, subject, clause), code)


@inlined
def other_actor(view: View, names: NameRows, code: int) -> int:
    """The first other actor's code: one that can act before a mere place or person, and no mere meeting place."""
    row = other_name(view, names, code)
    if row == NO_ROW or (view.names.role[row] != AGENT and only_meets(view)):
        return NO_ROW
    return int(view.names.code[row])


@inlined
def other_name(view: View, names: NameRows, code: int) -> int:
    """The first other actor's name: one that can act before a mere place or person."""
    place = NO_ROW
    for row in range(names.first, names.stop):
        if view.names.code[row] != code and has_row(names, row):
            if view.names.role[row] == AGENT:
                return row
            place = row if place == NO_ROW else place
    return place
