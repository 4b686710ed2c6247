"""Dates in fields: which day each form names, and which forms are refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.ingest.field_dates import as_date_order, find_date_order, is_blank_cell, parse_field_date

DAY = date(2022, 1, 13)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2022-01-13", DAY, id="iso"),
        pytest.param("  2022-01-13 ", DAY, id="blanks_around"),
        pytest.param("2022/1/13", DAY, id="iso_slashes"),
        pytest.param("2022-01-13 23:30:00", DAY, id="iso_with_time"),
        pytest.param("2022-01-13T23:30:00-05:00", DAY, id="zone_keeps_the_day_as_written"),
        pytest.param("2022-01-13T01:00:00+03:00", DAY, id="zone_ahead_keeps_it_too"),
        pytest.param("2022-01-13T10:00:00Z", DAY, id="utc"),
        pytest.param("20220113", DAY, id="compact"),
        pytest.param(20220113, DAY, id="compact_number"),
        pytest.param("Thu, 13 Jan 2022 22:00:00 GMT", DAY, id="rfc_2822"),
        pytest.param("13 January 2022", DAY, id="day_month_name"),
        pytest.param("13th Jan. 2022", DAY, id="ordinal"),
        pytest.param("13-Jan-2022", DAY, id="day_month_hyphens"),
        pytest.param("Jan 13, 2022", DAY, id="month_name_day"),
        pytest.param("Thursday, January 13, 2022 5:00 PM", DAY, id="weekday_and_time"),
        pytest.param("1642032000", DAY, id="unix_seconds"),
        pytest.param(1642032000.5, DAY, id="unix_seconds_float"),
        pytest.param(1642032000000, DAY, id="unix_milliseconds"),
        pytest.param("01/13/2022", DAY, id="one_reading_month_first"),
        pytest.param("13.01.2022", DAY, id="one_reading_day_first"),
        pytest.param("05-05-2022", date(2022, 5, 5), id="both_readings_agree"),
        pytest.param(DAY, DAY, id="date_object"),
        pytest.param(datetime(2022, 1, 13, 23, 30, tzinfo=timezone(timedelta(hours=-5))), DAY, id="datetime_object"),
        pytest.param(pd.Timestamp("2022-01-13 12:00"), DAY, id="pandas_timestamp"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="leap_day"),
        pytest.param("1900-01-01", date(1900, 1, 1), id="first_day_accepted"),
    ],
)
def test_reads_the_day(written: object, expected: date) -> None:
    assert parse_field_date(written) == expected


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        pytest.param("31/02/24", "'31/02/24' is not a date (YYYY-MM-DD): a year needs four digits", id="short_year"),
        pytest.param("31/02/2024", "'31/02/2024' is not a date (YYYY-MM-DD)", id="no_such_day"),
        pytest.param("2022-02-30", "'2022-02-30' is not a date (YYYY-MM-DD)", id="no_such_iso_day"),
        pytest.param("2023-02-29", "is not a date", id="no_leap_year"),
        pytest.param("yesterday", "'yesterday' is not a date (YYYY-MM-DD)", id="a_word"),
        pytest.param("2022", "is not a date", id="only_a_year"),
        pytest.param("2022-01", "is not a date", id="only_a_month"),
        pytest.param("2022-01-13 Russia warned", "is not a date", id="text_after_it"),
        pytest.param("13 Marchember 2022", "is not a date", id="no_such_month"),
        pytest.param("13/13/2022", "is not a date", id="no_month_either_way"),
        pytest.param("1899-12-31", "'1899-12-31' is before 1900-01-01", id="too_early"),
        pytest.param("02/03/2022", "pass --date-order mdy or --date-order dmy", id="two_readings"),
        pytest.param(True, "'True' is not a date", id="truth_value"),
        pytest.param(float("inf"), "'inf' is not a date", id="infinity"),
        pytest.param(["2022-01-13"], "is not a date", id="list"),
        pytest.param("9" * 500, "999...' is not a date", id="long_values_are_cut"),
    ],
)
def test_refuses_with_what_was_found(written: object, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parse_field_date(written)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(["02/03/2022", "02/28/2022"], "mdy", id="a_28th_second"),
        pytest.param(["02/03/2022", "28/02/2022"], "dmy", id="a_28th_first"),
        pytest.param(["02-03-2022 10:00", "02.28.2022"], "mdy", id="other_separators_and_times"),
        pytest.param(["2022-01-14", "", None, 20220114], None, id="no_value_depends_on_it"),
        pytest.param(["05/05/2022"], None, id="both_readings_agree"),
        pytest.param(["02/28/2022", "01/31/2022", "28/02/2022"], "mdy", id="majority"),
        pytest.param([], None, id="no_values"),
    ],
)
def test_order_of_a_column(values: list[object], expected: str | None) -> None:
    assert find_date_order(values) == expected


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["02/03/2022", "04/05/2022"], id="none_decides"),
        pytest.param(["02/28/2022", "28/02/2022"], id="as_many_for_either"),
    ],
)
def test_undecided_order_names_the_option(values: list[str]) -> None:
    with pytest.raises(ValueError, match="--date-order mdy or --date-order dmy"):
        find_date_order(values)


def test_a_value_against_its_column_is_refused() -> None:
    with pytest.raises(ValueError, match="its column reads as month, day, year"):
        parse_field_date("28/02/2022", "mdy")


@pytest.mark.parametrize("blank", ["", "  ", "NaN", "None", "-", None, float("nan"), pd.NaT])
def test_blank(blank: object) -> None:
    assert is_blank_cell(blank)


def test_unknown_order() -> None:
    with pytest.raises(ValueError, match="'ymd' is not known; expected mdy or dmy"):
        as_date_order("ymd")


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%b %d, %Y", "%Y-%m-%dT%H:%M:%S", "%A, %B %d, %Y"]))
def test_every_form_reads_back(day: date, form: str) -> None:
    assert parse_field_date(f"{datetime(day.year, day.month, day.day):{form}}") == day


@given(DAYS, st.sampled_from([("mdy", "%m/%d/%Y"), ("dmy", "%d.%m.%Y")]))
def test_every_day_reads_back_in_its_order(day: date, order_and_form: tuple[str, str]) -> None:
    order, form = order_and_form
    assert parse_field_date(f"{day:{form}}", as_date_order(order)) == day


@given(st.datetimes(datetime(1973, 4, 1), datetime(2199, 1, 1)))
def test_unix_times_and_mail_dates_read_back(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert parse_field_date(int(aware.timestamp())) == moment.date()
    assert parse_field_date(format_datetime(aware)) == moment.date()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_reason(written: str) -> None:
    try:
        read = parse_field_date(written)
    except ValueError:
        return
    assert read >= date(1900, 1, 1)
