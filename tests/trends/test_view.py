"""A view shows the numbers of everything scored and averaged anew, whatever was looked at before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import models
import signals
from signals.cues.profile import Profile
from signals.pipeline import Tagged, Tools, score_tagged, tag_documents
from signals.trends.view import View
from tests.support import numbers_scored, seed_documents


@pytest.fixture(scope="module")
def tagged(tools: Tools) -> Tagged:
    return tag_documents(seed_documents(), tools, models.load("fast"))


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
