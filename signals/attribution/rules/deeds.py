"""Deeds: acts of force or their end, which belong to who did them, whoever tells of them (codebook, rule 12)."""

from __future__ import annotations

from signals.attribution.basis import ACTS, DEED, DEED_TOLD, PASSIVE, PASSIVE_BY, shown_end
from signals.attribution.records import AGENT, NO_ROW, Found, View
from signals.attribution.rules.arguments import APOSTROPHE, SMALL_S, TYPOGRAPHIC_APOSTROPHE, head_name, other_actor
from signals.attribution.rules.clauses import Clause, find_clause
from signals.attribution.rules.name_queries import (
    NameRows,
    after_character,
    all_names,
    before_word,
    first_agent,
    first_other_code,
    from_word,
    has_row,
)
from signals.attribution.rules.word_queries import (
    BLANK,
    NOTHING,
    beside_name,
    found_in_words,
    has_class,
    has_kind,
    is_small,
)
from signals.attribution.tokens.word_classes import (
    FOLLOWS_VICTIM,
    IS_AND,
    IS_BY,
    IS_COME,
    IS_CRIMES,
    IS_DEED,
    IS_DEED_NOUN,
    IS_FROM,
    IS_INTENDED,
    IS_MILITARY,
    IS_SIMPLE,
    IS_UNDER,
    IS_VICTIM,
    IS_WAR,
    STOPS_DEED,
)
from signals.attribution.tokens.word_kinds import IS_ATTRIBUTING, IS_COMMA, IS_RECEIVING, IS_RELATIVE
from signals.text.jit import inlined

SMALL_A, SMALL_Z = ord("a"), ord("z")


@inlined
def is_deed(view: View, found: Found) -> bool:
    """Whether a clause reports an act of force or its end, which keeps its own actor whoever reports it."""
    if found.rule == DEED or found.rule == DEED_TOLD:
        return True
    if found.rule != ACTS and found.rule != PASSIVE and found.rule != PASSIVE_BY:
        return False
    shown = _classes_shown(view, found.start, shown_end(found.start, found.end))
    shown |= _classes_shown(view, found.name_start, found.name_end)
    return shown & (IS_DEED | IS_MILITARY) != 0 and not shown & IS_INTENDED


@inlined
def _classes_shown(view: View, start: int, end: int) -> int:
    """Return what the words between two characters are, together; intended only in small letters: not "May"."""
    classes = 0
    for row in range(view.begin, view.stop):
        if start <= view.words.start[row] and view.words.end[row] <= end:
            word = int(view.words.classes[row])
            if word & IS_DEED and not _stands_alone(view, row, start, end):
                word &= ~IS_DEED
            classes |= word if is_small(view, row) else word & ~IS_INTENDED
    return classes


@inlined
def _stands_alone(view: View, row: int, start: int, end: int) -> bool:
    """Whether blanks surround a word: before a comma it is more often a noun ("in Russian hands,")."""
    before, after = view.words.start[row] - 1, view.words.end[row]
    return (before < start or view.codes[before] == BLANK) and (after >= end or view.codes[after] == BLANK)


@inlined
def find_giver(view: View, names: NameRows, verb: int) -> int:
    """Who gives in "Ukraine receives six guns from Germany", NO_ROW for nobody."""
    if not has_kind(view, verb, verb + 3, IS_RECEIVING):
        return NO_ROW
    for row in range(names.first, names.stop):
        at = view.names.at[row]
        if has_row(names, row) and has_class(view, at - 3, at, IS_FROM):
            return row
    return NO_ROW


@inlined
def find_reported_deed(view: View, after: NameRows, verb: int, speaker: int) -> Found:
    """ "Kyiv says Russian forces seized the plant": a deed told as a fact belongs to its actor (codebook, rule 12)."""
    if not view.words.kinds[verb] & IS_ATTRIBUTING:
        return NOTHING
    inner = find_clause(view, after, verb + 1, view.stop).verb
    if inner == NO_ROW or not view.words.classes[inner] & IS_DEED or view.words.quoted[inner]:
        return NOTHING
    actor = head_name(view, after, verb + 1, inner)
    if actor == NO_ROW or view.names.at[actor] - verb > 4 or has_kind(view, verb + 1, inner, IS_RELATIVE):
        return NOTHING
    speaker_code, code = int(view.names.code[speaker]), int(view.names.code[actor])
    if code == speaker_code:
        return NOTHING
    target = other_actor(view, after_character(view, after, view.names.end[actor]), code)
    target = target if target != NO_ROW else speaker_code
    told = found_in_words(view, DEED_TOLD, code, target, view.names.at[actor], inner + 1)
    return beside_name(view, told, speaker)


@inlined
def is_victims(view: View, clause: Clause) -> bool:
    """ "12 killed in Kharkiv", "... have been wounded", "... came under fire": the subject suffers the verb."""
    verb, classes = clause.verb, view.words.classes
    if classes[verb] & IS_COME and has_class(view, verb + 1, verb + 2, IS_UNDER):
        return True
    if clause.is_passive:
        return has_class(view, verb, verb + 5, IS_VICTIM) and not has_class(view, verb, verb + 5, IS_BY)
    if not classes[verb] & IS_VICTIM:
        return False
    if verb + 1 == view.stop or classes[verb + 1] & FOLLOWS_VICTIM:
        return True
    goes_on = classes[verb + 1] & IS_AND or view.words.kinds[verb + 1] & IS_COMMA
    return goes_on != 0 and not _has_doer(view, clause)


@inlined
def _has_doer(view: View, clause: Clause) -> bool:
    before = before_word(view, from_word(view, all_names(view), clause.first), clause.verb)
    return first_agent(view, before) != NO_ROW


@inlined
def owned_deed(view: View, names: NameRows, rule: int) -> Found:
    """ "Russian shelling", "Moscow's invasion": who owns the deed is the source, who suffers it the target."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and has_row(names, row):
            end = _deed_end(view, row)
            if end != NO_ROW:
                code = int(view.names.code[row])
                return Found(rule, code, first_other_code(view, names, code), view.names.start[row], end, 0, 0)
    return NOTHING


@inlined
def _deed_end(view: View, name: int) -> int:
    """Return the character at which a noun of a deed ends that belongs to a name, NO_ROW without."""
    end, row = _after_possessive(view, view.names.end[name]), view.names.at[name]
    while row < view.stop and view.words.start[row] < end:
        row += 1
    for _ in range(4):
        if not _is_next(view, row, end):
            return NO_ROW
        word = view.words.classes[row]
        if is_small(view, row):
            if word & IS_DEED_NOUN:
                return _end_of_letters(view, row)
            if word & IS_WAR and _is_next(view, row + 1, view.words.end[row]) and _are_crimes(view, row + 1):
                return _end_of_letters(view, row + 1)
            if word & STOPS_DEED:
                return NO_ROW
        if not word & IS_SIMPLE:
            return NO_ROW
        end, row = view.words.end[row], row + 1
    return NO_ROW


@inlined
def _after_possessive(view: View, end: int) -> int:
    """Step over the "'s" or the apostrophe after a name."""
    if end < len(view.codes) and (view.codes[end] == APOSTROPHE or view.codes[end] == TYPOGRAPHIC_APOSTROPHE):
        end += 1
        if end < len(view.codes) and view.codes[end] == SMALL_S:
            end += 1
    return end


@inlined
def _is_next(view: View, row: int, end: int) -> bool:
    """Whether a word follows after one blank."""
    return row < view.stop and view.words.start[row] == end + 1 and view.codes[end] == BLANK


@inlined
def _are_crimes(view: View, row: int) -> bool:
    return view.words.classes[row] & IS_CRIMES != 0 and is_small(view, row)


@inlined
def _end_of_letters(view: View, row: int) -> int:
    """Return where the small letters end with which a word begins: "strikes" of "strikes-and-raids"."""
    end = int(view.words.start[row])
    while end < view.words.end[row] and SMALL_A <= view.codes[end] <= SMALL_Z:
        end += 1
    return end
