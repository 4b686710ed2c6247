"""The main page: the chart is what the library computes, whatever the weights."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import models
import signals
from dashboard_pages.trend_page import FEW_LINES
from signals.actors.table import load_actors
from signals.cues.cue_finder import CueFinder
from signals.cues.profile import Profile
from signals.trends.chart import ChartOptions, trend_figure
from signals.trends.selection import Filters, is_selected
from signals.trends.summaries import busiest_lines, line_summary
from tests.dashboard_pages.app import captions, chart, checked, lines, shown
from tests.support import seed_documents


def test_opens_on_the_embedded_corpus(page: AppTest) -> None:
    assert lines(page)[0] == "Russia"
    assert "sentences from 232 documents" in captions(page)
    assert shown(page).count("<article") == 25


def test_every_widget_has_a_key_and_a_label(page: AppTest) -> None:
    widgets = [
        *page.slider,
        *page.selectbox,
        *page.multiselect,
        *page.date_input,
        *page.text_input,
        *page.button,
        *page.number_input,
    ]
    assert len(widgets) > 30
    assert [widget for widget in widgets if not widget.key or not widget.label] == []


def test_pairs_by_week(page: AppTest) -> None:
    page.session_state["by"], page.session_state["every"] = "dyad", "week"
    assert "Russia → Ukraine" in lines(checked(page.run()))


def test_says_so_when_nothing_passes_the_filters(page: AppTest) -> None:
    checked(page.multiselect(key="actors").set_value(["UKR"]).run())
    checked(page.date_input[0].set_value((date(2021, 11, 17), date(2021, 11, 17))).run())
    assert "No sentence passes the filters" in page.warning[0].value
    assert not page.get("plotly_chart")


def test_blend_and_family_sliders_change_the_numbers_without_matching_text(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(page.slider(key="blend").set_value(0.0).run())
    by_rules = chart(page)

    def refuse(*_: object) -> None:
        raise AssertionError("text was matched again")

    for name in (
        "signals.trends.corpus.tag_documents",
        "signals.pipeline.tag_documents",
        "signals.text.phrases.PhraseMatcher.find",
    ):
        monkeypatch.setattr(name, refuse)
    monkeypatch.setattr(CueFinder, "find_hits", refuse)
    checked(page.slider(key="scale_attack").set_value(0.0).run())
    without_attacks = chart(page)
    checked(page.slider(key="scale_attack").set_value(1.0).run())
    assert without_attacks != by_rules == chart(page)


def expected_chart(profile: Profile, filters: Filters | None = None, *, by: str = "source", every: str = "day") -> Any:
    """The figure of the winter corpus as the library computes it: everything scored and averaged anew."""
    scored = signals.score(seed_documents(), profile, models.load("fast"))
    chosen = scored[is_selected(scored, filters or Filters())]
    lines = busiest_lines(line_summary(chosen, by=by), by=by, limit=FEW_LINES)
    span = (scored["published_on"].min().date(), scored["published_on"].max().date())
    averaged = signals.trend(chosen, by=by, every=every)
    figure = trend_figure(averaged, lines, ChartOptions(by, every, name_of=load_actors().name_of, span=span))
    return json.loads(figure.to_json())["data"]


def test_the_chart_after_changed_weights_is_that_of_everything_scored_anew(page: AppTest) -> None:
    assert json.loads(chart(page))["data"] == expected_chart(Profile())
    checked(page.slider(key="scale_attack").set_value(2.0).run())
    assert json.loads(chart(page))["data"] == expected_chart(Profile(family_scale={"attack": 2.0}))
    page.session_state["profile_cues"] = Profile(weights={"talks": 1.0, "war": -0.3})
    checked(page.slider(key="blend").set_value(0.1).run())
    changed = Profile(weights={"talks": 1.0, "war": -0.3}, family_scale={"attack": 2.0}, blend=0.1)
    assert json.loads(chart(page))["data"] == expected_chart(changed)
    page.session_state["by"], page.session_state["every"] = "dyad", "week"
    assert json.loads(chart(checked(page.run())))["data"] == expected_chart(changed, by="dyad", every="week")


def test_sentences_chosen_by_form_follow_the_weights(page: AppTest) -> None:
    checked(page.slider(key="blend").set_value(0.0).run())
    checked(page.multiselect(key="forms").set_value(["material"]).run())
    before = captions(page)
    checked(page.slider(key="scale_attack").set_value(0.0).run())
    profile = Profile(family_scale={"attack": 0.0}, blend=0.0)
    assert json.loads(chart(page))["data"] == expected_chart(profile, Filters(forms=("material",)))
    scored = signals.score(seed_documents(), profile, models.load("fast"))
    n_material = int((scored["form"] == "material").sum())
    assert f", {n_material} of them pass the filters" in captions(page) and captions(page) != before
