"""Persons introduced with their office: who they are, and no place left out where one may be introduced."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.attribution.annotations import NO_ROW
from signals.attribution.sentence.introductions import (
    LONGEST_NAME,
    MAX_INTRODUCED,
    Persons,
    apposition_after,
    apposition_candidates,
    forget_first_persons,
    introduction_candidates,
    is_same_text,
    person_after_office,
    place_of_name,
    remember_person,
)
from signals.text.codepoints import code_points
from tests.support import batch_naming

PIECES = st.sampled_from(
    ["Kyiv", "Kyiv’s", " ", " ", " ", " Ivan Petrov", " Ivan", " al-Assad", " minister", " Envoy", " deputy", ",",
     " spokesman", " of", " to", " in Vienna", ", ", ", an envoy of Kyiv", " the", ".", " “", " and", " police",
     " Jean-Luc Petrov O’Hara"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "last_name"),
    [
        pytest.param("Ukraine's deputy minister Ivan Petrov left", "Petrov", id="office"),
        pytest.param("Ukraine envoy to Vienna Ivan Petrov left", "Petrov", id="office_and_place"),
        pytest.param("Ukraine's minister left", None, id="no_person"),
        pytest.param("Ukraine's friend Ivan Petrov left", None, id="no_office"),
        pytest.param("Ukraine, minister Ivan Petrov", None, id="comma"),
    ],
)
def test_a_person_after_an_office(text: str, last_name: str | None) -> None:
    place = person_after_office(text, len("Ukraine"))
    assert (place and text[slice(*place)]) == last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("He saw Ivan Petrov, an envoy of Kyiv, left", "Ivan Petrov", id="office"),
        pytest.param("Then Ivan Petrov, a friend of Kyiv, left", None, id="no_office"),
        pytest.param("Then ivan petrov, an envoy of Kyiv, left", None, id="no_name"),
        pytest.param("Then Ivan Petrov, who left, an envoy", None, id="office_after_the_next_comma"),
    ],
)
def test_an_office_in_apposition(text: str, name: str | None) -> None:
    apposition = apposition_after(text, 0, text.index(",") + 2, len(text))
    assert (apposition and text[apposition.start : apposition.end]) == name


@given(SENTENCES)
@settings(deadline=None, max_examples=400)
@pytest.mark.usefixtures("either_way")
def test_candidates_are_never_narrower(sentences: list[str]) -> None:
    batch, text = batch_naming(sentences, "Kyiv"), "\n".join(sentences)
    names, tokens, sentence = batch.names, batch.tokens, batch.sentences
    introducing = {name for name, end in enumerate(names.end.tolist()) if person_after_office(text, end)}
    assert introducing <= set(introduction_candidates(batch).tolist())
    commas = set(apposition_candidates(batch).tolist())
    for row in range(len(sentences)):
        first, stop = sentence.token_indptr[row : row + 2].tolist()
        own = list(zip(names.start.tolist(), names.end.tolist(), strict=True))
        for comma in range(first, stop):
            if text[tokens.start[comma]] == ",":
                begin, end = int(tokens.start[max(comma - LONGEST_NAME, first)]), int(tokens.end[comma]) + 1
                found = apposition_after(text, begin, end, int(sentence.end[row]))
                is_actors = found and any(start < found.end and after > found.start for start, after in own)
                if found and not is_actors and any(found.end <= start < found.stop for start, _ in own):
                    assert comma in commas


@pytest.mark.parametrize(
    ("sentence", "name", "n_commas"),
    [
        pytest.param("Then Ivan Petrov, the envoy of Kyiv, left", "Kyiv", 1, id="apposition"),
        pytest.param("Then Ivan Petrov, the friend of Kyiv, left", "Kyiv", 0, id="no_office"),
        pytest.param("Then Ivan Petrov, the envoy, left Kyiv", "Kyiv", 0, id="no_actor_between_the_commas"),
        pytest.param("Then he, the envoy of Kyiv, left", "Kyiv", 0, id="no_name_before_the_comma"),
        pytest.param("Then Ivan Petrov, the envoy of Kyiv, left", "Petrov", 0, id="the_name_is_an_actors"),
    ],
)
def test_only_offices_of_actors_are_candidates(sentence: str, name: str, n_commas: int) -> None:
    assert len(apposition_candidates(batch_naming([sentence], name))) == n_commas


@pytest.mark.parametrize(
    ("sentences", "n_names"),
    [
        pytest.param(["Kyiv’s envoy Ivan Petrov left"], 1, id="office_and_name"),
        pytest.param(["Kyiv’s envoy left Ivan Petrov"], 0, id="office_and_no_name"),
        pytest.param(["Kyiv’s envoy Ivan", "Petrov"], 0, id="name_in_the_next_sentence"),
        pytest.param(["Kyiv, envoy Ivan Petrov"], 0, id="comma"),
    ],
)
def test_only_names_before_an_office_and_a_name_are_candidates(sentences: list[str], n_names: int) -> None:
    assert len(introduction_candidates(batch_naming(sentences, "Kyiv"))) == n_names


def room_for(n_persons: int) -> Persons:
    return Persons(*(np.zeros(n_persons, dtype=np.int64) for _ in range(3)), np.zeros(1, dtype=np.int64))


def test_a_person_known_already_keeps_its_place() -> None:
    persons, codepoints = room_for(3), code_points("Petrov Ivanov Petrov")
    for start, end, code in ((0, 6, 1), (7, 13, 2), (14, 20, 3)):
        remember_person(persons, codepoints, start, end, code)
    assert persons.size[0] == 2 and persons.code[:2].tolist() == [3, 2]


def test_the_persons_introduced_first_are_forgotten() -> None:
    persons = room_for(MAX_INTRODUCED + 2)
    persons.code[:] = range(MAX_INTRODUCED + 2)
    persons.size[0] = MAX_INTRODUCED + 2
    forget_first_persons(persons)
    forget_first_persons(persons)
    assert persons.size[0] == MAX_INTRODUCED and persons.code[0] == 2


def test_where_a_name_stands_in_a_text() -> None:
    codepoints = code_points("Petrov left. Then Petrov came")
    assert place_of_name(codepoints, 7, 29, 0, 6) == 18
    assert place_of_name(codepoints, 7, 23, 0, 6) == NO_ROW
    assert is_same_text(codepoints, 0, 6, 18, 24) and not is_same_text(codepoints, 0, 6, 18, 23)
