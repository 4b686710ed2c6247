"""What rules ask of a sentence's names and tokens."""

from __future__ import annotations

import pytest

from signals.attribution.annotations import NO_ROW
from signals.attribution.rules.arguments import other_actor
from signals.attribution.rules.queries import (
    NameRows,
    after_character,
    all_names,
    all_names_without,
    before_word,
    first_agent,
    first_other_code,
    from_word,
    is_inside,
    is_meeting_only,
    until_character,
)
from signals.attribution.tokens.word_classes import (
    AGENT_HEAD,
    BEFORE_NO_DEED,
    DEED_NOUN,
    DEED_VERB,
    HARM,
    INTENTION,
    MILITARY,
    classes_of,
)
from tests.attribution.rules.views import RUSSIA, UKRAINE, view_of


@pytest.mark.parametrize(
    ("word", "bit", "is_so"),
    [
        pytest.param("strikes", DEED_VERB | DEED_NOUN, True, id="strikes"),
        pytest.param("strikes-back", DEED_NOUN, True, id="deed_noun_begins_a_joined_word"),
        pytest.param("airstriker", DEED_NOUN, False, id="no_other_word"),
        pytest.param("on-going", BEFORE_NO_DEED, True, id="preposition_begins_a_joined_word"),
        pytest.param("onset", BEFORE_NO_DEED, False, id="no_preposition"),
        pytest.param("pro-army", MILITARY, True, id="military_after_a_hyphen"),
        pytest.param("planned", INTENTION, True, id="planned"),
        pytest.param("planning", INTENTION, False, id="planning"),
        pytest.param("minister", AGENT_HEAD, True, id="noun_that_makes_an_agent"),
        pytest.param("poet", AGENT_HEAD, False, id="noun_that_makes_none"),
    ],
)
def test_classes_of_words(word: str, bit: int, is_so: bool) -> None:
    assert classes_of(word) & bit == bit * is_so


def rows_of(names: NameRows) -> list[int]:
    return [row for row in range(names.first, names.stop) if not names.left_out <= row < names.left_out_stop]


def test_names_are_cut_at_words_and_characters() -> None:
    view = view_of("Russia met Ukraine near Kyiv and Moscow")
    names = all_names(view)
    assert rows_of(names) == [0, 1, 2, 3]
    assert rows_of(from_word(view, names, 2)) == [1, 2, 3]
    assert rows_of(before_word(view, names, 2)) == [0]
    assert rows_of(after_character(view, names, 11)) == [2, 3]
    assert rows_of(until_character(view, names, 18)) == [0, 1]
    assert rows_of(from_word(view, names, 99)) == rows_of(before_word(view, names, 0)) == []
    assert rows_of(from_word(view, all_names_without(view, 1, 3), 1)) == [3]


def test_names_left_out_are_not_found() -> None:
    view = view_of("Russia met Ukraine", place="Russia")
    assert first_agent(view, all_names(view)) == 1
    assert first_agent(view, all_names_without(view, 1, 2)) == NO_ROW
    assert first_other_code(view, all_names(view), RUSSIA) == UKRAINE
    assert first_other_code(view, all_names_without(view, 1, 2), RUSSIA) == NO_ROW
    assert is_inside(view, all_names(view), 0) and not is_inside(view, all_names_without(view, 0, 1), 0)


def test_a_mere_meeting_place_is_no_target() -> None:
    meeting, harm = view_of("talks in Kyiv", place="Kyiv"), view_of("talks and shelling in Kyiv", place="Kyiv")
    assert is_meeting_only(meeting) and not is_meeting_only(harm) and not is_meeting_only(view_of("Talks in Kyiv"))
    assert other_actor(meeting, all_names(meeting), RUSSIA) == NO_ROW
    assert other_actor(harm, all_names(harm), RUSSIA) == UKRAINE
    assert harm.classes & HARM
