"""The main verb of a clause, after what stands before its subject; active or passive."""

from __future__ import annotations

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.attribution.annotations import NO_ROW
from signals.attribution.rules.clauses import find_clause
from signals.attribution.rules.queries import all_names
from tests.attribution.rules.views import view_of
from tests.support import attributions_of

FINDER = MentionFinder(load_actors())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Russia attacked Ukraine.", "acts: Russia attacked Ukraine", id="finite"),
        pytest.param("Russia warned Ukraine.", "speaker: Russia warned Ukraine", id="speech"),
        pytest.param("On Friday, Russia attacked Ukraine.", "acts: Russia attacked Ukraine", id="fronted_phrase"),
        pytest.param("Russia, which attacked Ukraine, withdrew troops.", "acts: Russia", id="relative_clause"),
    ],
)
def test_the_main_verb_and_its_subject_are_shown(text: str, shown: str) -> None:
    ((_, found),) = attributions_of(text, FINDER)
    assert found.basis.startswith(shown) and found.source == "RUS"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("Russia to send Ukraine aid", "send", id="headline_infinitive"),
        pytest.param("Russian troops in Kyiv", "", id="no_verb"),
    ],
)
def test_headlines_leave_out_their_auxiliary(text: str, verb: str) -> None:
    view = view_of(text)
    found = find_clause(view, all_names(view), view.body_start, view.token_end).verb
    assert ("" if found == NO_ROW else text.split()[found]) == verb


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        pytest.param("Ukraine was attacked by Russia.", "RUS", "UKR", id="passive_with_agent"),
        pytest.param("Officials accused of spying for Russia were expelled by Ukraine.", "UKR", "RUS", id="reduced"),
        pytest.param("Russia has denied attacking Ukraine.", "RUS", "UKR", id="verb_group"),
    ],
)
def test_voice_decides_who_acts(text: str, source: str, target: str) -> None:
    ((_, found),) = attributions_of(text, FINDER)
    assert (found.source, found.target) == (source, target)
