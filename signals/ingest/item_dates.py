"""The date of a document: its field, its dateline, its file's name, or the date given for all."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from signals.ingest.field_dates import FIRST_DAY, MONTH_NAME, month_number
from signals.ingest.sources import Unreadable

_DATELINE_CHARACTERS = 200
# "MOSCOW, Jan 13, 2022 (Reuters) -", "KYIV, 24 February 2022 —", "MOSCOW, January 13. /TASS/." at the start of a line.
_DATELINE = re.compile(
    rf"""^(?:[^\W\d_][^\n,(]{{1,40}}(?:,\ [^\W\d_][^\n,(\d]{{1,30}})?,\ ?)?
    (?:(?P<month>{MONTH_NAME})\.?\ (?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\ (?P<month_after>{MONTH_NAME})\.?)
    (?:,?\ (?P<year>\d{{4}}))?[,.]?
    \s?(?:(?:\([^()\n]{{2,40}}\)|/[^/\n]{{2,30}}/\.?)\s?(?:[-–—]{{1,2}}|:)?|[-–—]{{1,2}})(?=\s)""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_NAMED_DAY = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class DocumentDate(NamedTuple):
    """A day and where it comes from: "field", "dateline", "file name" or "--published"."""

    day: date
    basis: str


def date_item(field: date | None, text: str, file_stem: str, published: date | None) -> DocumentDate:
    """Date a document from the best evidence there is. Raises Unreadable if there is none.

    A dateline without a year counts only where the file's name gives the year.
    """
    if field:
        return DocumentDate(field, "field")
    if day := find_dateline(text, file_stem):
        return DocumentDate(day, "dateline")
    if day := file_name_date(file_stem):
        return DocumentDate(day, "file name")
    if published:
        return DocumentDate(published, "--published")
    raise Unreadable("has no date in a field, a dateline or the file's name; pass --published YYYY-MM-DD")


def find_dateline(text: str, file_stem: str = "") -> date | None:
    """The day in a dateline within the first _DATELINE_CHARACTERS of a text, or None."""
    head = text[:_DATELINE_CHARACTERS]
    # A dateline ends in a dash, or in the agency between slashes: most texts stop at this cheap check.
    found = _DATELINE.search(head) if any(mark in head for mark in "-–—/") else None
    if not found:
        return None
    month = month_number(found["month"] or found["month_after"])
    day = int(found["day"] or found["day_first"])
    if found["year"]:
        return _possible_day(int(found["year"]), month, day)
    return _day_without_year(month, day, file_stem)


def file_name_date(file_stem: str) -> date | None:
    """The day in a file's name, such as article_2022-01-14 or 20220114_x; None if it has none."""
    days = (_possible_day(int(found[1]), int(found[3]), int(found[4])) for found in _NAMED_DAY.finditer(file_stem))
    return next((day for day in days if day), None)


def _day_without_year(month: int, day: int, file_stem: str) -> date | None:
    named_day = file_name_date(file_stem)
    if not named_day:
        named_year = _NAMED_YEAR.search(file_stem)
        return _possible_day(int(named_year[1]), month, day) if named_year else None
    # "Dec 31" in a file of 1 January belongs to the year before: take the year that brings the two closest.
    around = (_possible_day(named_day.year + shift, month, day) for shift in (-1, 0, 1))
    return min((day for day in around if day), key=lambda day: abs(day - named_day), default=None)


def _possible_day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= FIRST_DAY else None
