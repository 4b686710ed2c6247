"""Tokens of the fast classifier: the arrays say what the regular expression says, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.classifiers.feature_tokens import START, TOKEN, tokenise
from signals.text.codepoints import fold

pytestmark = pytest.mark.usefixtures("either_way")
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
