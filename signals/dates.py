"""Say which day each sentence is about, and why we think so.

Own rules read the expressions that news uses, against the publication date; everything else falls back to it.
Method and what is left alone: docs/attribution.md
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from .words import Words, WordTable, words_of

WEEKDAYS = {name: row for row, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
MONTHS = {name: row for row, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
NUMBERS = {
    name: row for row, name in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())
}
NUMBERS["a"] = NUMBERS["an"] = 1
_FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[89]|20)\d\d"
EXPRESSION = re.compile(
    rf"\b(?:(?P<day_month>(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?)"
    rf"|(?P<month_day>(?P<m2>{_MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,? (?P<y2>{_YEAR}))?)"
    rf"|(?P<iso>(?P<y3>{_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d))"
    rf"|(?P<weekday>(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming) )?(?P<name>{_WEEKDAY}))(?!['’]s\b)"
    r"|(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Oo]vernight)(?!['’]s\b)"
    r"|(?P<ago>(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
    r" (?P<unit>day|week|month|year)s? (?:ago|earlier))"
    r"|(?P<span>(?P<side>[Ll]ast|[Nn]ext|[Tt]his) (?P<period>week|weekend|month|year))(?!['’]s\b)"
    rf"|(?P<month_year>(?P<m4>{_FULL_MONTH}) (?P<y4>{_YEAR}))"
    rf"|(?P<year>(?:[Ii]n|[Bb]ack in) (?P<y5>{_YEAR}))(?!-)\b)\b"
)
# What a word can be in an expression, as bits: every expression has a key word, most with another beside it.
CERTAIN, MONTH, PERIOD, AGO, YEAR, DIGITS, OF, SIDE, UNIT, IN = (1 << bit for bit in range(10))
_PART_EXPRESSIONS = {
    CERTAIN: rf"{_WEEKDAY}|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Oo]vernight",
    MONTH: rf"{_FULL_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec",
    PERIOD: "week|weekend|month|year",
    AGO: "ago|earlier",
    YEAR: _YEAR,
    DIGITS: r"\d.*",
    OF: "of",
    SIDE: "[Ll]ast|[Nn]ext|[Tt]his",
    UNIT: "(?:day|week|month|year)s?",
    IN: "[Ii]n",
}
_PARTS = WordTable(
    lambda word: sum(bit for bit, expression in _PART_EXPRESSIONS.items() if re.fullmatch(expression, word))
)
# Words before an expression that make it background, a deadline or the name of something else.
BACKGROUND = re.compile(
    r"\b(?:since|until|till|from|before|after|by|between|through|of|following|during|prior to|ahead of|as of|the|dated|"
    r"starting|to|than)"
    r"(?: (?:late|early|last|the|at least|around|about|mid))? ?$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\b(?:[Ss]ince|[Ff]rom|[Ss]tart of)\b[^,;]{0,110}$")  # "since the invasion began on February 24"
SPEECH_NEAR = re.compile(
    r"\b(?:said|says|told|added|announced|warned|stated|declared|tweeted|wrote|reported|confirmed|accused|called|urged|"
    r"vowed)\b"
    r"[^,;“”\"]{0,40}$"
)
FUTURE = re.compile(
    r"\b(?:will|would|shall|to|plans?|planned|expected|scheduled|due|set|going|intends?|next|upcoming|may|could|"
    r"is meeting|are meeting|(?:is|are) \w+ing)\b",
    re.IGNORECASE,
)
PASSING = timedelta(days=366)  # older than this, a date in mid-sentence is history mentioned in passing. Judgement.
PAST_YEARS_ARE_MAIN = re.compile(r"^(?:Back )?[Ii]n \d{4}\b,?")


class Dated(NamedTuple):
    """The day a sentence is about and the reason: the kind of expression and its words."""

    day: date
    basis: str


class Expression(NamedTuple):
    """A date expression found in a sentence, resolved; `day` None where it names no possible day."""

    start: int
    end: int
    day: date | None
    kind: str
    words: str


def resolve_dates(sentences: Sequence[str], published: Sequence[date], bases: Sequence[str]) -> list[Dated]:
    """Date every sentence. `published[i]` is its document's date and `bases[i]` where that came from."""
    return dates_among(words_of(sentences), sentences, published, bases)


def dates_among(words: Words, sentences: Sequence[str], published: Sequence[date], bases: Sequence[str]) -> list[Dated]:
    """Return the same as `resolve_dates`, for words that are cut already (their case aside)."""
    undated = {
        (day, basis): Dated(day, f"published ({basis})") for day, basis in set(zip(published, bases, strict=True))
    }
    dated = [undated[pair] for pair in zip(published, bases, strict=True)]
    starts = words.start[_can_begin_expression(words)]
    rows = words.sentence_of(starts)
    for row, found in groupby(zip(rows.tolist(), (starts - words.lines[rows]).tolist(), strict=True), itemgetter(0)):
        one = date_of_sentence(sentences[row], published[row], [start for _, start in found])
        dated[row] = one or dated[row]
    return dated


def _can_begin_expression(words: Words) -> np.ndarray:
    """Return the rows of the words with which a date expression can begin: a key word, and the two before it."""
    parts = np.concatenate([[0], _PARTS.of(words), [0]])
    before, here, after = parts[:-2], parts[1:-1], parts[2:]
    is_key = (
        (here & CERTAIN != 0)
        | (here & MONTH != 0) & ((before & (DIGITS | OF) != 0) | (after & DIGITS != 0))
        | (here & PERIOD != 0) & (before & SIDE != 0)
        | (here & AGO != 0) & (before & UNIT != 0)
        | (here & YEAR != 0) & ((before & IN != 0) | (words.character_after == ord("-")))
    )
    keys = np.flatnonzero(is_key)
    return np.unique(np.maximum(np.concatenate([keys - 2, keys - 1, keys]), 0))


def date_of_sentence(sentence: str, published: date, starts: Iterable[int] | None = None) -> Dated | None:
    """Return the day that `sentence`, written on `published`, is about; None where only the publication date is left.

    `starts`: where in the sentence an expression can begin, in order; None: anywhere.

    The date of a statement ("said on Thursday") comes before that of what it speaks of; a date that is background
    ("since 2014", "after Thursday's talks") is none.
    """
    named = [
        (one, one.day) for one in find_expressions(sentence, published, starts) if not _is_background(sentence, one)
    ]
    found = [(one, day) for one, day in named if day]
    spoken = [(one, day) for one, day in found if day <= published and SPEECH_NEAR.search(sentence[: one.start])]
    for one, day in spoken[:1] or found:
        if one.kind == "year" and not _is_history(sentence, published):
            continue
        if published - day > PASSING and one.start > 3:
            continue
        if day <= published or _is_announced(sentence, one, published):
            return Dated(day, f"{one.kind} “{one.words}”" + (" (future)" if day > published else ""))
    return None


def find_expressions(sentence: str, published: date, starts: Iterable[int] | None = None) -> list[Expression]:
    """Return the date expressions of a sentence written on `published`, in order; `starts` as in `date_of_sentence`."""
    expressions = []
    for match in EXPRESSION.finditer(sentence) if starts is None else _matches_at(sentence, starts):
        kind = next(name for name in RESOLVERS if match[name])
        is_future = bool(FUTURE.search(sentence[max(0, match.start() - 60) : match.start()]))
        day = RESOLVERS[kind](match, published, is_future)
        expressions.append(Expression(match.start(), match.end(), day, KIND_NAMES[kind], match[0]))
    return expressions


def _matches_at(sentence: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what `EXPRESSION.finditer` would, where matches can begin at `starts` only."""
    end = 0
    for start in starts:
        if start >= end and (match := EXPRESSION.match(sentence, start)):
            end = match.end()
            yield match


def _is_background(sentence: str, one: Expression) -> bool:
    before = sentence[max(0, one.start - 30) : one.start]
    if one.kind == "year":
        return one.start > 0 and not PAST_YEARS_ARE_MAIN.match(sentence)
    if one.kind in ("ago", "span") and before.rstrip().endswith(("the", "by")):
        return True
    if SINCE.search(sentence[max(0, one.start - 120) : one.start]):
        return True
    return bool(BACKGROUND.search(before)) or sentence[one.end : one.end + 2] in ("'s", "’s")


def _is_history(sentence: str, published: date) -> bool:
    return bool(PAST_YEARS_ARE_MAIN.match(sentence)) and not FUTURE.search(sentence[:60])


def _is_announced(sentence: str, one: Expression, published: date) -> bool:
    """A day to come counts when the sentence speaks of the future and it is near."""
    near = one.day is not None and one.day - published <= timedelta(days=60)
    return near and bool(FUTURE.search(sentence) or one.kind == "near")


def _calendar(year: str | None, month: int, day: int, published: date, is_future: bool) -> date | None:
    """A day of a year, or of the year that brings it nearest to publication, the past preferred."""
    if year:
        return _valid_day(int(year), month, day)
    reach_ahead = 200 if is_future else 31
    candidates = [_valid_day(published.year + shift, month, day) for shift in (0, -1, 1)]
    possible = [one for one in candidates if one and (one - published).days <= reach_ahead]
    return min(possible, key=lambda one: abs((one - published).days)) if possible else None


def _valid_day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _month(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _day_month(match: re.Match[str], published: date, is_future: bool) -> date | None:
    return _calendar(match["y1"], _month(match["m1"]), int(match["d1"]), published, is_future)


def _month_day(match: re.Match[str], published: date, is_future: bool) -> date | None:
    return _calendar(match["y2"], _month(match["m2"]), int(match["d2"]), published, is_future)


def _iso(match: re.Match[str], published: date, is_future: bool) -> date | None:
    return _valid_day(int(match["y3"]), int(match["m3"]), int(match["d3"]))


def _month_year(match: re.Match[str], published: date, is_future: bool) -> date | None:
    return _valid_day(int(match["y4"]), _month(match["m4"]), 1)


def _year(match: re.Match[str], published: date, is_future: bool) -> date | None:
    return date(int(match["y5"]), 1, 1)


def _weekday(match: re.Match[str], published: date, is_future: bool) -> date:
    """The last such day up to publication; the next one after "next" or in a sentence about the future."""
    wanted, which = WEEKDAYS[match["name"].lower()], (match["which"] or "").lower()
    back = (published.weekday() - wanted) % 7
    if which in ("next", "coming") or (which != "last" and is_future and back):
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back or 7 if which == "last" else back)


def _near(match: re.Match[str], published: date, is_future: bool) -> date:
    shift = {"yesterday": -1, "tomorrow": 1}.get(match["near"].lower(), 0)
    return published + timedelta(days=shift)


def _ago(match: re.Match[str], published: date, is_future: bool) -> date:
    count = match["count"].lower()
    number = int(count) if count.isdigit() else NUMBERS[count]
    return _shifted(published, match["unit"], -number)


def _span(match: re.Match[str], published: date, is_future: bool) -> date | None:
    """ "This week" is publication; "last week" a week before it. "This year" and "last year" say too little."""
    if match["period"] == "year":
        return None
    shift = {"last": -1, "next": 1, "this": 0}[match["side"].lower()]
    if match["period"] == "weekend":
        return published - timedelta(
            days=(published.weekday() - 5) % 7 if shift <= 0 else -((5 - published.weekday()) % 7)
        )
    return _shifted(published, match["period"], shift)


def _shifted(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    year = max(year, 1)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


Resolver = Callable[[re.Match[str], date, bool], date | None]
RESOLVERS: dict[str, Resolver] = {
    "day_month": _day_month, "month_day": _month_day, "iso": _iso, "weekday": _weekday, "near": _near,
    "ago": _ago, "span": _span, "month_year": _month_year, "year": _year,
}  # fmt: skip
KIND_NAMES = {
    "day_month": "calendar", "month_day": "calendar", "iso": "calendar", "weekday": "weekday", "near": "near",
    "ago": "ago", "span": "span", "month_year": "month", "year": "year",
}  # fmt: skip
