"""Tokens of the fast classifier: the arrays say what the regular expression says, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.tokens import START, TOKEN, has_latin_letters, have_latin_letters, joined, tokenise
from signals.characters import fold

PIECES = st.sampled_from(
    ["war", "don't", "it’s", "s", "'s", "'", "a'b'c'd", "x's2", "'s_", "12", "2a", "_", "İ", "ΑΣ", "“", "”", '"', "?",
     "!", "\n", " ", "é", "e\u0301", "𝔘", "\ud800", "\u0665", "\u2167", "\u212a", "войны"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=9).map("".join), min_size=1, max_size=4)


@given(SENTENCES)
@settings(deadline=None)
def test_tokens_are_those_of_the_regular_expression(sentences: list[str]) -> None:
    text = START + START.join(sentence.replace("\n", " ") for sentence in sentences) + START
    assert tokenise(sentences) == TOKEN.findall(fold(text))


@given(SENTENCES)
@settings(deadline=None)
def test_each_sentence_has_latin_letters_or_not_whatever_stands_beside_it(sentences: list[str]) -> None:
    assert have_latin_letters(joined(sentences)).tolist() == [has_latin_letters(one) for one in sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("War.", True, id="english"),
        pytest.param("Ça, été", True, id="accents"),
        pytest.param("12 %", False, id="no_letters"),
        pytest.param("", False, id="empty"),
        pytest.param("война", False, id="cyrillic"),
        pytest.param("abвг", True, id="half"),
        pytest.param("abвгд", False, id="less_than_half"),
    ],
)
def test_latin_letters(text: str, expected: bool) -> None:
    assert has_latin_letters(text) is expected
