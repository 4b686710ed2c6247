"""Verb groups: which verb may be the main one, what an auxiliary leads, by the words beside it."""

from __future__ import annotations

import pytest

from signals.attribution.tokens.verb_groups import bits_at
from signals.attribution.tokens.word_features import (
    LEADS_PASSIVE,
    LEADS_SPEECH,
    MAIN_VERB,
    MAIN_VERB_AT_END,
    MAYBE_REDUCED,
    NEEDS_NAME,
)
from tests.support import batch_with

pytestmark = pytest.mark.usefixtures("either_way")


@pytest.mark.parametrize(
    ("sentence", "word", "feature", "is_so"),
    [
        pytest.param("The troops attack Kyiv", "attack", MAIN_VERB, True, id="verb_after_a_plural"),
        pytest.param("The attack on Kyiv", "attack", MAIN_VERB, False, id="noun_before_on"),
        pytest.param("The attack on Kyiv", "attack", NEEDS_NAME, True, id="base_form_after_an_article"),
        pytest.param("The troops attack Kyiv", "attack", NEEDS_NAME, False, id="base_form_after_a_plural"),
        pytest.param("Russia talks with Kyiv", "talks", MAIN_VERB, False, id="talks_with"),
        pytest.param("Russia talks with Kyiv", "talks", MAIN_VERB_AT_END, True, id="talks_at_the_end"),
        pytest.param("Russia’s talks with Kyiv", "talks", MAIN_VERB, True, id="after_an_owner"),
        pytest.param("Russia rejected talks", "rejected", MAIN_VERB, True, id="finite"),
        pytest.param("the rejected talks", "rejected", MAIN_VERB, False, id="after_an_article"),
        pytest.param("officials accused of spying", "accused", MAYBE_REDUCED, True, id="participle_before_of"),
        pytest.param("officials accused Kyiv", "accused", MAYBE_REDUCED, False, id="past_before_a_name"),
        pytest.param("Envoys have been accused", "have", LEADS_SPEECH | LEADS_PASSIVE, True, id="passive_speech"),
        pytest.param("Envoys will , he was told", "will", LEADS_SPEECH | LEADS_PASSIVE, False, id="comma_ends_group"),
        pytest.param("Envoys were not quickly expelled", "were", LEADS_PASSIVE, True, id="adverbs_within"),
        pytest.param("Envoys were to expel", "were", LEADS_PASSIVE, False, id="to_ends_group"),
    ],
)
def test_neighbours_decide_what_a_verb_is(sentence: str, word: str, feature: int, is_so: bool) -> None:
    features = batch_with([sentence]).tokens.features[sentence.split().index(word)]
    assert features & feature == feature * is_so


def test_a_sentence_is_no_neighbour_of_the_next() -> None:
    assert batch_with(["The", "attacked town"]).tokens.features[1] & MAIN_VERB
    assert not batch_with(["The attacked town"]).tokens.features[1] & MAIN_VERB


def test_beyond_a_sentence_there_are_no_bits() -> None:
    classes = batch_with(["The war"]).tokens.classes
    assert bits_at(classes, -1, 0, 2) == bits_at(classes, 2, 0, 2) == 0 != bits_at(classes, 1, 0, 2)
