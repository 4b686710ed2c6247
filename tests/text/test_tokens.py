"""Tokens: words that are joined become one, marks of punctuation come in; offsets stay within the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.text.tokens import tokens_of
from signals.text.words import words_of

pytestmark = pytest.mark.usefixtures("either_way")


def spelt(sentences: list[str]) -> list[str]:
    tokens = tokens_of(words_of(sentences))
    return [tokens.numbers.spelt[number] for number in tokens.number.tolist()]


@pytest.mark.parametrize(
    ("sentences", "tokens"),
    [
        pytest.param(["Russia's U.S. envoy left."], ["Russia's", "U.S", "envoy", "left"], id="apostrophe_and_dots"),
        pytest.param(["The U.S.-led air-strike"], ["The", "U.S.-led", "air-strike"], id="several_joiners"),
        pytest.param(["air-strike – “No,”"], ["air-strike", "–", "“", "No", ",", "”"], id="hyphen_dash_marks"),
        pytest.param(["Kyiv - here"], ["Kyiv", "-", "here"], id="spaced_hyphen_is_a_dash"),
        pytest.param(["Kyiv -- here"], ["Kyiv", "--", "here"], id="two_hyphens_are_one_dash"),
        pytest.param(["Kyiv -"], ["Kyiv"], id="hyphen_at_the_end_is_none"),
        pytest.param(["Kyiv -", "here"], ["Kyiv", "here"], id="nor_before_the_next_sentence"),
        pytest.param(["(a) [b]"], ["(", "a", ")", "[", "b", "]"], id="brackets"),
        pytest.param(["... !"], [], id="no_words"),
        pytest.param([""], [], id="empty"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_words_and_marks(sentences: list[str], tokens: list[str]) -> None:
    assert spelt(sentences) == tokens


@given(st.lists(st.text(alphabet="aZ’'.-_ ,“”\"İé9—(", max_size=30), max_size=6))
@settings(deadline=None)
def test_tokens_are_the_text_between_their_offsets_in_order_and_apart(sentences: list[str]) -> None:
    tokens = tokens_of(words_of(sentences))
    assert (tokens.start < tokens.end).all() and (tokens.start[1:] >= tokens.end[:-1]).all()
    spans = zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)
    assert spelt(sentences) == [tokens.text[start:end] for start, end in spans]
    assert not any("\n" in token for token in spelt(sentences))


@given(st.text(alphabet="aZ’'.-_ ,“\"é9—(", max_size=40))
@settings(deadline=None)
def test_every_word_is_part_of_one_token(sentence: str) -> None:
    words, tokens = words_of([sentence]), tokens_of(words_of([sentence]))
    for start, end in zip(words.start.tolist(), words.end.tolist(), strict=True):
        assert ((tokens.start <= start) & (end <= tokens.end)).sum() == 1
