"""The date in a field: which day a cell, a front matter or a meta tag names.

A date with a time and a zone keeps the day as written: a piece stamped 2022-01-14T01:00+03:00 is of 14 January, the
day its outlet printed, not of 13 January UTC. Unix times carry no zone and are read in UTC.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from math import isfinite
from typing import Literal

DateOrder = Literal["mdy", "dmy"]
DATE_ORDERS: tuple[DateOrder, ...] = ("mdy", "dmy")
_ORDER_WORDS = {"mdy": "month, day, year", "dmy": "day, month, year"}
FIRST_DAY = date(1900, 1, 1)
_VALUES_AT_ONCE = 2**14
MISSING_WORDS = frozenset({"", "-", "nan", "nat", "none", "null", "n/a"})
_MONTH_PREFIXES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_TIME = r"(?:[T ,]{1,3}(?:at )?\d{1,2}(?::?\d\d).{0,40})?"

_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_SHORT_YEAR = re.compile(rf"\d{{1,2}}([-/.])\d{{1,2}}\1\d\d{_TIME}")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ -]({MONTH_NAME})\.?,?[ -](\d{{4}}){_TIME}", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}({MONTH_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.IGNORECASE)
_UNIX = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")


def is_blank_cell(value: object) -> bool:
    """True for a missing date: None, NaN, NaT, and the words that tables write for them."""
    if isinstance(value, str):
        return value.strip().lower() in MISSING_WORDS
    return value is None or value != value


def parse_field_date(value: object, order: DateOrder | None = None) -> date:
    """The day that a field names, from 1900-01-01 on; `order` reads dates such as 02/03/2022.

    Takes ISO dates and times, YYYYMMDD, RFC 2822, '13 January 2022', 'Jan 13, 2022', Unix seconds and milliseconds,
    numeric dates with the year last, and date and datetime objects. Raises ValueError with what was found and
    expected for anything else, for a two-digit year, and for an ambiguous date without `order`.
    """
    if isinstance(value, datetime):
        return _in_range(value.date(), value)
    if isinstance(value, date):
        return _in_range(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
        return _parse(str(int(value)), order)
    if not isinstance(value, str):
        raise ValueError(_not_a_date(value))
    return _parse(value, order)


def find_date_order(values: Iterable[object]) -> DateOrder | None:
    """Which of month and day comes first in a column, from the values that allow only one reading.

    None if no value depends on it. The majority decides where both readings occur. Raises ValueError if some values
    depend on it and no value, or as many for either reading, decides.
    """
    n_by_reading = dict.fromkeys(("mdy", "dmy", "open", ""), 0)
    example = ""
    remaining = iter(values)
    while block := list(islice(remaining, _VALUES_AT_ONCE)):
        for value, n in Counter([value for value in block if isinstance(value, str)]).items():
            reading = _reading(value)
            n_by_reading[reading] += n
            example = value if reading and not example else example
    n_mdy, n_dmy = n_by_reading["mdy"], n_by_reading["dmy"]
    if n_mdy == n_dmy and (n_mdy or n_by_reading["open"]):
        raise ValueError(_undecided(example))
    return None if n_mdy == n_dmy else "mdy" if n_mdy > n_dmy else "dmy"


@lru_cache(maxsize=2**16)  # A column names the same few thousand days again and again.
def _parse(written: str, order: DateOrder | None) -> date:
    text = " ".join(written.split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _calendar_day(found[1], found[3], found[4], written)
    if found := _COMPACT.fullmatch(text):
        return _calendar_day(found[1], found[2], found[3], written)
    if found := _DAY_MONTH.fullmatch(text):
        return _calendar_day(found[3], month_number(found[2]), found[1], written)
    if found := _MONTH_DAY.fullmatch(text):
        return _calendar_day(found[3], month_number(found[1]), found[2], written)
    if found := _UNIX.fullmatch(text):
        return _unix_day(found[1])
    return _parse_year_last(text, written, order)


def _parse_year_last(text: str, written: str, order: DateOrder | None) -> date:
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        hint = ": a year needs four digits" if _SHORT_YEAR.fullmatch(text) else ""
        raise ValueError(_not_a_date(written) + hint)
    reading = order or _reading(text)
    if reading == "open":
        raise ValueError(_undecided(written))
    month, day = (found[1], found[3]) if reading == "mdy" else (found[3], found[1])
    if order and int(month) > 12 >= int(day):
        raise ValueError(_not_a_date(written) + f": its column reads as {_ORDER_WORDS[order]}; correct it")
    return _calendar_day(found[4], month, day, written)


@lru_cache(maxsize=2**16)
def _reading(written: str) -> str:
    """How a date with the year last can be read: 'mdy', 'dmy', 'open' (both), or '' (no such date, or no matter)."""
    found = _YEAR_LAST.fullmatch(" ".join(written.split()))
    if not found or int(found[1]) == int(found[3]):
        return ""
    can_be_mdy, can_be_dmy = (1 <= int(month) <= 12 for month in (found[1], found[3]))
    return {(True, True): "open", (True, False): "mdy", (False, True): "dmy"}.get((can_be_mdy, can_be_dmy), "")


def month_number(name: str) -> int:
    """1 to 12 for an English month name, long or short, in any case."""
    return _MONTH_PREFIXES.index(name[:3].lower()) + 1


def _calendar_day(year: str, month: str | int, day: str, written: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(_not_a_date(written)) from None
    return _in_range(found, written)


def _unix_day(digits: str) -> date:
    seconds = int(digits) / (1000 if len(digits) > 10 else 1)
    return datetime.fromtimestamp(seconds, UTC).date()


def _in_range(found: date, written: object) -> date:
    if found < FIRST_DAY:
        raise ValueError(f"{_cut_short(written)} is before {FIRST_DAY}; expected a date of a news item (YYYY-MM-DD)")
    return found


def _not_a_date(written: object) -> str:
    return f"{_cut_short(written)} is not a date (YYYY-MM-DD)"


def _undecided(example: str) -> str:
    return (
        f"dates such as {_cut_short(example)} can be read as month/day or day/month, and no value decides; "
        "pass --date-order mdy or --date-order dmy"
    )


def _cut_short(written: object) -> str:
    text = written if isinstance(written, str) else str(written)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def as_date_order(order: str | None) -> DateOrder | None:
    """Check a --date-order. Raises ValueError for anything but 'mdy', 'dmy' and None."""
    if order is not None and order not in DATE_ORDERS:
        raise ValueError(f"date order {order!r} is not known; expected mdy or dmy")
    return order
