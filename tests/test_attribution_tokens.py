"""Cutting a batch into words and marks: offsets, quotation, kinds; the same whatever stands beside a sentence."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.attribution.kinds import HAS_ENEMY, HAS_HARM, HAS_VENUE, IS_AUXILIARY, IS_SPEECH_VERB, IS_VERB, kinds_of
from signals.attribution.tokens import place_mentions, tokenize
from signals.mentions import Mention

SENTENCES = st.lists(st.text(alphabet="aZ’'.-_ ,“”\"İé9—(\n", max_size=30), max_size=6)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("Russia's U.S. envoy left.", ["russia's", "u.s", "envoy", "left"], id="apostrophe_and_dots"),
        pytest.param("air-strike – “No,”", ["air-strike", "–", "“", "no", ",", "”"], id="hyphen_dash_marks"),
        pytest.param("Kyiv - here", ["kyiv", "-", "here"], id="spaced_hyphen_is_a_dash"),
        pytest.param("Kyiv -", ["kyiv"], id="hyphen_at_the_end_is_none"),
        pytest.param("... !", [], id="no_words"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words_and_marks(sentence: str, words: list[str]) -> None:
    assert tokenize([sentence]).tokens_of(0).low == words


def test_marks_what_is_quoted() -> None:
    tokens = tokenize(["He said “no war” today"]).tokens_of(0)
    assert [word for word, is_quoted in zip(tokens.low, tokens.quoted, strict=True) if is_quoted] == ["no", "war"]
    goes_on = tokenize(["and peace,” he said"]).tokens_of(0, starts_quoted=True)
    assert goes_on.quoted == [True, True, True, False, False, False]


@given(SENTENCES)
def test_offsets_slice_back(sentences: list[str]) -> None:
    table = tokenize(sentences)
    for row, sentence in enumerate(sentences):
        tokens = table.tokens_of(row)
        for at, word in enumerate(tokens.low):
            piece = sentence[tokens.start[at] : tokens.end(at)]
            assert piece.replace("İ", "I").replace("’", "'").lower() == word


@given(SENTENCES)
def test_a_sentence_is_cut_alike_alone_and_in_a_batch(sentences: list[str]) -> None:
    table = tokenize(sentences)
    for row, sentence in enumerate(sentences):
        alone = tokenize([sentence])
        assert table.tokens_of(row) == alone.tokens_of(0)
        assert table.has[row] == alone.has[0] == reduce(or_, alone.kinds, 0)


def test_places_mentions_at_the_token_where_they_begin() -> None:
    sentences = ["“Go,” Kyiv says", "", "Russia left Kyiv"]
    kyiv = Mention(6, 10, "UKR", "capital", "agent")
    russia = Mention(0, 6, "RUS", "name", "agent")
    last = Mention(12, 16, "UKR", "capital", "agent")
    placed = place_mentions(tokenize(sentences), [[kyiv], [], [russia, last]])
    assert [[(one.code, one.at) for one in found] for found in placed] == [[("UKR", 4)], [], [("RUS", 0), ("UKR", 2)]]


def test_an_empty_batch_has_no_sentences() -> None:
    table = tokenize([])
    assert table.has == [] and place_mentions(table, []) == []


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("said", IS_VERB | IS_SPEECH_VERB),
        ("has", IS_VERB | IS_AUXILIARY),
        ("air-strike", HAS_HARM),
        ("meeting", HAS_VENUE),
        ("enemy's", HAS_ENEMY),
        ("bread", 0),
    ],
)
def test_kinds_of_words(word: str, kinds: int) -> None:
    of_interest = IS_VERB | IS_SPEECH_VERB | IS_AUXILIARY | HAS_HARM | HAS_VENUE | HAS_ENEMY
    assert kinds_of(word) & of_interest == kinds
