"""The pages' logic, with Streamlit's own test runner: no browser, no server."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import models
import signals
from dashboard_pages.cue_table import changed_patterns, cue_table, read_profile, with_cue, with_weight, without_change
from dashboard_pages.trend_page import FEW_LINES, named
from signals.actors.table import load_actors
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from signals.cues.profile import Profile, parse_profile
from signals.trends.chart import busiest_lines, trend_figure
from signals.trends.corpus import Filters, latest_first, line_summary, select
from signals.trends.labels import choice_of
from tests.support import seed_documents

SCRIPT = Path(__file__).parent.parent / "dashboard.py"


@pytest.fixture
def page() -> AppTest:
    """The main page on the embedded corpus, as it opens."""
    return checked(AppTest.from_file(SCRIPT, default_timeout=60).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, [error.message for error in page.exception]
    return page


def lines(page: AppTest) -> list[str]:
    """The names of the lines in the chart."""
    return list(dict.fromkeys(trace["name"] for trace in json.loads(page.get("plotly_chart")[0].proto.spec)["data"]))


def chart(page: AppTest) -> str:
    return str(page.get("plotly_chart")[0].proto.spec)


def captions(page: AppTest) -> str:
    return " ".join(caption.value for caption in page.caption)


def shown(page: AppTest) -> str:
    """All HTML on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def open_cues(page: AppTest) -> AppTest:
    page.session_state["cues_open"] = True
    return checked(page.run())


def test_opens_on_the_embedded_corpus(page: AppTest) -> None:
    assert lines(page)[0] == "Russia"
    assert "sentences from 232 documents" in captions(page)
    assert shown(page).count("<article") == 25


def test_the_deep_classifier_can_be_chosen(page: AppTest) -> None:
    before = chart(page)
    assert "classifier fast-" in captions(page)
    page.session_state["classifier"] = "deep"
    checked(page.run())
    assert "classifier deep-" in captions(page)
    assert chart(page) != before


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


def test_another_corpus(page: AppTest) -> None:
    page.session_state["corpus"] = "October 1962"
    assert "Soviet Union" in lines(checked(page.run()))


def test_actors_are_chosen_by_name_and_role(page: AppTest) -> None:
    checked(page.multiselect(key="actors").set_value(["UKR"]).run())
    assert lines(page) == ["Ukraine"]
    checked(page.selectbox(key="role").set_value("target").run())
    assert "Russia" in lines(page) and "pass the filters" in captions(page)


def test_pairs_by_week(page: AppTest) -> None:
    page.session_state["by"], page.session_state["every"] = "dyad", "week"
    assert "Russia → Ukraine" in lines(checked(page.run()))


def test_dates_and_forms(page: AppTest) -> None:
    dates = page.date_input[0]
    checked(dates.set_value((date(2022, 2, 1), date(2022, 2, 10))).run())
    assert "pass the filters" in captions(page) and "2022-02-11" not in chart(page)
    checked(page.multiselect(key="forms").set_value(["material"]).run())
    assert "<b>● neutral" not in shown(page)


def test_a_range_of_dates_that_is_half_chosen_is_no_error(page: AppTest) -> None:
    checked(page.date_input[0].set_value((date(2022, 2, 1),)).run())
    assert "2022-01-31" not in chart(page)


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
    chosen = scored[select(scored, filters or Filters())]
    lines = busiest_lines(line_summary(chosen, by=by), by=by, limit=FEW_LINES)
    span = (scored["published_on"].min().date(), scored["published_on"].max().date())
    averaged = signals.trend(chosen, by=by, every=every)
    figure = trend_figure(averaged, lines, by=by, every=every, name_of=load_actors().name_of, span=span)
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


def test_cards_labels_and_averages_follow_the_weights(page: AppTest) -> None:
    page.session_state["summary_open"] = page.session_state["labelling"] = True
    checked(page.slider(key="blend").set_value(0.0).run())
    checked(page.slider(key="scale_attack").set_value(3.0).run())
    scored = signals.score(seed_documents(), Profile(family_scale={"attack": 3.0}, blend=0.0), models.load("fast"))
    latest = scored.iloc[latest_first(scored, np.ones(len(scored), dtype=bool))[:25]]
    assert re.findall(r"signal ([+-]\d\.\d\d)", shown(page)) == [f"{signal:+.2f}" for signal in latest["signal"]]
    labelled = next(table.value for table in page.data_editor if "yours" in table.value)
    assert labelled["shown"].tolist() == [choice_of(*one) for one in zip(latest["label"], latest["form"], strict=True)]
    averages = next(table.value for table in page.dataframe if "n_sentences" in table.value)
    pd.testing.assert_frame_equal(averages, named(line_summary(scored, by="source"), "source"))


def test_a_click_on_a_point_shows_its_sentences(page: AppTest) -> None:
    page.session_state["evidence_line"], page.session_state["evidence_period"] = "USA", "2022-02-11"
    checked(page.run())
    assert shown(page).count("<article") < 25
    assert shown(page).count("11 February 2022") == shown(page).count("<article") > 0


def test_an_edited_weight_and_its_reset(page: AppTest) -> None:
    checked(page.slider(key="blend").set_value(0.0).run())
    before = chart(page)
    page.session_state["profile_cues"] = Profile(weights={"talks": 1.0})
    assert chart(open_cues(page)) != before
    assert page.selectbox(key="reset_one").options == ["talks"]
    checked(page.button(key="do_reset_all").click().run())
    assert chart(page) == before


def test_an_added_cue_is_matched_and_marked(page: AppTest) -> None:
    open_cues(page)
    page.text_input(key="new_pattern").set_value("decree")
    checked(page.button(key="add_cue").click().run())
    assert 'title="cue “decree”' in shown(page)
    assert page.data_editor[0].value.set_index("pattern").loc["decree", "n_hits"] > 0


def test_a_cue_that_is_none_gives_one_line(page: AppTest) -> None:
    open_cues(page)
    page.text_input(key="new_pattern").set_value("<b>*")
    checked(page.button(key="add_cue").click().run())
    assert "&lt;b&gt;*" in shown(page) and "begins with no word" in shown(page)


def test_a_profile_loads_as_it_was_saved(page: AppTest) -> None:
    profile = Profile(
        "mine", {"talks": 0.5}, {"attack": 2.5}, (Cue("decree", 0.3, "threat", "verbal", "analyst"),), 0.4, 0.2
    )
    page.file_uploader(key="profile_file").upload("p.json", profile.to_json().encode(), "application/json")
    checked(page.run())
    assert page.slider(key="scale_attack").value == 2.5
    assert f"profile {profile.hash}" in captions(page)
    assert page.text_input(key="profile_name").value == "mine"
    checked(page.button(key="reset_profile").click().run())
    assert f"profile {Profile().hash}" in captions(page)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"{", "not JSON", id="damaged"),
        pytest.param(b"\xff\xfe", "not UTF-8", id="not_text"),
        pytest.param(
            b'{"drumbeat_profile": 1, "blend": 7}', "blend is 7; expected a number from 0 to 1", id="out_of_range"
        ),
        pytest.param(b'{"drumbeat_profile": 1, "weights": {"<i>": 1}}', "&lt;i&gt;", id="hostile"),
    ],
)
def test_a_bad_profile_gives_one_line_and_changes_nothing(page: AppTest, content: bytes, words: str) -> None:
    page.file_uploader(key="profile_file").upload("p.json", content, "application/json")
    checked(page.run())
    assert shown(page).count('role="alert"') == 1 and words in shown(page)
    assert f"profile {Profile().hash}" in captions(page)


def test_files_of_the_analyst(page: AppTest) -> None:
    page.session_state["corpus"] = "Your files"
    checked(page.run())
    assert "Drop in" in page.info[0].value
    good, bad = b"Russia threatened Ukraine with war. Ukraine refused.", b"Nothing says when this was written."
    page.file_uploader(key="files").set_value(
        [("2022-01-05 note.txt", good, "text/plain"), ("note.txt", bad, "text/plain")]
    )
    checked(page.run())
    assert "2 sentences from 1 document" in captions(page)
    assert [table.value["place"].tolist() for table in page.dataframe if "reason" in table.value] == [["note.txt"]]


def test_files_of_which_none_can_be_read(page: AppTest) -> None:
    page.session_state["corpus"] = "Your files"
    checked(page.run())
    page.file_uploader(key="files").upload("a.txt", b"No date here.", "text/plain")
    checked(page.run())
    assert "Nothing could be read" in page.warning[0].value


def test_choices_come_from_the_address(page: AppTest) -> None:
    linked = AppTest.from_file(SCRIPT, default_timeout=60)
    linked.query_params.update(
        {"corpus": "October 1962", "every": "week", "by": "nonsense", "actors": ["Soviet Union", "Nobody"]}
    )
    checked(linked.run())
    assert lines(linked) == ["Soviet Union"]
    assert "mean of one week" in captions(linked)


def test_a_weight_equal_to_the_lexicons_is_no_change(lexicon: Lexicon) -> None:
    own = next(cue for cue in lexicon.cues if cue.pattern == "talks")
    changed = with_weight(Profile(), lexicon, "talks", 0.9)
    assert changed.weights == {"talks": 0.9}
    assert (
        with_weight(changed, lexicon, "talks", own.weight) == with_weight(changed, lexicon, "talks", None) == Profile()
    )


def test_an_added_cue_is_listed_weighed_and_taken_out(lexicon: Lexicon) -> None:
    row = {"pattern": "Red  Line*", "weight": "0.5", "family": "threat", "form": "verbal"}
    profile = with_weight(with_cue(Profile(), lexicon, row), lexicon, "red line*", 0.7)
    table = cue_table(lexicon, profile, {"red line*": 3}, search="red threats")
    assert table.loc[0, ["pattern", "weight", "n_hits", "changed"]].tolist() == ["red line*", 0.7, 3, "added"]
    assert changed_patterns(profile) == ["red line*"]
    assert without_change(profile, "red line*") == Profile()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"pattern": "", "weight": "0"}, "begins with no word", id="empty"),
        pytest.param({"pattern": "“war", "weight": "0"}, "begins with no word", id="quotation_mark"),
        pytest.param({"pattern": "war", "weight": "2"}, "number from -1 to 1", id="weight"),
    ],
)
def test_what_is_no_cue(lexicon: Lexicon, row: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        with_cue(Profile(), lexicon, {"family": "threat", "form": "verbal", **row})


def test_a_profile_whose_cue_cannot_be_matched_is_refused(lexicon: Lexicon) -> None:
    bad = Profile(added=(Cue("“war", 0.3, "threat", "verbal", "x"),)).to_json()
    with pytest.raises(ValueError, match="begins with no word"):
        read_profile(bad.encode(), lexicon, "p.json")


def test_the_table_of_cues_shows_the_profile(lexicon: Lexicon) -> None:
    table = cue_table(lexicon, Profile(weights={"talks": 0.9}), {})
    assert len(table) == len(load_lexicon().cues)
    assert table.set_index("pattern").loc["talks", ["weight", "changed"]].tolist() == [0.9, "changed"]
    assert parse_profile(Profile(weights={"talks": 0.9}).to_json(), lexicon).weights == {"talks": 0.9}
