"""Acts of force and whose they are."""

from __future__ import annotations

import pytest

from signals.attribution.annotations import NO_ROW, AttributionRule, Finding
from signals.attribution.rules.deeds import is_deed, owned_deed
from signals.attribution.rules.queries import (
    all_names,
)
from signals.text.codepoints import code_points
from tests.attribution.rules.views import RUSSIA, InBounds, view_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Russian strikes hit", "Russian strikes", id="adjective"),
        pytest.param("Moscow's long artillery strikes", "Moscow's long artillery strikes", id="words_between"),
        pytest.param("Russia’s invasion", "Russia’s invasion", id="typographic_apostrophe"),
        pytest.param("Russian war crimes", "Russian war crimes", id="two_words"),
        pytest.param("Russian war on", "", id="war_alone"),
        pytest.param("Russian drones-and-missiles", "Russian drones", id="begins_a_joined_word"),
        pytest.param("Russian Strikes", "", id="capital"),
        pytest.param("Russia of strikes", "", id="preposition_between"),
        pytest.param("Russian a b c d strikes", "", id="too_many_words_between"),
        pytest.param("Russia , strikes", "", id="comma"),
        pytest.param("Russia", "", id="end_of_the_text"),
        pytest.param("Russia’", "", id="apostrophe_at_the_end"),
    ],
)
def test_owned_deed(text: str, shown: str) -> None:
    view = view_of(text.replace("’", "'"))._replace(codepoints=code_points(text).view(InBounds))
    found = owned_deed(view, all_names(view), AttributionRule.ACTS)
    assert text[found.start : found.end] == shown
    assert found.source == (RUSSIA if shown else NO_ROW)


@pytest.mark.parametrize(
    ("rule", "text", "is_so"),
    [
        pytest.param(AttributionRule.ACTS, "Russia seized it", True, id="deed"),
        pytest.param(AttributionRule.ACTS, "Russian troops rest", True, id="military"),
        pytest.param(AttributionRule.ACTS, "Russia may seize it and seized it", False, id="intended"),
        pytest.param(AttributionRule.ACTS, "In May Russia seized it", True, id="month"),
        pytest.param(AttributionRule.PASSIVE, "was seized", True, id="passive"),
        pytest.param(AttributionRule.SPEAKER, "Russia seized it", False, id="speaker"),
        pytest.param(AttributionRule.CARRIED, "Russia seized it", False, id="carried"),
        pytest.param(
            AttributionRule.ACTS,
            "Russia of the words that nobody shortens because they are few seized it",
            False,
            id="cut",
        ),
    ],
)
def test_is_deed(rule: int, text: str, is_so: bool) -> None:
    view = view_of(text)
    assert is_deed(view, Finding(rule, RUSSIA, NO_ROW, 0, len(text), 0, 0)) == is_so


def test_the_name_beside_a_passive_counts_for_a_deed() -> None:
    text = "was hurt by Russian troops"
    found = Finding(AttributionRule.PASSIVE_BY, RUSSIA, NO_ROW, 0, 11, 12, len(text))
    assert is_deed(view_of(text), found)
    assert not is_deed(view_of(text), found._replace(name_start=0, name_end=0))
