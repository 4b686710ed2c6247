"""The dashboard's page Accuracy, with Streamlit's own test runner."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.reporting import accuracy


def script() -> None:
    from dashboard_pages.accuracy_page import show_accuracy

    show_accuracy()


@pytest.fixture
def page() -> AppTest:
    return checked(AppTest.from_function(script, default_timeout=60).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, [error.message for error in page.exception]
    return page


def words(page: AppTest) -> str:
    return " ".join(element.value for element in page.markdown)


def tables(page: AppTest) -> list[list[str]]:
    return [list(table.value.columns) for table in page.dataframe]


def test_says_first_what_is_right_and_wrong(page: AppTest) -> None:
    assert page.title[0].value == "Accuracy"
    assert page.markdown[0].value == "\n".join(f"* {line}" for line in accuracy.summary(accuracy.read_report()))


def test_shows_every_part(page: AppTest) -> None:
    headings = [one.value for one in page.subheader]
    assert headings == [
        "On each set of sentences",
        "Real news, closer",
        "The worst errors",
        "What the scores must not be used for",
    ]
    assert "Not a forecast" in words(page) and "Not a ranking of countries" in words(page)
    assert page.get("plotly_chart")
    results = accuracy.results_table(accuracy.read_report(), "deep")
    assert any(table.value.equals(results) for table in page.dataframe)
    assert any("rightly claimed" in columns for columns in tables(page))
    assert any("outlet" in columns and "fast" in columns for columns in tables(page))


def test_another_set_of_sentences(page: AppTest) -> None:
    report, parts = accuracy.read_report(), accuracy.news_parts(accuracy.read_report())
    page.session_state["accuracy_sentences"] = parts[-1]
    checked(page.run())
    expected = accuracy.calibration_table(report, parts[-1])
    assert any(table.value.equals(expected) for table in page.dataframe)


def test_another_scorers_errors(page: AppTest) -> None:
    page.session_state["accuracy_scorer"] = "rules"
    checked(page.run())
    expected = accuracy.errors_table(accuracy.read_report(), "rules")
    assert any(table.value.equals(expected) for table in page.dataframe)


def test_says_when_rules_or_models_have_changed_since(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "changed_since", lambda report: ["rules"])
    page = checked(AppTest.from_function(script, default_timeout=60).run())
    assert "other versions than are installed now: rules" in page.warning[0].value


def test_says_so_when_nothing_has_been_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(accuracy, "REPORT", tmp_path / "none.json")
    monkeypatch.setattr(accuracy, "read_report", lambda: (_ for _ in ()).throw(ValueError("none")))
    page = checked(AppTest.from_function(script, default_timeout=60).run())
    assert "Nothing has been measured yet" in page.info[0].value
