"""Find a sentence's main verb, and tell speech from action, active from passive.

No parser: a table of verbs, a few closed word classes and the punctuation of news prose. docs/attribution.md says how
far that goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..name_roles import head_roles
from ..verbs import BE, HAVE, MODAL, verb_forms
from .kinds import (
    IS_AUXILIARY,
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
from .tokens import Named, Tokens

NO_FORM = ("", "")
STOPS = IS_RELATIVE | MAY_BE_MAIN
MORE_DECIDES = MAY_BE_REDUCED | NEEDS_NAME


@dataclass(slots=True)  # not frozen, like View
class Clause:
    """A main clause: its `first` token after any fronted phrase, its main `verb` (a token, or -1), and whether that
    says something ("has denied") and is passive."""

    first: int
    verb: int
    is_speech: bool
    is_passive: bool


def find_clause(tokens: Tokens, mentions: Sequence[Named], *, first: int = 0, last: int | None = None) -> Clause:
    """Find the main verb between tokens `first` and `last`, after any fronted phrase."""
    last = len(tokens.low) if last is None else last
    if first < last and tokens.kinds[first] & IS_FRONTING:
        first = _skip_fronted(tokens, first, last)
    verb = _main_verb(tokens, first, last, mentions)
    kind = tokens.kinds[verb] if verb >= 0 else 0
    return Clause(first, verb, kind & LEADS_SPEECH > 0, kind & LEADS_PASSIVE > 0)


def _skip_fronted(tokens: Tokens, first: int, last: int) -> int:
    """Step over "On Friday, ", "In an address to parliament, ", "Acting on a tip, ": to after its comma."""
    low, quoted = tokens.low, tokens.quoted
    for _ in range(2):
        if first >= last or not tokens.kinds[first] & IS_FRONTING:
            return first
        comma = next((row for row in range(first, last - 3) if low[row] == "," and not quoted[row]), -1)
        if comma < 0:
            return first
        first = comma + 1
    return first


def _is_inside(tokens: Tokens, row: int, mentions: Sequence[Named]) -> bool:
    """Whether a token is part of a name."""
    start = tokens.start[row]
    for one in mentions:  # noqa: SIM110 - any() over a generator costs three times as much, once per verb
        if one.start <= start < one.end:
            return True
    return False


def _main_verb(tokens: Tokens, first: int, last: int, mentions: Sequence[Named]) -> int:
    kinds, resume = tokens.kinds, first
    for row in range(first + 1, last):
        kind = kinds[row]
        if not kind & STOPS or row < resume:
            continue
        if kind & IS_RELATIVE:
            resume = _after_relative(tokens.low, row, last)
        elif not _is_inside(tokens, row, mentions) and _is_finite(tokens, row, last, mentions):
            return row
    if max(first + 1, resume) < last and _is_main_at_end(tokens, last - 1, mentions):
        return last - 1
    return _headline_verb(tokens, first, last, mentions)


def _is_main_at_end(tokens: Tokens, row: int, mentions: Sequence[Named]) -> bool:
    """Whether a token is the main verb of a clause that ends with it, whatever follows in the sentence."""
    return (
        tokens.kinds[row] & MAIN_AT_END > 0
        and not _is_inside(tokens, row, mentions)
        and _is_finite(tokens, row, row + 1, mentions)
    )


def _headline_verb(tokens: Tokens, first: int, last: int, mentions: Sequence[Named]) -> int:
    """The verb of a headline that leaves out its auxiliary: "Japan to send drones", "Poland setting up a centre"."""
    low, kinds = tokens.low, tokens.kinds
    for row in range(first + 1, last):
        if not kinds[row] & (IS_PROGRESSIVE | IS_TO):
            continue
        before = low[row - 1]
        if before.endswith("s") or _is_inside(tokens, row - 1, mentions) or head_roles().get(before) == "agent":
            if kinds[row] & IS_PROGRESSIVE and not tokens.quoted[row]:
                return row
            if kinds[row] & IS_TO and row + 1 < last and verb_forms().get(low[row + 1], NO_FORM)[1] == "base":
                return row + 1
    return -1


def _after_relative(low: Sequence[str], row: int, last: int) -> int:
    """Skip ", who has led the talks, " to after its closing comma; without one, only the pronoun and its verb."""
    closing = next((at for at in range(row + 1, last) if low[at] == ","), -1)
    if closing >= 0 and low[row - 1] == ",":
        return closing + 1
    return min(row + 3, last)


def _is_finite(tokens: Tokens, row: int, last: int, mentions: Sequence[Named]) -> bool:
    """Whether a verb that may be the main one is, by more than the words beside it."""
    kind = tokens.kinds[row]
    if kind & IS_AUXILIARY:
        return True
    if tokens.quoted[row]:
        return False
    if not kind & MORE_DECIDES:
        return True
    return _is_inside(tokens, row - 1, mentions) if kind & NEEDS_NAME else not _is_reduced(tokens.low, row, last)


def _is_reduced(low: Sequence[str], row: int, last: int) -> bool:
    """Whether a participle only describes the noun before it: "officials accused of spying were ..."."""
    following = low[row + 2 : min(last, row + 14)]
    stop = next((at for at, word in enumerate(following) if word in (",", ";", "that", "who", "which")), len(following))
    return any(
        word in BE or word in HAVE or word in MODAL or verb_forms().get(word, NO_FORM)[1] == "finite"
        for word in following[:stop]
    )
