"""How to read this: the method, the whole lexicon, the cards."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import dashboard_pages.method_page
from dashboard_pages.method_page import lexicon_table
from signals.cues.lexicon import load_lexicon
from tests.dashboard_pages.app import checked


def script() -> None:
    from dashboard_pages.method_page import show_method

    show_method()


def opened() -> AppTest:
    return checked(AppTest.from_function(script, default_timeout=120).run())


def test_tells_the_method_and_what_it_is_not_for() -> None:
    page = opened()
    words = " ".join(element.value for element in page.markdown)
    assert page.title[0].value == "How to read this"
    assert "Not a forecast" in words and "as one piece of evidence" in words.replace("\n", " ")
    assert [element.label for element in page.expander] == [
        "Card of the deep classifier",
        "Card of the fast classifier",
    ]


def test_every_cue_stands_in_the_table_with_its_weight_and_family() -> None:
    table, cues = lexicon_table(), load_lexicon().cues
    assert table["cue"].tolist() == [cue.pattern for cue in cues]
    assert table["weight"].tolist() == [cue.weight for cue in cues]
    assert set(table["family"]) == {family.label for family in load_lexicon().families}
    shown = [element.value for element in opened().dataframe]
    assert any(table.equals(one) for one in shown)


def test_says_so_where_no_classifier_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(dashboard_pages.method_page, "MODELS", tmp_path)
    assert "No classifier is installed" in " ".join(element.value for element in opened().markdown)
