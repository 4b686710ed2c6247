"""What the rules ask of a sentence's words, and how they hand back what these show."""

from __future__ import annotations

from signals.attribution.annotations import NO_ROW, Finding, SentenceView
from signals.attribution.basis import NO_RULE
from signals.attribution.tokens.word_classes import HARM, OUTSIDE_QUOTATION, QUOTE_MARK, VENUE
from signals.text.jit import inlined

BLANK, CAPITAL_A, CAPITAL_Z = ord(" "), ord("A"), ord("Z")
NOTHING = Finding(NO_RULE, NO_ROW, NO_ROW, 0, 0, 0, 0)  # a rule that does not apply


@inlined
def has_class(view: SentenceView, first: int, stop: int, classes: int) -> bool:
    """Whether one of the sentence's words from `first` up to `stop` is of one of the classes (see word_classes.py)."""
    return first_of_class(view, first, stop, classes) != NO_ROW


@inlined
def first_of_class(view: SentenceView, first: int, stop: int, classes: int) -> int:
    """Return the first of the sentence's words from `first` up to `stop` of one of the classes, NO_ROW without."""
    for row in range(max(first, view.token_start), min(stop, view.token_end)):
        if view.tokens.classes[row] & classes:
            return row
    return NO_ROW


@inlined
def is_small(view: SentenceView, row: int) -> bool:
    """Whether a word does not begin with a capital."""
    return not CAPITAL_A <= view.codepoints[view.tokens.start[row]] <= CAPITAL_Z


@inlined
def is_blank(view: SentenceView, position: int) -> bool:
    """Whether a blank stands at a place of the text."""
    return position < len(view.codepoints) and view.codepoints[position] == BLANK


@inlined
def only_meets(view: SentenceView) -> bool:
    """Whether the sentence tells of a meeting and of no harm: a mere place in it is where people meet."""
    if not view.classes & VENUE or view.classes & HARM:
        return False
    venue = first_of_class(view, view.token_start, view.token_end, VENUE)
    while venue != NO_ROW and not is_small(view, venue):
        venue = first_of_class(view, venue + 1, view.token_end, VENUE)
    return venue != NO_ROW


@inlined
def is_all_quotation(view: SentenceView) -> bool:
    """Whether there is a quotation, and no word outside it."""
    if not view.classes & QUOTE_MARK:
        return False
    for row in range(view.token_start, view.token_end):
        if not view.tokens.is_quoted[row] and not view.tokens.classes[row] & OUTSIDE_QUOTATION:
            return False
    return True


@inlined
def found_in_words(view: SentenceView, rule: int, source: int, target: int, first: int, stop: int) -> Finding:
    """Return a finding that the words from `first` up to `stop` show."""
    if first >= view.token_end:
        return Finding(rule, source, target, 0, 0, 0, 0)
    start, end = view.tokens.start[first], view.tokens.end[min(stop, view.token_end) - 1]
    return Finding(rule, source, target, start, end, 0, 0)


@inlined
def found_in_name(view: SentenceView, rule: int, source: int, target: int, name: int) -> Finding:
    """Return a finding that a name shows."""
    return Finding(rule, source, target, view.names.start[name], view.names.end[name], 0, 0)


@inlined
def beside_name(view: SentenceView, found: Finding, name: int) -> Finding:
    """Return a finding with the name that is shown beside its words."""
    start, end = view.names.start[name], view.names.end[name]
    return Finding(found.rule, found.source, found.target, found.start, found.end, start, end)
