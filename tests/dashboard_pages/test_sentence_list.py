"""The sentences behind the chart."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

import models
import signals
from dashboard_pages.trend_page import named
from signals.cues.profile import Profile
from signals.trends.labels import choice_of
from signals.trends.selection import latest_first
from signals.trends.summaries import line_summary
from tests.dashboard_pages.app import checked, shown
from tests.support import seed_documents


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
