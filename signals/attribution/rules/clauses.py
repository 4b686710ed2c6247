"""Find a sentence's main verb, and tell speech from action, active from passive.

No parser: a table of verbs, a few closed word classes and the punctuation of news prose. docs/attribution.md says how
far that goes.
"""

from __future__ import annotations

from typing import NamedTuple

from signals.attribution.annotations import NO_ROW, SentenceView
from signals.attribution.rules.queries import NameRows, is_inside
from signals.attribution.tokens.word_classes import AFTER_DESCRIPTION, AGENT_HEAD, COMMA, FRONTING, RELATIVE_PRONOUN, TO
from signals.attribution.tokens.word_features import (
    AUXILIARY,
    BASE_FORM,
    ENDS_IN_S,
    FINITE,
    LEADS_PASSIVE,
    LEADS_SPEECH,
    MAIN_VERB,
    MAIN_VERB_AT_END,
    MAYBE_REDUCED,
    NEEDS_NAME,
    PROGRESSIVE,
)
from signals.text.jit import inlined

DESCRIPTION_REACH = 14  # words after a participle in which the sentence's own verb may follow


class Clause(NamedTuple):
    """A main clause: its `first` word after any fronted phrase, its main `verb` (a word, or NO_ROW), and whether that
    says something ("has denied") and is passive."""

    first: int
    verb: int
    is_speech: bool
    is_passive: bool


@inlined
def main_clause_between(view: SentenceView, names: NameRows, first: int, stop: int) -> Clause:
    """Find the main verb between the words `first` and `stop`, after any fronted phrase."""
    first = _after_fronted(view, first, stop)
    verb = _main_verb(view, names, first, stop)
    features = 0 if verb == NO_ROW else int(view.tokens.features[verb])
    return Clause(first, verb, features & LEADS_SPEECH != 0, features & LEADS_PASSIVE != 0)


@inlined
def _after_fronted(view: SentenceView, first: int, stop: int) -> int:
    """Step over "On Friday, ", "In an address to parliament, ", "Acting on a tip, ": to after its comma."""
    for _ in range(2):
        if first < stop and (view.tokens.classes[first] & FRONTING or view.tokens.features[first] & PROGRESSIVE):
            first = _after_comma(view, first, stop - 3)
    return first


@inlined
def _after_comma(view: SentenceView, first: int, stop: int) -> int:
    """Return the word after the first comma outside quotations; without one, the first word itself."""
    for row in range(first, stop):
        if view.tokens.classes[row] & COMMA and not view.tokens.is_quoted[row]:
            return row + 1
    return first


@inlined
def _main_verb(view: SentenceView, names: NameRows, first: int, stop: int) -> int:
    """Return the main verb, NO_ROW without."""
    resume = first
    for row in range(first + 1, stop):
        if row < resume:
            continue
        if view.tokens.classes[row] & RELATIVE_PRONOUN:
            resume = _after_relative(view, row, stop)
        elif (
            view.tokens.features[row] & MAIN_VERB
            and not is_inside(view, names, row)
            and _is_finite(view, names, row, stop)
        ):
            return row
    if max(first + 1, resume) < stop and _is_main_at_end(view, names, stop - 1):
        return stop - 1
    return _headline_verb(view, names, first, stop)


@inlined
def _is_main_at_end(view: SentenceView, names: NameRows, row: int) -> bool:
    """Whether a word is the main verb of a clause that ends with it, whatever follows in the sentence."""
    if not view.tokens.features[row] & MAIN_VERB_AT_END or is_inside(view, names, row):
        return False
    return _is_finite(view, names, row, row + 1)


@inlined
def _headline_verb(view: SentenceView, names: NameRows, first: int, stop: int) -> int:
    """The verb of a headline that leaves out its auxiliary: "Japan to send drones", "Poland setting up a centre"."""
    for row in range(first + 1, stop):
        is_progressive = view.tokens.features[row] & PROGRESSIVE and not view.tokens.is_quoted[row]
        if is_progressive and _can_be_subject(view, names, row - 1):
            return row
        is_infinitive = view.tokens.classes[row] & TO and row + 1 < stop and view.tokens.features[row + 1] & BASE_FORM
        if is_infinitive and _can_be_subject(view, names, row - 1):
            return row + 1
    return NO_ROW


@inlined
def _can_be_subject(view: SentenceView, names: NameRows, row: int) -> bool:
    """Whether a word can be the subject of a headline: in the plural, a name, an office."""
    is_plural = view.tokens.features[row] & ENDS_IN_S or view.tokens.classes[row] & AGENT_HEAD
    return is_plural != 0 or is_inside(view, names, row)


@inlined
def _after_relative(view: SentenceView, row: int, stop: int) -> int:
    """Skip ", who has led the talks, " to after its closing comma; without one, only the pronoun and its verb."""
    if view.tokens.classes[row - 1] & COMMA:
        for at in range(row + 1, stop):
            if view.tokens.classes[at] & COMMA:
                return at + 1
    return min(row + 3, stop)


@inlined
def _is_finite(view: SentenceView, names: NameRows, row: int, stop: int) -> bool:
    """Whether a verb that may be the main one is, by more than the words beside it."""
    features = view.tokens.features[row]
    if features & AUXILIARY:
        return True
    if view.tokens.is_quoted[row]:
        return False
    if features & NEEDS_NAME:
        return is_inside(view, names, row - 1)
    return not features & MAYBE_REDUCED or not _is_reduced(view, row, stop)


@inlined
def _is_reduced(view: SentenceView, row: int, stop: int) -> bool:
    """Whether a participle only describes the noun before it: "officials accused of spying were ..."."""
    for at in range(row + 2, min(stop, row + DESCRIPTION_REACH)):
        if view.tokens.classes[at] & AFTER_DESCRIPTION:
            return False
        if view.tokens.features[at] & (FINITE | AUXILIARY):
            return True
    return False
