"""Find a sentence's main verb, and tell speech from action, active from passive.

No parser: a table of verbs, a few closed word classes and the punctuation of news prose. docs/attribution.md says how
far that goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..name_roles import head_roles
from ..verbs import BE, HAVE, MODAL, participles, verb_forms
from .kinds import IS_AUXILIARY, IS_FRONTING, IS_PROGRESSIVE, IS_RELATIVE, IS_TO, IS_VERB
from .tokens import Named, Tokens

SUBJECT_BREAKS = frozenset(', ( ) — – “ ” " : ;'.split())
DETERMINERS = frozenset("a an the its his her their our this that these those".split())
# Verbs in the third person that are plural nouns as often, and what follows them then.
NOUNS_IN_S = frozenset(
    """talks attacks strikes sanctions claims threats raids charges protests calls reports demands bombs moves plans
    fires forces orders troops clashes tests launches exchanges limits curbs returns visits offers links""".split()
)
AFTER_NOUNS = frozenset("against on with of between by from , and".split())
PLURALS = frozenset("they we i people troops police forces also".split())
NO_REDUCED_BEFORE = frozenset("by of in on from near to at against".split())
NO_BASE_BEFORE = SUBJECT_BREAKS | {"of", "in", "on", "by"}
NOT_FINITE = frozenset("being having be been".split())
IN_VERB_GROUP = HAVE | MODAL | frozenset("not also now still already never".split())
NO_FORM = ("", "")


class Clause(NamedTuple):
    """A main clause: its `first` token after any fronted phrase, its main `verb` (a token, or -1) and its kind."""

    first: int
    verb: int
    kind: str
    is_passive: bool


def find_clause(tokens: Tokens, mentions: Sequence[Named], *, first: int = 0, last: int | None = None) -> Clause:
    """Find the main verb between tokens `first` and `last`, after any fronted phrase."""
    last = len(tokens.low) if last is None else last
    if first < last and tokens.kinds[first] & IS_FRONTING:
        first = _skip_fronted(tokens, first, last)
    verb = _main_verb(tokens, first, last, mentions)
    if verb < 0:
        return Clause(first, -1, "", False)
    if not tokens.kinds[verb] & IS_AUXILIARY:
        return Clause(first, verb, verb_forms()[tokens.low[verb]][0], False)
    return Clause(first, verb, _kind_of(tokens.low, verb, last), _is_passive(tokens.low, verb, last))


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
    kinds = tokens.kinds
    row = first + 1
    while row < last:
        kind = kinds[row]
        if kind & IS_RELATIVE:
            row = _after_relative(tokens.low, row, last)
            continue
        if kind & IS_VERB and not _is_inside(tokens, row, mentions) and _is_finite(tokens, row, last, mentions):
            return row
        row += 1
    return _headline_verb(tokens, first, last, mentions)


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
    low = tokens.low
    word = low[row]
    if tokens.kinds[row] & IS_AUXILIARY:
        return word not in NOT_FINITE
    if tokens.quoted[row]:
        return False
    tense = verb_forms()[word][1]
    before = low[row - 1]
    after = low[row + 1] if row + 1 < last else ""
    if tense == "finite":
        return before not in DETERMINERS and not _is_reduced(low, row, last) and not _is_noun_use(word, before, after)
    return after not in NO_BASE_BEFORE and (_is_plural(before) or _is_inside(tokens, row - 1, mentions))


def _is_noun_use(word: str, before: str, after: str) -> bool:
    """Whether a form in -s is a plural noun: "sanctions against", "talks with", "attacks on"."""
    return word in NOUNS_IN_S and after in AFTER_NOUNS and not before.endswith("'s")


def _is_reduced(low: Sequence[str], row: int, last: int) -> bool:
    """Whether a participle only describes the noun before it: "officials accused of spying were ..."."""
    after = low[row + 1] if row + 1 < last else ""
    if after not in NO_REDUCED_BEFORE or low[row] not in participles():
        return False
    following = low[row + 2 : min(last, row + 14)]
    stop = next((at for at, word in enumerate(following) if word in (",", ";", "that", "who", "which")), len(following))
    return any(
        word in BE or word in HAVE or word in MODAL or verb_forms().get(word, NO_FORM)[1] == "finite"
        for word in following[:stop]
    )


def _is_plural(word: str) -> bool:
    """Whether a word before a verb without -s can be its subject."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us")))


def _kind_of(low: Sequence[str], verb: int, last: int) -> str:
    """Whether the verb, or the participle after its auxiliary, is one of speech or of action."""
    for word in low[verb : min(verb + 5, last)]:
        form = verb_forms().get(word)
        if form and word not in HAVE:
            return form[0]
        if word in SUBJECT_BREAKS or word in ("to", "that"):
            break
    return ""


def _is_passive(low: Sequence[str], verb: int, last: int) -> bool:
    """Whether the verb group is a form of "be" and a participle: "were expelled", "will be held"."""
    has_be = False
    for word in low[verb : min(verb + 6, last)]:
        if word in BE:
            has_be = True
        elif has_be and word in participles():
            return True
        elif word not in IN_VERB_GROUP and not word.endswith("ly"):
            return False
    return False
