"""Cutting a batch into words and marks: offsets, quotation, kinds; the same whatever stands beside a sentence."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from signals.attribution.records import AGENT, NameColumns
from signals.attribution.tokens.tokenizer import token_words
from signals.attribution.tokens.word_kinds import (
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

from signals.attribution.tokens.batch import Batch, batch_of
from signals.text.codepoints import fold, lines_of
from signals.text.words import words_of

SENTENCES = st.lists(st.text(alphabet="aZ’'.-_ ,“”\"İé9—(", max_size=30), max_size=6)


def batch_with(sentences: list[str], *names: tuple[int, int]) -> Batch:
    """A batch of one document with names from and to these characters, all of them of one actor that can act."""
    start, end = np.array(names, dtype=np.int64).reshape(-1, 2).T.copy()
    of_one = np.zeros(len(start), dtype=np.int64)
    named = NameColumns(start, end, of_one, of_one, of_one + AGENT, np.zeros(len(start), dtype=bool), of_one)
    return batch_of(words_of(sentences), lines_of(sentences), named, [0] * len(sentences), range(len(sentences)))


class Tokens(NamedTuple):
    """A sentence's words: characters of it from `start` to `end`, folded, with their kinds and whether quoted."""

    start: list[int]
    end: list[int]
    low: list[str]
    kinds: list[int]
    quoted: list[bool]


def tokens_of(sentences: list[str], row: int = 0, *names: tuple[int, int]) -> Tokens:
    batch = batch_with(sentences, *names)
    own = slice(batch.sentences.first_word[row], batch.sentences.first_word[row + 1])
    line = batch.sentences.start[row]
    start, end = ((column[own] - line).tolist() for column in (batch.words.start, batch.words.end))
    low = [fold(sentences[row][a:b]) for a, b in zip(start, end, strict=True)]
    return Tokens(start, end, low, batch.words.kinds[own].tolist(), batch.words.quoted[own].tolist())


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
    assert tokens_of([sentence]).low == words


def test_a_hyphen_at_the_end_of_a_sentence_is_no_dash_before_the_next() -> None:
    assert tokens_of(["Kyiv -", "here"]).low == ["kyiv"]


def test_marks_what_is_quoted() -> None:
    tokens = tokens_of(["He said “no war” today"])
    assert [word for word, is_quoted in zip(tokens.low, tokens.quoted, strict=True) if is_quoted] == ["no", "war"]


def quoted_words(sentences: list[str], paragraphs: list[int]) -> list[str]:
    batch = batch_of(words_of(sentences), lines_of(sentences), batch_with([]).names, [0] * len(sentences), paragraphs)
    text = "\n".join(sentences)
    quoted = np.flatnonzero(batch.words.quoted)
    return [text[a:b] for a, b in zip(batch.words.start[quoted], batch.words.end[quoted], strict=True)]


@pytest.mark.parametrize(
    ("sentences", "paragraphs", "quoted"),
    [
        pytest.param(["“No war", "and peace,” he said"], [0, 0], ["No", "war", "and", "peace", ","], id="goes_on"),
        pytest.param(["“No war", "He left"], [0, 1], ["No", "war"], id="ends_with_its_paragraph"),
        pytest.param(["“No war", "“and peace"], [0, 1], ["No", "war", "and", "peace"], id="opens_each_paragraph"),
        pytest.param(["No war", "and peace,” he said"], [0, 0], ["No", "war", "and", "peace", ","], id="stray_closing"),
        pytest.param(["No war", "and peace,” he said"], [0, 1], ["and", "peace", ","], id="stray_closing_alone"),
        pytest.param(['He "left" it'], [0], ["left"], id="plain_marks"),
    ],
)
def test_quotations_go_on_over_sentences(sentences: list[str], paragraphs: list[int], quoted: list[str]) -> None:
    assert quoted_words(sentences, paragraphs) == quoted


@given(SENTENCES)
def test_offsets_stand_in_order_within_the_sentence(sentences: list[str]) -> None:
    for row, sentence in enumerate(sentences):
        tokens = tokens_of(sentences, row)
        places = [0, *(at for place in zip(tokens.start, tokens.end, strict=True) for at in place), len(sentence)]
        assert places == sorted(places)
        assert all(tokens.low)


@given(SENTENCES)
def test_a_sentence_is_cut_alike_alone_and_in_a_batch(sentences: list[str]) -> None:
    for row, sentence in enumerate(sentences):
        alone = tokens_of([sentence])
        assert tokens_of(sentences, row)[:4] == alone[:4]
        assert batch_with(sentences).sentences.has[row] == reduce(or_, alone.kinds, 0)


def test_places_names_at_the_word_where_they_begin() -> None:
    sentences = ["“Go,” Kyiv says", "", "Russia left Kyiv"]
    batch = batch_with(sentences, (6, 10), (17, 23), (29, 33))
    assert (batch.names.at - batch.sentences.first_word[[0, 2, 2]]).tolist() == [4, 0, 2]
    assert batch.sentences.first_name.tolist() == [0, 1, 1, 3]


def test_an_empty_batch_has_no_sentences() -> None:
    assert len(batch_with([]).sentences.has) == 0


def test_tokens_are_words_that_stand_in_order_and_apart() -> None:
    text = "The U.S.-led air-strike – “No,”\n...\nsaid Kyiv's envoy --"
    tokens = token_words(words_of(text.split("\n")))
    assert [tokens.numbers.spelt[number] for number in tokens.number.tolist()] == [
        "The", "U.S.-led", "air-strike", "–", "“", "No", ",", "”", "said", "Kyiv's", "envoy",
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
    ],
)
def test_neighbours_decide_what_a_word_is(sentence: str, word: str, bit: int, is_so: bool) -> None:
    tokens = tokens_of([sentence])
    assert tokens.kinds[tokens.low.index(word)] & bit == bit * is_so


@pytest.mark.parametrize(
    ("sentence", "name", "is_so"),
    [
        pytest.param("Then Ivan Petrov, the envoy of Kyiv, left", "Kyiv", True, id="apposition"),
        pytest.param("Then Ivan Petrov, the friend of Kyiv, left", "Kyiv", False, id="no_office"),
        pytest.param("Then Ivan Petrov, the envoy, left Kyiv", "Kyiv", False, id="no_actor_between_the_commas"),
        pytest.param("Then he, the envoy of Kyiv, left", "Kyiv", False, id="no_name_before_the_comma"),
        pytest.param("Then Ivan Petrov, the envoy of Kyiv, left", "Petrov", False, id="the_name_is_an_actors"),
    ],
)
def test_only_offices_of_actors_make_an_apposition(sentence: str, name: str, is_so: bool) -> None:
    start = sentence.index(name)
    tokens = tokens_of([sentence], 0, (start, start + len(name)))
    assert tokens.kinds[tokens.low.index(",")] & MAY_APPOSE == MAY_APPOSE * is_so


def test_a_sentence_is_no_neighbour_of_the_next() -> None:
    has = batch_with(["He is from the Foreign", "Ministry of Kyiv’s envoy Ivan", "Petrov"]).sentences.has
    assert not (has & (HAS_HOME_OFFICE | MAY_INTRODUCE)).any()


@pytest.mark.parametrize(
    ("sentence", "name", "is_free"),
    [
        pytest.param("Then Ukrainian President left", "Ukrainian", False, id="after_its_owner"),
        pytest.param("President Putin left", "Putin", False, id="before_its_holder"),
        pytest.param("NSDC Ukraine left", "NSDC", True, id="a_name_itself"),
        pytest.param("Ukrainian troops and the President left", "Ukrainian", True, id="owner_far_off"),
    ],
)
def test_an_office_right_beside_a_name_is_the_names(sentence: str, name: str, is_free: bool) -> None:
    start = sentence.index(name)
    has = batch_with([sentence], (start, start + len(name))).sentences.has[0]
    assert bool(has & HAS_HOME_OFFICE) == is_free


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
