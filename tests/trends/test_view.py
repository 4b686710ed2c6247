"""A view shows the numbers of everything scored and averaged anew, whatever was looked at before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

import signals
from signals.cues.profile import Profile
from signals.pipeline import Tagged, Tools, score_columns, score_tagged
from signals.trends.selection import Filters, is_behind_point, is_selected, latest_first
from signals.trends.summaries import line_summary, periods_of
from signals.trends.view import View, chosen_sentences
from tests.support import numbers_scored

FILTERS = (
    Filters(),
    Filters(actors=("RUS", "UKR"), role="actor"),
    Filters(first=date(2022, 1, 10), last=date(2022, 2, 20), forms=("verbal", "none")),
)

PROFILES = (
    Profile(),
    Profile(weights={"talks": 0.9}),
    Profile(weights={"talks": 0.9}, family_scale={"attack": 2.0}),
    Profile(blend=0.2),
)


def test_a_changed_weight_scores_few_sentences_and_only_for_the_averages_that_are_asked_for(
    tagged: Tagged, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(tagged, tools.lexicon, np.ones(len(tagged), dtype=bool), by="source", every="day")
    view.trend(Profile())
    scored = numbers_scored(monkeypatch)
    view.trend(Profile(weights={"talks": 0.9}))
    assert len(scored) == 1 and 0 < scored[0] < len(tagged) / 4


def test_without_probabilities_and_without_sentences(tagged: Tagged, tools: Tools) -> None:
    by_rules = replace(tagged, probabilities=None)
    scored = score_tagged(by_rules, tools.lexicon, Profile())
    everything = View(by_rules, tools.lexicon, np.ones(len(tagged), dtype=bool), by="target", every="day")
    pd.testing.assert_frame_equal(everything.trend(Profile()), signals.trend(scored, by="target"), check_exact=True)
    nothing = View(by_rules, tools.lexicon, np.zeros(len(tagged), dtype=bool), by="target", every="day")
    assert (len(nothing), len(nothing.trend(Profile())), len(nothing.sizes), nothing.periods) == (0, 0, 0, [])


@pytest.mark.parametrize(("by", "every"), [("source", "day"), ("actor", "week"), ("dyad", "month")])
@pytest.mark.parametrize("filters", FILTERS, ids=["everything", "actors", "forms"])
def test_shows_what_a_full_scoring_gives(tagged: Tagged, tools: Tools, filters: Filters, by: str, every: str) -> None:
    view = View(tagged, tools.lexicon, chosen_sentences(tagged, tools.lexicon, Profile(), filters), by=by, every=every)
    for profile in PROFILES:
        scored = score_tagged(tagged, tools.lexicon, profile)[view.chosen]
        expected, summary = signals.trend(scored, by=by, every=every), line_summary(scored, by=by)
        pd.testing.assert_frame_equal(view.trend(profile), expected, check_exact=True)
        pd.testing.assert_frame_equal(view.summary(profile), summary, check_exact=True)
        pd.testing.assert_frame_equal(view.sizes, summary[view.sizes.columns], check_exact=True)
    assert view.periods == periods_of(scored, every)
    assert len(view) == len(scored)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("filters", FILTERS, ids=["everything", "actors", "forms"])
def test_filters_see_the_scores_of_the_profile(
    tagged: Tagged, tools: Tools, filters: Filters, profile: Profile
) -> None:
    scored = score_columns(tagged, tools.lexicon, profile)
    chosen = chosen_sentences(tagged, tools.lexicon, profile, filters)
    assert chosen.tolist() == is_selected(scored, filters).tolist()


def test_the_sentences_behind_a_point_and_their_scores(tagged: Tagged, tools: Tools) -> None:
    chosen = chosen_sentences(tagged, tools.lexicon, Profile(), Filters(actors=("RUS",)))
    view, profile = View(tagged, tools.lexicon, chosen, by="source", every="week"), PROFILES[2]
    scored = score_tagged(tagged, tools.lexicon, profile)
    for line, period in (((), None), (("RUS",), None), (("RUS",), view.periods[3])):
        expected = latest_first(
            scored, chosen & is_behind_point(scored, by="source", line=line, every="week", period=period)
        )
        assert len(expected) and view.rows_behind(line, period).tolist() == expected.tolist()
        pd.testing.assert_frame_equal(view.scored(expected, profile), scored.iloc[expected].reset_index(drop=True))
    assert view.rows_behind(("USA",), None).tolist() == []
