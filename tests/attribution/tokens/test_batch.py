"""Laying out a batch: which tokens and names belong to which sentence, and what a sentence holds."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.attribution.tokens.batch import begins_with_capital, begins_with_digit, begins_with_small, token_from
from tests.support import batch_naming, batch_with

pytestmark = pytest.mark.usefixtures("either_way")
SENTENCES = st.lists(st.text(alphabet="aZ’'.-_ ,“”\"İé9—(", max_size=30), max_size=6)


@given(SENTENCES)
@settings(deadline=None)
def test_a_sentence_is_laid_out_alike_alone_and_in_a_batch(sentences: list[str]) -> None:
    batch = batch_with(sentences)
    for row, sentence in enumerate(sentences):
        alone = batch_with([sentence])
        own = slice(batch.sentences.token_indptr[row], batch.sentences.token_indptr[row + 1])
        line = batch.sentences.start[row]
        assert (batch.tokens.start[own] - line).tolist() == alone.tokens.start.tolist()
        assert (batch.tokens.end[own] - line).tolist() == alone.tokens.end.tolist()
        assert batch.tokens.classes[own].tolist() == alone.tokens.classes.tolist()
        assert batch.tokens.features[own].tolist() == alone.tokens.features.tolist()
        assert batch.sentences.classes[row] == reduce(or_, alone.tokens.classes.tolist(), 0)


def test_places_names_at_the_token_where_they_begin() -> None:
    batch = batch_with(["“Go,” Kyiv says", "", "Russia left Kyiv"], (6, 10), (17, 23), (29, 33))
    assert (batch.names.token - batch.sentences.token_indptr[[0, 2, 2]]).tolist() == [4, 0, 2]
    assert batch.sentences.name_indptr.tolist() == [0, 1, 1, 3]


def test_a_name_within_a_token_stands_at_the_next_one() -> None:
    assert batch_naming(["anti-Kyiv drive"], "Kyiv").names.token.tolist() == [1]


def test_an_empty_batch_has_no_sentences() -> None:
    batch = batch_with([])
    assert len(batch.sentences.classes) == len(batch.tokens.start) == 0


def test_how_tokens_begin() -> None:
    batch = batch_with(["Ivan saw 2 É"])
    assert [begins_with_capital(batch, row) for row in range(4)] == [True, False, False, False]
    assert [begins_with_small(batch, row) for row in range(4)] == [False, True, False, False]
    assert [begins_with_digit(batch, row) for row in range(4)] == [False, False, True, False]


@pytest.mark.parametrize(("position", "token"), [(0, 0), (1, 1), (5, 1), (6, 2), (99, 3)])
def test_the_token_from_a_character_on(position: int, token: int) -> None:
    assert token_from(batch_with(["Ivan saw Kyiv"]).tokens, 0, 3, position) == token
