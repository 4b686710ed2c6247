"""The sidebar's filters."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from tests.dashboard_pages.app import captions, chart, checked, lines, shown


def test_actors_are_chosen_by_name_and_role(page: AppTest) -> None:
    checked(page.multiselect(key="actors").set_value(["UKR"]).run())
    assert lines(page) == ["Ukraine"]
    checked(page.selectbox(key="role").set_value("target").run())
    assert "Russia" in lines(page) and "pass the filters" in captions(page)


def test_dates_and_forms(page: AppTest) -> None:
    dates = page.date_input[0]
    checked(dates.set_value((date(2022, 2, 1), date(2022, 2, 10))).run())
    assert "pass the filters" in captions(page) and "2022-02-11" not in chart(page)
    checked(page.multiselect(key="forms").set_value(["material"]).run())
    assert "<b>● neutral" not in shown(page)


def test_a_range_of_dates_that_is_half_chosen_is_no_error(page: AppTest) -> None:
    checked(page.date_input[0].set_value((date(2022, 2, 1),)).run())
    assert "2022-01-31" not in chart(page)
