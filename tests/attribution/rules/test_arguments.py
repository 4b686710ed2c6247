"""Which name is the subject, the head of a phrase, governed, carried over."""

from __future__ import annotations

import pytest

from signals.attribution.annotations import EU, NATO, NO_ROW
from signals.attribution.rules.arguments import carried_speaker, head_name, is_governed
from signals.attribution.rules.queries import (
    all_names,
)
from tests.attribution.rules.views import FRANCE, view_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("he", FRANCE, id="pronoun"),
        pytest.param("the envoy", FRANCE, id="office"),
        pytest.param("envoy", NO_ROW, id="office_without_the"),
        pytest.param(", “ the envoy", FRANCE, id="marks_do_not_count"),
        pytest.param("the alliance", NATO, id="alliance"),
        pytest.param("the bloc", EU, id="bloc"),
        pytest.param("he of the much too often cited alliance", NO_ROW, id="too_many_words"),
        pytest.param("the bread", NO_ROW, id="nobody"),
        pytest.param("", NO_ROW, id="no_words"),
    ],
)
def test_carried_speaker(text: str, code: int) -> None:
    view = view_of(text, carried=FRANCE)
    assert carried_speaker(view, 0, view.token_end) == code


def test_who_is_owned_heads_the_phrase() -> None:
    owned, listed = view_of("Russia's Wagner left"), view_of("Russia , Wagner left")
    assert head_name(owned, all_names(owned), 0, 3) == 1
    assert head_name(listed, all_names(listed), 0, 3) == 0
    place = view_of("the Kyiv minister left", place="Kyiv")
    assert head_name(place, all_names(place), 0, 3) == 0
    assert head_name(place, all_names(place), 0, 2) == NO_ROW


def test_a_preposition_governs_unless_something_stands_between() -> None:
    assert is_governed(view_of("life in occupied Ukraine"), 0)
    assert not is_governed(view_of("life in , say Ukraine"), 0)
    assert not is_governed(view_of("Ukraine"), 0)
