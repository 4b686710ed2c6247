"""A trend that follows weights is the trend of everything scored anew, to the bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from signals.cues.profile import Profile
from signals.pipeline import Tagged, Tools, score_columns, tag_documents
from signals.trends.averages import TrendPlan, plan_trend
from signals.trends.live import LiveTrend
from tests.support import numbers_scored, seed_documents

PATTERNS = ("talks", "attack*", "troops", "sanction*", "warn*", "missile*")


PROFILES = st.builds(
    Profile,
    weights=st.dictionaries(st.sampled_from(PATTERNS), st.integers(-100, 100).map(lambda cents: cents / 100)),
    family_scale=st.dictionaries(st.sampled_from(("attack", "talks")), st.sampled_from((0.0, 0.5, 2.0))),
    blend=st.sampled_from((0.0, 0.75)),
    neutral_band=st.sampled_from((0.1, 0.3)),
)


@pytest.fixture(scope="module")
def tagged(tools: Tools) -> Tagged:
    return tag_documents(seed_documents(), tools, models.load("fast"))


def anew(tagged: Tagged, plan: TrendPlan, profile: Profile, tools: Tools) -> pd.DataFrame:
    scored = score_columns(tagged, tools.lexicon, profile)
    return plan.measure(scored["signal"].to_numpy(dtype=float), scored["label"].to_numpy(dtype=object))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(("source", "actor", "dyad")), st.booleans(), st.lists(PROFILES, min_size=1, max_size=5))
def test_follows_to_the_bit(
    tagged: Tagged, tools: Tools, by: str, has_classifier: bool, profiles: list[Profile]
) -> None:
    corpus = tagged if has_classifier else replace(tagged, probabilities=None)
    plan = plan_trend(corpus.facts, by=by)
    live = LiveTrend(corpus, tools.lexicon, plan)
    for profile in profiles:
        pd.testing.assert_frame_equal(live.trend(profile), anew(corpus, plan, profile, tools), check_exact=True)


def test_only_sentences_with_the_changed_cue_are_scored(
    tagged: Tagged, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveTrend(tagged, tools.lexicon, plan_trend(tagged.facts))
    live.trend(Profile())
    scored = numbers_scored(monkeypatch)
    live.trend(Profile())
    live.trend(Profile(weights={"talks": 0.9}))
    cue = tools.lexicon.patterns.index("talks")
    assert scored == [len(np.unique(tagged.hits.sentence[tagged.hits.cue == cue]))]
