"""Cutting a batch into words and marks: offsets, quotation, kinds; the same whatever stands beside a sentence."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.attribution.cutting import token_words
from signals.attribution.kinds import (
    HAS_ENEMY,
    HAS_HARM,
    HAS_HOME_OFFICE,
    HAS_VENUE,
    IS_AUXILIARY,
    IS_SPEECH_VERB,
    IS_VERB,
    LEADS_PASSIVE,
    LEADS_SPEECH,
    MAY_APPOSE,
    MAY_BE_MAIN,
    MAY_INTRODUCE,
    kinds_of,
)
from signals.attribution.tokens import TokenTable, names_of, place_names, tokenize
from signals.mentions import Mention
from signals.words import words_of

SENTENCES = st.lists(st.text(alphabet="aZ’'.-_ ,“”\"İé9—(", max_size=30), max_size=6)


def table_of(sentences: list[str]) -> TokenTable:
    return tokenize(words_of(sentences))


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
    assert table_of([sentence]).tokens_of(0).low == words


def test_marks_what_is_quoted() -> None:
    tokens = table_of(["He said “no war” today"]).tokens_of(0)
    assert [word for word, is_quoted in zip(tokens.low, tokens.quoted, strict=True) if is_quoted] == ["no", "war"]
    goes_on = table_of(["and peace,” he said"]).tokens_of(0, starts_quoted=True)
    assert goes_on.quoted == [True, True, True, False, False, False]


@given(SENTENCES)
def test_offsets_slice_back(sentences: list[str]) -> None:
    table = table_of(sentences)
    for row, sentence in enumerate(sentences):
        tokens = table.tokens_of(row)
        for at, word in enumerate(tokens.low):
            piece = sentence[tokens.start[at] : tokens.end(at)]
            assert piece.replace("İ", "I").replace("’", "'").lower() == word


@given(SENTENCES)
def test_a_sentence_is_cut_alike_alone_and_in_a_batch(sentences: list[str]) -> None:
    table = table_of(sentences)
    for row, sentence in enumerate(sentences):
        alone = table_of([sentence])
        assert table.tokens_of(row) == alone.tokens_of(0)
        assert table.has[row] == alone.has[0] == reduce(or_, alone.kinds, 0)


def test_places_mentions_at_the_token_where_they_begin() -> None:
    words = words_of(["“Go,” Kyiv says", "", "Russia left Kyiv"])
    kyiv = Mention(6, 10, "UKR", "capital", "agent")
    russia = Mention(0, 6, "RUS", "name", "agent")
    last = Mention(12, 16, "UKR", "capital", "agent")
    names = names_of([[kyiv], [], [russia, last]], words.lines)
    placed = place_names(tokenize(words, names), names)
    assert [[(one.code, one.at) for one in found] for found in placed] == [[("UKR", 4)], [], [("RUS", 0), ("UKR", 2)]]


def test_an_empty_batch_has_no_sentences() -> None:
    words = words_of([])
    names = names_of([], words.lines)
    table = tokenize(words, names)
    assert table.has == [] and place_names(table, names) == []


def test_tokens_are_words_that_stand_in_order_and_apart() -> None:
    tokens = token_words(words_of(["The U.S.-led air-strike – “No,”", "...", "said Kyiv's envoy --"]))
    assert [tokens.numbers.spelt[number] for number in tokens.number.tolist()] == [
        "the", "u.s.-led", "air-strike", "–", "“", "no", ",", "”", "said", "kyiv's", "envoy",
    ]  # fmt: skip
    assert (tokens.start[1:] >= tokens.end[:-1]).all()


@pytest.mark.parametrize(
    ("sentence", "word", "bit", "is_so"),
    [
        pytest.param("The troops attack Kyiv", "attack", MAY_BE_MAIN, True, id="verb_after_a_plural"),
        pytest.param("The attack on Kyiv", "attack", MAY_BE_MAIN, False, id="noun_before_on"),
        pytest.param("Russia talks with Kyiv", "talks", MAY_BE_MAIN, False, id="talks_with"),
        pytest.param("Russia’s talks with Kyiv", "talks", MAY_BE_MAIN, True, id="after_an_owner"),
        pytest.param("Envoys have been accused", "have", LEADS_SPEECH | LEADS_PASSIVE, True, id="passive_speech"),
        pytest.param("Envoys will, he was told", "will", LEADS_SPEECH | LEADS_PASSIVE, False, id="comma_ends_group"),
        pytest.param("the Foreign Ministry left", "ministry", HAS_HOME_OFFICE, True, id="foreign_ministry"),
        pytest.param("the Transport Ministry left", "ministry", HAS_HOME_OFFICE, False, id="transport_ministry"),
        pytest.param("Kyiv’s envoy Ivan Petrov left", "envoy", MAY_INTRODUCE, True, id="office_and_name"),
        pytest.param("Kyiv’s envoy left Ivan Petrov", "envoy", MAY_INTRODUCE, False, id="office_and_no_name"),
        pytest.param("Then Ivan Petrov, the envoy, left", ",", MAY_APPOSE, True, id="apposition"),
        pytest.param("Then he, the envoy, left", ",", MAY_APPOSE, False, id="no_name_before_the_comma"),
    ],
)
def test_neighbours_decide_what_a_word_is(sentence: str, word: str, bit: int, is_so: bool) -> None:
    tokens = table_of([sentence]).tokens_of(0)
    assert tokens.kinds[tokens.low.index(word)] & bit == bit * is_so


def test_a_sentence_is_no_neighbour_of_the_next() -> None:
    table = table_of(["He is from the Foreign", "Ministry of Kyiv’s envoy Ivan", "Petrov"])
    assert not any(has & (HAS_HOME_OFFICE | MAY_INTRODUCE) for has in table.has)


@pytest.mark.parametrize(
    ("sentence", "start", "is_free"),
    [
        pytest.param("Then Ukrainian President left", 5, False, id="after_its_owner"),
        pytest.param("Ukrainian troops and the President left", 0, True, id="owner_far_off"),
    ],
)
def test_an_office_right_beside_a_name_is_the_names(sentence: str, start: int, is_free: bool) -> None:
    words = words_of([sentence])
    ukrainian = Mention(start, start + len("Ukrainian"), "UKR", "adjective", "agent")
    assert bool(tokenize(words, names_of([[ukrainian]], words.lines)).has[0] & HAS_HOME_OFFICE) == is_free


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
