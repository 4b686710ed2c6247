"""Say which day each sentence is about, and why we think so.

Own rules read the expressions that news uses, against the publication date; everything else falls back to it.
Method and what is left alone: docs/attribution.md
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from signals.dates.candidates import ANY_BEFORE, BACKGROUND, FUTURE, SINCE, SPEECH, places_of_dates
from signals.dates.expressions import DEPENDING_ON_FUTURE, EXPRESSION, KIND_NAMES, RESOLVERS
from signals.text.words import Words, words_of

# Words before an expression that make it background, a deadline or the name of something else.
BACKGROUND_NEAR = re.compile(
    r"\b(?:since|until|till|from|before|after|by|between|through|of|following|during|prior to|ahead of|as of|the|dated|"
    r"starting|to|than)"
    r"(?: (?:late|early|last|the|at least|around|about|mid))? ?$",
    re.IGNORECASE,
)
SINCE_NEAR = re.compile(
    r"\b(?:[Ss]ince|[Ff]rom|[Ss]tart of)\b[^,;]{0,110}$"
)  # "since the invasion began on February 24"
SPEECH_NEAR = re.compile(
    r"\b(?:said|says|told|added|announced|warned|stated|declared|tweeted|wrote|reported|confirmed|accused|called|urged|"
    r"vowed)\b"
    r"[^,;“”\"]{0,40}$"
)
TO_COME = re.compile(
    r"\b(?:will|would|shall|to|plans?|planned|expected|scheduled|due|set|going|intends?|next|upcoming|may|could|"
    r"is meeting|are meeting|(?:is|are) \w+ing)\b",
    re.IGNORECASE,
)
PASSING = timedelta(days=366)  # older than this, a date in mid-sentence is history mentioned in passing. Judgement.
PAST_YEARS_ARE_MAIN = re.compile(r"^(?:Back )?[Ii]n \d{4}\b,?")


Place = tuple[int, int]  # a character of a sentence, and what can stand near before it, bits of `date_words.py`


class Dated(NamedTuple):
    """The day a sentence is about and the reason: the kind of expression and its words."""

    day: date
    basis: str


class Expression(NamedTuple):
    """A date expression found in a sentence, resolved; `day` None where it names no possible day.

    `before`: what can stand near before it, bits of `date_words.py`.
    """

    start: int
    end: int
    day: date | None
    kind: str
    words: str
    before: int


def resolve_dates(sentences: Sequence[str], published: Sequence[date], bases: Sequence[str]) -> list[Dated]:
    """Date every sentence. `published[i]` is its document's date and `bases[i]` where that came from."""
    return dates_among(words_of(sentences), sentences, published, bases)


def dates_among(words: Words, sentences: Sequence[str], published: Sequence[date], bases: Sequence[str]) -> list[Dated]:
    """Return the same as `resolve_dates`, for words that are cut already (their case aside)."""
    undated = {
        (day, basis): Dated(day, f"published ({basis})") for day, basis in set(zip(published, bases, strict=True))
    }
    dated = [undated[pair] for pair in zip(published, bases, strict=True)]
    places = places_of_dates(words)
    rows = words.sentence_of(places.start)
    columns = (rows, places.start - words.lines[rows], places.before)
    for row, found in groupby(zip(*(column.tolist() for column in columns), strict=True), itemgetter(0)):
        one = date_of_sentence(sentences[row], published[row], [(start, before) for _, start, before in found])
        dated[row] = one or dated[row]
    return dated


def date_of_sentence(sentence: str, published: date, places: Iterable[Place] | None = None) -> Dated | None:
    """Return the day that `sentence`, written on `published`, is about; None where only the publication date is left.

    `places`: where in the sentence an expression can begin, in order, each with what `date_words.py` says of the words
    before it; None: anywhere.

    The date of a statement ("said on Thursday") comes before that of what it speaks of; a date that is background
    ("since 2014", "after Thursday's talks") is none.
    """
    expressions = find_expressions(sentence, published, places)
    found = [(one, one.day) for one in expressions if one.day and not _is_background(sentence, one)]
    spoken = [(one, day) for one, day in found if day <= published and _is_spoken(sentence, one)]
    for one, day in spoken[:1] or found:
        if one.kind == "year" and not _is_history(sentence, published):
            continue
        if published - day > PASSING and one.start > 3:
            continue
        if day <= published or _is_announced(sentence, one, published):
            return Dated(day, f"{one.kind} “{one.words}”" + (" (future)" if day > published else ""))
    return None


def find_expressions(sentence: str, published: date, places: Iterable[Place] | None = None) -> list[Expression]:
    """Return the date expressions of a sentence written on `published`, in order; `places` as in `date_of_sentence`."""
    expressions = []
    for match, before in _matches(sentence, places):
        start, kind = match.start(), match.lastgroup or ""
        may_be_future = kind in DEPENDING_ON_FUTURE and before & FUTURE
        is_future = bool(may_be_future and TO_COME.search(sentence[max(0, start - 60) : start]))
        day = RESOLVERS[kind](match, published, is_future)
        expressions.append(Expression(start, match.end(), day, KIND_NAMES[kind], match[0], before))
    return expressions


def _matches(sentence: str, places: Iterable[Place] | None) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what `EXPRESSION.finditer` would, where matches can begin at `places` only, and what stands before each."""
    if places is None:
        yield from ((match, ANY_BEFORE) for match in EXPRESSION.finditer(sentence))
        return
    end = 0
    for start, before in places:
        if start >= end and (match := EXPRESSION.match(sentence, start)):
            end = match.end()
            yield match, before


def _is_background(sentence: str, one: Expression) -> bool:
    before = sentence[max(0, one.start - 30) : one.start]
    if one.kind == "year":
        return one.start > 0 and not PAST_YEARS_ARE_MAIN.match(sentence)
    if one.kind in ("ago", "span") and before.rstrip().endswith(("the", "by")):
        return True
    if one.before & SINCE and SINCE_NEAR.search(sentence[max(0, one.start - 120) : one.start]):
        return True
    is_named = bool(one.before & BACKGROUND and BACKGROUND_NEAR.search(before))
    return is_named or sentence[one.end : one.end + 2] in ("'s", "’s")


def _is_spoken(sentence: str, one: Expression) -> bool:
    """Whether a verb of speech stands right before the expression."""
    return bool(one.before & SPEECH and SPEECH_NEAR.search(sentence, max(0, one.start - 60), one.start))


def _is_history(sentence: str, published: date) -> bool:
    return bool(PAST_YEARS_ARE_MAIN.match(sentence)) and not TO_COME.search(sentence[:60])


def _is_announced(sentence: str, one: Expression, published: date) -> bool:
    """A day to come counts when the sentence speaks of the future and it is near."""
    near = one.day is not None and one.day - published <= timedelta(days=60)
    return near and bool(TO_COME.search(sentence) or one.kind == "near")
