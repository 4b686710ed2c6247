"""Queries that rules ask of a sentence's tokens and names, and the findings that rest on them."""

from __future__ import annotations

from typing import NamedTuple

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, AttributionRule, Finding, SentenceView
from signals.attribution.tokens.batch import SPACE_CHARACTER
from signals.attribution.tokens.word_classes import HARM, OUTSIDE_QUOTATION, QUOTE_MARK, VENUE
from signals.text.jit import inlined

CAPITAL_A, CAPITAL_Z = ord("A"), ord("Z")
NO_FINDING = Finding(AttributionRule.NO_RULE, NO_ROW, NO_ROW, 0, 0, 0, 0)  # a rule that does not apply


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
def is_lower_case(view: SentenceView, row: int) -> bool:
    """Whether a word does not begin with a capital."""
    return not CAPITAL_A <= view.codepoints[view.tokens.start[row]] <= CAPITAL_Z


@inlined
def is_blank(view: SentenceView, position: int) -> bool:
    """Whether a blank stands at a place of the text."""
    return position < len(view.codepoints) and view.codepoints[position] == SPACE_CHARACTER


@inlined
def is_meeting_only(view: SentenceView) -> bool:
    """Whether the sentence tells of a meeting and of no harm: a mere place in it is where people meet."""
    if not view.classes & VENUE or view.classes & HARM:
        return False
    venue = first_of_class(view, view.token_start, view.token_end, VENUE)
    while venue != NO_ROW and not is_lower_case(view, venue):
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


class TokenSpan(NamedTuple):
    """The tokens `start` to `end` (exclusive)."""

    start: int
    end: int


@inlined
def finding_in_tokens(view: SentenceView, rule: AttributionRule, source: int, target: int, shown: TokenSpan) -> Finding:
    """Return a finding that rests on the tokens `shown`, as far as the sentence has them."""
    if shown.start >= view.token_end:
        return Finding(rule, source, target, 0, 0, 0, 0)
    start, end = view.tokens.start[shown.start], view.tokens.end[min(shown.end, view.token_end) - 1]
    return Finding(rule, source, target, start, end, 0, 0)


@inlined
def finding_in_name(view: SentenceView, rule: AttributionRule, source: int, target: int, name: int) -> Finding:
    """Return a finding that rests on a name."""
    return Finding(rule, source, target, view.names.start[name], view.names.end[name], 0, 0)


@inlined
def with_name_shown(view: SentenceView, finding: Finding, name: int) -> Finding:
    """Return a finding that shows a name beside its tokens."""
    start, end = view.names.start[name], view.names.end[name]
    return Finding(finding.rule, finding.source, finding.target, finding.start, finding.end, start, end)


class NameRows(NamedTuple):
    """Rows `first` to `stop` of a view's names, without rows `left_out` to `left_out_stop`."""

    first: int
    stop: int
    left_out: int
    left_out_stop: int


@inlined
def all_names(view: SentenceView) -> NameRows:
    """Return all names of a sentence."""
    return NameRows(0, view.n_names, 0, 0)


@inlined
def all_names_without(view: SentenceView, left_out: int, left_out_stop: int) -> NameRows:
    """Return all names of a sentence but the rows `left_out` to `left_out_stop`."""
    return NameRows(0, view.n_names, left_out, left_out_stop)


@inlined
def has_row(names: NameRows, row: int) -> bool:
    """Whether a row from `first` to `stop` is not left out."""
    return not names.left_out <= row < names.left_out_stop


@inlined
def from_word(view: SentenceView, names: NameRows, word: int) -> NameRows:
    """Return the names that begin at a word or after it."""
    first = names.first
    while first < names.stop and view.names.token[first] < word:
        first += 1
    return NameRows(first, names.stop, names.left_out, names.left_out_stop)


@inlined
def before_word(view: SentenceView, names: NameRows, word: int) -> NameRows:
    """Return the names that begin before a word."""
    stop = names.stop
    while stop > names.first and view.names.token[stop - 1] >= word:
        stop -= 1
    return NameRows(names.first, stop, names.left_out, names.left_out_stop)


@inlined
def after_character(view: SentenceView, names: NameRows, position: int) -> NameRows:
    """Return the names that begin after a character."""
    first = names.first
    while first < names.stop and view.names.start[first] <= position:
        first += 1
    return NameRows(first, names.stop, names.left_out, names.left_out_stop)


@inlined
def until_character(view: SentenceView, names: NameRows, position: int) -> NameRows:
    """Return the names that end before a character."""
    stop = names.stop
    while stop > names.first and view.names.end[stop - 1] > position:
        stop -= 1
    return NameRows(names.first, stop, names.left_out, names.left_out_stop)


@inlined
def is_inside(view: SentenceView, names: NameRows, word: int) -> bool:
    """Whether a word is part of one of the names."""
    start = view.tokens.start[word]
    for row in range(names.first, names.stop):
        if view.names.start[row] <= start < view.names.end[row] and has_row(names, row):
            return True
    return False


@inlined
def first_agent(view: SentenceView, names: NameRows, other_than: int = NO_ROW) -> int:
    """Return the row of the first name that can act, of another actor than the code `other_than`; NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.role[row] == AGENT and view.names.code[row] != other_than and has_row(names, row):
            return row
    return NO_ROW


@inlined
def first_other_code(view: SentenceView, names: NameRows, code: int) -> int:
    """Return the code of the first name that stands for another actor, NO_ROW without."""
    for row in range(names.first, names.stop):
        if view.names.code[row] != code and has_row(names, row):
            return int(view.names.code[row])
    return NO_ROW
