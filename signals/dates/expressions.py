"""The date expressions of news, and the day that each names, read against the publication date.

`RESOLVERS` return the day of a match by the name of its outermost group; None where there is no such day.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from operator import itemgetter

WEEKDAYS = {name: row for row, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
MONTHS = {name: row for row, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NUMBERS = {
    name: row for row, name in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())
}
NUMBERS["a"] = NUMBERS["an"] = 1
FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
A_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
A_NEAR_DAY = r"(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Oo]vernight)"
A_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = rf"(?:{FULL_MONTH}|{SHORT_MONTH}\.?)"
EXPRESSION = re.compile(
    rf"\b(?:(?P<day_month>(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{A_YEAR}))?)"
    rf"|(?P<month_day>(?P<m2>{_MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,? (?P<y2>{A_YEAR}))?)"
    rf"|(?P<iso>(?P<y3>{A_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d))"
    rf"|(?P<weekday>(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming) )?(?P<name>{A_WEEKDAY}))(?!['’]s\b)"
    rf"|(?P<near>{A_NEAR_DAY})(?!['’]s\b)"
    r"|(?P<ago>(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
    r" (?P<unit>day|week|month|year)s? (?:ago|earlier))"
    r"|(?P<span>(?P<side>[Ll]ast|[Nn]ext|[Tt]his) (?P<period>week|weekend|month|year))(?!['’]s\b)"
    rf"|(?P<month_year>(?P<m4>{FULL_MONTH}) (?P<y4>{A_YEAR}))"
    rf"|(?P<year>(?:[Ii]n|[Bb]ack in) (?P<y5>{A_YEAR}))(?!-)\b)\b"
)


def _calendar(year: str | None, month: int, day: int, published: date, is_future: bool) -> date | None:
    """A day of a year, or of the year that brings it nearest to publication, the past preferred."""
    if year:
        return _valid_day(int(year), month, day)
    reach_ahead = 200 if is_future else 31
    candidates = [_valid_day(published.year + shift, month, day) for shift in (0, -1, 1)]
    distances = [((one - published).days, one) for one in candidates if one]
    possible = [(abs(days), one) for days, one in distances if days <= reach_ahead]
    return min(possible, key=itemgetter(0))[1] if possible else None


def _valid_day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= _n_days(year, month) else None


def _n_days(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else DAYS_OF_MONTH[month - 1]


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
    return date(year, month + 1, min(day.day, _n_days(year, month + 1)))


Resolver = Callable[[re.Match[str], date, bool], date | None]
RESOLVERS: dict[str, Resolver] = {
    "day_month": _day_month, "month_day": _month_day, "iso": _iso, "weekday": _weekday, "near": _near,
    "ago": _ago, "span": _span, "month_year": _month_year, "year": _year,
}  # fmt: skip
DEPENDING_ON_FUTURE = frozenset({"day_month", "month_day", "weekday"})
KIND_NAMES = {
    "day_month": "calendar", "month_day": "calendar", "iso": "calendar", "weekday": "weekday", "near": "near",
    "ago": "ago", "span": "span", "month_year": "month", "year": "year",
}  # fmt: skip
