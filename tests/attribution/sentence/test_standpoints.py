"""Standpoints: whom an outlet means by the enemy and by an office, and no place left out where it may do so."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.attribution.annotations import NameKind
from signals.attribution.sentence.name_buffer import buffer_of_size, insert_name
from signals.attribution.sentence.standpoints import (
    ENEMIES,
    HOME_OFFICES,
    NOWHERE,
    Standpoint,
    enemies_in,
    enemy_of,
    is_of_an_actor,
    office_candidates,
    offices_among,
    standpoint_of,
)
from signals.attribution.tokens.word_classes import ENEMY, classes_of
from signals.text.codepoints import fold
from tests.support import batch_naming, batch_with

WAR = date(2022, 4, 1).toordinal()
PIECES = st.sampled_from(
    ["the ", "The ", "General ", "Staff", "Foreign ", "Minister", "prime ", "minister", "Prosecutor ", "prosecutor",
     " General", "’s", " Office", "Border ", "guards", "guard ", "Service", "Armed ", "Forces", "RMA", "PM", "Navy",
     "regional ", "Military ", "administration", "Ombudsman", "Ombuds", " ", "-", "ex-", "a", ",", "Air Force", "Rada"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=10).map("".join), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("outlet", "day", "standpoint"),
    [
        pytest.param("www.Ukrinform.net", WAR, Standpoint("UKR", "RUS"), id="at_war"),
        pytest.param("ukrinform.net", date(1990, 1, 1).toordinal(), Standpoint("UKR", ""), id="before_the_war"),
        pytest.param("example.org", WAR, NOWHERE, id="unknown"),
    ],
)
def test_where_an_outlet_speaks_from(outlet: str, day: int, standpoint: Standpoint) -> None:
    assert standpoint_of(outlet, day) == standpoint


def test_a_side_without_a_war_has_no_enemy() -> None:
    assert enemy_of("CHE", WAR) == ""


@given(SENTENCES)
@settings(deadline=None, max_examples=400)
@pytest.mark.usefixtures("either_way")
def test_candidates_are_never_narrower(sentences: list[str]) -> None:
    tokens, text = batch_with(sentences).tokens, "\n".join(sentences)
    candidates = office_candidates(batch_with(sentences))
    starts = tokens.start[candidates]
    for match in HOME_OFFICES.finditer(text):
        if "\n" not in match[0]:
            assert ((match.start() <= tokens.end[candidates]) & (starts < match.end())).any(), match[0]


@given(st.text(alphabet="enmyENsivadrocupt’'-", max_size=14) | st.sampled_from(["Enemy’s", "enemy-held", "occupiers"]))
@settings(deadline=None)
def test_tokens_that_name_the_enemy_belong_to_its_class(token: str) -> None:
    assert not token or bool(ENEMIES.search(token)) <= bool(classes_of(fold(token)) & ENEMY)


@pytest.mark.parametrize(
    ("sentence", "name", "n_candidates"),
    [
        pytest.param("the Foreign Ministry left", "Kyiv", 1, id="foreign_ministry"),
        pytest.param("the Transport Ministry left", "Kyiv", 0, id="transport_ministry"),
        pytest.param("Then Ukrainian President left", "Ukrainian", 0, id="after_its_owner"),
        pytest.param("President Putin left", "Putin", 0, id="before_its_holder"),
        pytest.param("NSDC Ukraine left", "NSDC", 1, id="a_name_itself"),
        pytest.param("Ukrainian troops and the President left", "Ukrainian", 1, id="owner_far_off"),
    ],
)
def test_an_office_right_beside_a_name_is_no_candidate(sentence: str, name: str, n_candidates: int) -> None:
    assert len(office_candidates(batch_naming([sentence], name))) == n_candidates


def test_an_office_does_not_reach_over_two_sentences() -> None:
    assert len(office_candidates(batch_with(["He is from the Foreign", "Ministry"]))) == 0


def test_where_the_enemy_stands_in_a_token() -> None:
    assert enemies_in("enemy-held") == ((0, 5),) and enemies_in("Enemies’") == ((0, 7),) and enemies_in("hen") == ()


def test_words_of_one_office_tell_no_other() -> None:
    text = "the General Staff, the Prosecutor General's Office and the Navy"
    cues = np.array([text.index(word) for word in ("Staff", "Prosecutor", "Navy")])
    offices = list(offices_among(text, cues, np.maximum(cues - 12, 0), np.full(3, len(text))))
    assert [text[start:end] for start, end in offices] == [
        "the General Staff", "the Prosecutor General's Office", "Navy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "name", "is_so"),
    [
        pytest.param("the President of Ukraine left", "Ukraine", True, id="of"),
        pytest.param("Ukraine and its President left", "Ukraine", True, id="shortly_before"),
        pytest.param("the President left yesterday for talks in Ukraine", "Ukraine", False, id="far_behind"),
        pytest.param("Vice-President left", "Vice-President", True, id="within_a_name"),
    ],
)
def test_whose_an_office_is(sentence: str, name: str, is_so: bool) -> None:
    names, start = buffer_of_size(1), sentence.index("President")
    insert_name(names, sentence.index(name), sentence.index(name) + len(name), 0, NameKind.NAME)
    assert is_of_an_actor(names, start, start + len("President")) == is_so
