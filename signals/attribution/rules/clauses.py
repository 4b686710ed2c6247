"""Find a sentence's main verb, and tell speech from action, active from passive.

No parser: a table of verbs, a few closed word classes and the punctuation of news prose. docs/attribution.md says how
far that goes.
"""

from __future__ import annotations

from typing import NamedTuple

from signals.attribution.records import NO_ROW, View
from signals.attribution.rules.name_queries import NameRows, is_inside
from signals.attribution.tokens.word_classes import ENDS_DESCRIPTION, ENDS_IN_S, IS_BASE, IS_FINITE_FORM, MAKES_AGENT
from signals.attribution.tokens.word_kinds import (
    IS_AUXILIARY,
    IS_COMMA,
    IS_FRONTING,
    IS_PROGRESSIVE,
    IS_RELATIVE,
    IS_TO,
    LEADS_PASSIVE,
    LEADS_SPEECH,
    MAIN_AT_END,
    MAY_BE_MAIN,
    MAY_BE_REDUCED,
    NEEDS_NAME,
)
from signals.text.jit import inlined

STOPS = IS_RELATIVE | MAY_BE_MAIN
HEADLINE_FORMS = IS_PROGRESSIVE | IS_TO
DESCRIPTION_REACH = 14  # words after a participle in which the sentence's own verb may follow


class Clause(NamedTuple):
    """A main clause: its `first` word after any fronted phrase, its main `verb` (a word, or NO_ROW), and whether that
    says something ("has denied") and is passive."""

    first: int
    verb: int
    is_speech: bool
    is_passive: bool


@inlined
def find_clause(view: View, names: NameRows, first: int, stop: int) -> Clause:
    """Find the main verb between the words `first` and `stop`, after any fronted phrase."""
    first = _after_fronted(view, first, stop)
    verb = _main_verb(view, names, first, stop)
    kind = 0 if verb == NO_ROW else int(view.words.kinds[verb])
    return Clause(first, verb, kind & LEADS_SPEECH != 0, kind & LEADS_PASSIVE != 0)


@inlined
def _after_fronted(view: View, first: int, stop: int) -> int:
    """Step over "On Friday, ", "In an address to parliament, ", "Acting on a tip, ": to after its comma."""
    for _ in range(2):
        if first < stop and view.words.kinds[first] & IS_FRONTING:
            first = _after_comma(view, first, stop - 3)
    return first


@inlined
def _after_comma(view: View, first: int, stop: int) -> int:
    """Return the word after the first comma outside quotations; without one, the first word itself."""
    for row in range(first, stop):
        if view.words.kinds[row] & IS_COMMA and not view.words.quoted[row]:
            return row + 1
    return first


@inlined
def _main_verb(view: View, names: NameRows, first: int, stop: int) -> int:
    """Return the main verb, NO_ROW without."""
    resume = first
    for row in range(first + 1, stop):
        kind = view.words.kinds[row]
        if not kind & STOPS or row < resume:
            continue
        if kind & IS_RELATIVE:
            resume = _after_relative(view, row, stop)
        elif not is_inside(view, names, row) and _is_finite(view, names, row, stop):
            return row
    if max(first + 1, resume) < stop and _is_main_at_end(view, names, stop - 1):
        return stop - 1
    return _headline_verb(view, names, first, stop)


@inlined
def _is_main_at_end(view: View, names: NameRows, row: int) -> bool:
    """Whether a word is the main verb of a clause that ends with it, whatever follows in the sentence."""
    if not view.words.kinds[row] & MAIN_AT_END or is_inside(view, names, row):
        return False
    return _is_finite(view, names, row, row + 1)


@inlined
def _headline_verb(view: View, names: NameRows, first: int, stop: int) -> int:
    """The verb of a headline that leaves out its auxiliary: "Japan to send drones", "Poland setting up a centre"."""
    for row in range(first + 1, stop):
        kind = view.words.kinds[row]
        if kind & HEADLINE_FORMS and _can_be_subject(view, names, row - 1):
            if kind & IS_PROGRESSIVE and not view.words.quoted[row]:
                return row
            if kind & IS_TO and row + 1 < stop and view.words.classes[row + 1] & IS_BASE:
                return row + 1
    return NO_ROW


@inlined
def _can_be_subject(view: View, names: NameRows, row: int) -> bool:
    """Whether a word can be the subject of a headline: in the plural, a name, an office."""
    return view.words.classes[row] & (ENDS_IN_S | MAKES_AGENT) != 0 or is_inside(view, names, row)


@inlined
def _after_relative(view: View, row: int, stop: int) -> int:
    """Skip ", who has led the talks, " to after its closing comma; without one, only the pronoun and its verb."""
    if view.words.kinds[row - 1] & IS_COMMA:
        for at in range(row + 1, stop):
            if view.words.kinds[at] & IS_COMMA:
                return at + 1
    return min(row + 3, stop)


@inlined
def _is_finite(view: View, names: NameRows, row: int, stop: int) -> bool:
    """Whether a verb that may be the main one is, by more than the words beside it."""
    kind = view.words.kinds[row]
    if kind & IS_AUXILIARY:
        return True
    if view.words.quoted[row]:
        return False
    if kind & NEEDS_NAME:
        return is_inside(view, names, row - 1)
    return not kind & MAY_BE_REDUCED or not _is_reduced(view, row, stop)


@inlined
def _is_reduced(view: View, row: int, stop: int) -> bool:
    """Whether a participle only describes the noun before it: "officials accused of spying were ..."."""
    for at in range(row + 2, min(stop, row + DESCRIPTION_REACH)):
        if view.words.classes[at] & ENDS_DESCRIPTION:
            return False
        if view.words.classes[at] & IS_FINITE_FORM:
            return True
    return False
