"""A sentence as the rules see it: its own words and names, and those that its document or outlet adds."""

from __future__ import annotations

import numpy as np
import pytest

from signals.attribution.annotations import NO_ROW, NameKind, SentenceView
from signals.attribution.sentence.introductions import remember_person
from signals.attribution.sentence.layout import pattern_matches
from signals.attribution.sentence.sentence_view import (
    prepare_view,
    view_of_sentence,
    workspace_for,
    workspace_for_document,
)
from signals.attribution.sentence.standpoints import Sides
from signals.attribution.tokens.word_classes import COLON
from tests.support import batch_naming

ACTOR, HOME, ENEMY_SIDE, SPEAKER, INTRODUCER = range(5)


def views_of(sentences: list[str], speaker: int = NO_ROW, person: str = "") -> list[SentenceView]:
    """Views of sentences of one document; `person`: one introduced before, who stands in them by this name."""
    text, batch = "\n".join(sentences), batch_naming(sentences, "Kyiv")
    sides = Sides(np.array([HOME]), np.array([ENEMY_SIDE]), np.ones(5, dtype=bool))
    matches = pattern_matches(text, sentences, batch, sides)
    workspace = workspace_for_document(workspace_for(len(sentences), 1), 20)
    if person:
        start = text.index(person)
        remember_person(workspace.persons, batch.codepoints, start, start + len(person), INTRODUCER)
    for row in range(len(sentences)):
        prepare_view(row, workspace, batch, matches, speaker)
    return [view_of_sentence(row, workspace, batch, matches) for row in range(len(sentences))]


def named(view: SentenceView) -> list[tuple[int, NameKind]]:
    codes, kinds = view.names.code.tolist(), view.names.kind.tolist()
    return [(code, NameKind(kind)) for code, kind in zip(codes, kinds, strict=True)]


def body(sentence: str) -> str:
    (view,) = views_of([sentence])
    first, last = view.body_start, view.token_end - 1
    return sentence[view.tokens.start[first] : view.tokens.end[last]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("MOSCOW, Jan 13 (Reuters) - Kyiv left", "Kyiv left", id="after_a_dateline"),
        pytest.param("Kyiv: no talks", "no talks", id="after_a_topic"),
        pytest.param("Kyiv left (26.04.22 22:24)", "Kyiv left", id="before_a_stamp"),
    ],
)
def test_its_own_words(sentence: str, words: str) -> None:
    assert body(sentence) == words


def test_a_stamps_tokens_do_not_count() -> None:
    (view,) = views_of(["Kyiv left (26.04.22 22:24)"])
    assert not view.classes & COLON


@pytest.mark.parametrize(
    ("sentence", "speaker", "person", "names"),
    [
        pytest.param("Kyiv left", NO_ROW, "", [(ACTOR, NameKind.NAME)], id="own"),
        pytest.param("KYIV, Kyiv, Jan 3 - He left", NO_ROW, "", [], id="datelines_names_are_left_out"),
        pytest.param("The enemy left", NO_ROW, "", [(ENEMY_SIDE, NameKind.ENEMY)], id="enemy"),
        pytest.param("The Navy left", NO_ROW, "", [(HOME, NameKind.OFFICE)], id="office_of_the_outlets_home"),
        pytest.param("The Navy left", SPEAKER, "", [(SPEAKER, NameKind.OFFICE)], id="office_of_the_last_speaker"),
        pytest.param("The Navy of Kyiv left", NO_ROW, "", [(ACTOR, NameKind.NAME)], id="office_of_an_actor"),
        pytest.param("Then Petrov left", NO_ROW, "Petrov", [(INTRODUCER, NameKind.INTRODUCED)], id="introduced"),
        pytest.param("Petrov left", NO_ROW, "Petrov", [(INTRODUCER, NameKind.INTRODUCED)], id="at_the_start"),
        pytest.param("Then O’Petrov left", NO_ROW, "Petrov", [], id="within_a_word"),
        pytest.param("Kyiv left", NO_ROW, "Kyiv", [(ACTOR, NameKind.NAME)], id="introduced_within_a_name"),
    ],
)
def test_its_names(sentence: str, speaker: int, person: str, names: list[tuple[int, NameKind]]) -> None:
    (view,) = views_of([sentence], speaker, person)
    assert named(view) == names and view.last_speaker == speaker


def test_names_stand_at_their_tokens_whoever_adds_them() -> None:
    first, second = views_of(["The enemy met the Navy", "Then Kyiv met the enemy"])
    assert (first.names.token - first.token_start).tolist() == [1, 4]
    assert (second.names.token - second.token_start).tolist() == [1, 4]
    assert first.n_names == second.n_names == 2


def test_the_speaker_before_a_colon_is_a_row_of_its_names() -> None:
    _, view = views_of(["Kyiv left", "Envoy of Kyiv: No talks"])
    assert view.colon_speaker == 0 and named(view)[0][0] == ACTOR
