"""The main verb of a clause: after fronted phrases and relative clauses, in headlines, in verb groups."""

from __future__ import annotations

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.attribution.annotations import NO_ROW
from signals.attribution.rules.clauses import Clause, main_clause_between
from signals.attribution.rules.queries import all_names
from signals.attribution.tokens.verb_groups import mark_verbs
from tests.attribution.rules.views import view_of
from tests.support import attributions_of

FINDER = MentionFinder(load_actors())


def clause_of(text: str) -> Clause:
    """The main clause of words and marks that stand between blanks."""
    view = view_of(text)
    mark_verbs(view.tokens, view.token_start, view.token_end)
    return main_clause_between(view, all_names(view), view.token_start, view.token_end)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("Russia attacked Ukraine", "attacked", id="finite"),
        pytest.param("On Friday , Russia attacked Ukraine", "attacked", id="fronted_phrase"),
        pytest.param("Troops , who seized Kyiv , left on Monday", "left", id="relative_clause"),
        pytest.param("Officials accused of spying were expelled", "were", id="reduced_relative_clause"),
        pytest.param("Ukraine to send drones", "send", id="headline_infinitive"),
        pytest.param("Ukraine setting up a centre", "setting", id="headline_progressive"),
        pytest.param("Russian strikes on Kyiv", None, id="noun_phrase"),
        pytest.param("", None, id="no_tokens"),
    ],
)
def test_main_verb(text: str, verb: str | None) -> None:
    found = clause_of(text).verb
    assert (None if found == NO_ROW else text.split()[found]) == verb


@pytest.mark.parametrize(
    ("text", "is_speech", "is_passive"),
    [
        pytest.param("Russia has denied it", True, False, id="speech"),
        pytest.param("Russia has attacked Ukraine", False, False, id="action"),
        pytest.param("Russia was attacked by Ukraine", False, True, id="passive"),
        pytest.param("Russia was accused by Ukraine", True, True, id="passive_speech"),
    ],
)
def test_verb_groups_say_what_a_clause_is(text: str, is_speech: bool, is_passive: bool) -> None:
    clause = clause_of(text)
    assert (clause.is_speech, clause.is_passive) == (is_speech, is_passive)


def test_a_clause_begins_after_its_fronted_phrase() -> None:
    assert clause_of("On Friday , Russia attacked Ukraine").first == 3
    assert clause_of("Russia attacked Ukraine").first == 0


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
    found = main_clause_between(view, all_names(view), view.body_start, view.token_end).verb
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
