"""Word classes: every row of the table reaches its tokens, whole ones and parts of them."""

from __future__ import annotations

import pytest

from signals.attribution.tokens import word_classes
from signals.attribution.tokens.word_classes import (
    AGENT_HEAD,
    BEFORE_NO_DEED,
    BIT_OF_CLASS,
    COMMA,
    DEED_NOUN,
    DEED_VERB,
    ENEMY,
    HARM,
    HOME_OFFICE,
    HOME_OFFICE_END,
    HOME_OFFICE_MODIFIER,
    INTENTION,
    MILITARY,
    OFFICE_NOUN,
    PLAIN_QUOTE,
    TOPIC,
    TYPED_DASH,
    VENUE,
    classes_of,
)
from signals.data.word_table import word_rows


@pytest.mark.parametrize(
    ("token", "bit", "is_so"),
    [
        pytest.param("strikes", DEED_VERB | DEED_NOUN, True, id="strikes"),
        pytest.param("strikes-back", DEED_NOUN, True, id="deed_noun_is_the_first_part"),
        pytest.param("air-strikes", DEED_NOUN, False, id="deed_noun_is_the_last_part"),
        pytest.param("airstriker", DEED_NOUN, False, id="no_other_word"),
        pytest.param("on-going", BEFORE_NO_DEED, True, id="preposition_is_the_first_part"),
        pytest.param("onset", BEFORE_NO_DEED, False, id="no_preposition"),
        pytest.param("pro-army", MILITARY, True, id="military_after_a_hyphen"),
        pytest.param("planned", INTENTION, True, id="planned"),
        pytest.param("planning", INTENTION, False, id="planning"),
        pytest.param("minister", AGENT_HEAD | OFFICE_NOUN, True, id="noun_that_acts"),
        pytest.param("poet", AGENT_HEAD, False, id="noun_that_does_not_act"),
        pytest.param("air-strike", HARM, True, id="stem_after_a_hyphen"),
        pytest.param("reaid", HARM, False, id="no_stem_within_a_word"),
        pytest.param("hits", HARM, False, id="a_word_is_no_stem"),
        pytest.param("meeting", VENUE, True, id="venue"),
        pytest.param("visitor", VENUE, True, id="stem"),
        pytest.param("arriv", VENUE, False, id="stem_with_a_letter_more"),
        pytest.param("mobilisation", TOPIC, True, id="one_of_two_letters"),
        pytest.param("war-round-up", TOPIC, True, id="pattern_with_a_hyphen"),
        pytest.param("enemy's", ENEMY, True, id="enemy_that_owns"),
        pytest.param("navy", HOME_OFFICE, True, id="office_of_one_word"),
        pytest.param("ministry-backed", HOME_OFFICE_END, True, id="end_of_an_office"),
        pytest.param("ministry", HOME_OFFICE, False, id="half_an_office"),
        pytest.param("ex-defence", HOME_OFFICE_MODIFIER, True, id="modifier_of_an_office"),
        pytest.param(",", COMMA, True, id="comma"),
        pytest.param("--", TYPED_DASH, True, id="typed_dash"),
        pytest.param('"', PLAIN_QUOTE, True, id="plain_mark"),
        pytest.param("bread", -1, False, id="no_class"),
    ],
)
def test_classes_of_tokens(token: str, bit: int, is_so: bool) -> None:
    assert classes_of(token) & bit == bit * is_so


def test_each_class_has_a_bit_of_its_own() -> None:
    bits = list(BIT_OF_CLASS.values())
    assert len(set(bits)) == len(bits) and sum(bits) == 2 ** len(bits) - 1 < 2**63


def test_every_class_has_a_token_that_belongs_to_it() -> None:
    tokens = [*word_classes.CLASS_OF_MARK, "-", "troops", *(row.core.split()[-1] for row in word_rows())]
    tokens += [row.core.split()[-2] for row in word_rows() if " " in row.core]
    together = 0
    for token in tokens:
        together |= classes_of(token)
    assert [name for name, bit in BIT_OF_CLASS.items() if not together & bit] == []


def test_words_of_the_table_belong_to_their_class() -> None:
    for row in word_rows():
        if row.word_class in BIT_OF_CLASS and row.pattern.isalpha() and row.place != "phrase":
            assert classes_of(row.pattern) & BIT_OF_CLASS[row.word_class], row
