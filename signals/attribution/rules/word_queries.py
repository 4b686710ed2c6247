"""What the rules ask of a sentence's words, and how they hand back what these show."""

from __future__ import annotations

from signals.attribution.basis import NO_RULE
from signals.attribution.records import NO_ROW, Found, View
from signals.attribution.tokens.word_classes import MAY_STAND_OUTSIDE
from signals.attribution.tokens.word_kinds import HAS_HARM, HAS_VENUE, IS_QUOTE_MARK
from signals.text.jit import inlined

BLANK, CAPITAL_A, CAPITAL_Z = ord(" "), ord("A"), ord("Z")
NOTHING = Found(NO_RULE, NO_ROW, NO_ROW, 0, 0, 0, 0)  # a rule that does not apply


@inlined
def has_class(view: View, first: int, stop: int, classes: int) -> bool:
    """Whether one of the sentence's words from `first` up to `stop` is of one of the classes (bits of classes.py)."""
    return first_of_class(view, first, stop, classes) != NO_ROW


@inlined
def first_of_class(view: View, first: int, stop: int, classes: int) -> int:
    """Return the first of the sentence's words from `first` up to `stop` of one of the classes, NO_ROW without."""
    for row in range(max(first, view.begin), min(stop, view.stop)):
        if view.words.classes[row] & classes:
            return row
    return NO_ROW


@inlined
def has_kind(view: View, first: int, stop: int, kinds: int) -> bool:
    """Whether one of the sentence's words from `first` up to `stop` is of one of the kinds (bits of kinds.py)."""
    return first_of_kind(view, first, stop, kinds) != NO_ROW


@inlined
def first_of_kind(view: View, first: int, stop: int, kinds: int) -> int:
    """Return the first of the sentence's words from `first` up to `stop` of one of the kinds, NO_ROW without."""
    for row in range(max(first, view.begin), min(stop, view.stop)):
        if view.words.kinds[row] & kinds:
            return row
    return NO_ROW


@inlined
def is_small(view: View, row: int) -> bool:
    """Whether a word does not begin with a capital."""
    return not CAPITAL_A <= view.codes[view.words.start[row]] <= CAPITAL_Z


@inlined
def is_blank(view: View, position: int) -> bool:
    """Whether a blank stands at a place of the text."""
    return position < len(view.codes) and view.codes[position] == BLANK


@inlined
def only_meets(view: View) -> bool:
    """Whether the sentence tells of a meeting and of no harm: a mere place in it is where people meet."""
    if not view.has & HAS_VENUE or view.has & HAS_HARM:
        return False
    venue = first_of_kind(view, view.begin, view.stop, HAS_VENUE)
    while venue != NO_ROW and not is_small(view, venue):
        venue = first_of_kind(view, venue + 1, view.stop, HAS_VENUE)
    return venue != NO_ROW


@inlined
def is_all_quotation(view: View) -> bool:
    """Whether there is a quotation, and no word outside it."""
    if not view.has & IS_QUOTE_MARK:
        return False
    for row in range(view.begin, view.stop):
        if not view.words.quoted[row] and not view.words.classes[row] & MAY_STAND_OUTSIDE:
            return False
    return True


@inlined
def found_in_words(view: View, rule: int, source: int, target: int, first: int, stop: int) -> Found:
    """Return a finding that the words from `first` up to `stop` show."""
    if first >= view.stop:
        return Found(rule, source, target, 0, 0, 0, 0)
    start, end = view.words.start[first], view.words.end[min(stop, view.stop) - 1]
    return Found(rule, source, target, start, end, 0, 0)


@inlined
def found_in_name(view: View, rule: int, source: int, target: int, name: int) -> Found:
    """Return a finding that a name shows."""
    return Found(rule, source, target, view.names.start[name], view.names.end[name], 0, 0)


@inlined
def beside_name(view: View, found: Found, name: int) -> Found:
    """Return a finding with the name that is shown beside its words."""
    start, end = view.names.start[name], view.names.end[name]
    return Found(found.rule, found.source, found.target, found.start, found.end, start, end)
