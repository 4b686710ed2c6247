"""What is English at a glance is English on a closer look, and most news is."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.text.codepoints import string_array
from signals.text.readability import (
    COMMON_ELSEWHERE,
    ENGLISH,
    FOREIGN,
    PARTICLES,
    SAMPLE,
    SHARED,
    is_plainly_english,
    telling_words,
    unread_reason,
    unread_reasons,
)
from tests.support import ROOT, seed_documents

pytestmark = pytest.mark.usefixtures("either_way")
FOREIGN_SENTENCES = ROOT / "tests" / "data" / "foreign_sentences.csv"
WORDS = telling_words(ENGLISH | SHARED, COMMON_ELSEWHERE)
PIECES = st.one_of(
    st.sampled_from(sorted(ENGLISH | SHARED)),
    st.sampled_from(sorted(FOREIGN | PARTICLES)),
    st.sampled_from(
        ["the", "The", "war", "Orbán,", "où", "É", "été", "×", "–", "Росія", "\xa0", "\n", "\x1c", "7", "", "ǅ",
         "\x85", "a\u2029b", "naïve", "𝔘", "\ud800"]
    ),
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, max_size=16).map(" ".join), max_size=5)


@given(TEXTS)
@settings(deadline=None)
def test_a_glance_finds_what_a_closer_look_finds(texts: list[str]) -> None:
    assert unread_reasons(texts) == list(map(unread_reason, texts))


def test_foreign_sentences_are_told_the_same() -> None:
    with FOREIGN_SENTENCES.open(encoding="utf-8", newline="") as stream:
        texts = [row["sentence"] for row in csv.DictReader(stream)]
    reasons = unread_reasons(texts)
    assert reasons == list(map(unread_reason, texts)) and sum(map(bool, reasons)) > len(texts) / 2


def test_most_news_needs_no_closer_look() -> None:
    texts = [piece for one in seed_documents() for piece in one.text.split(". ")]
    assert is_plainly_english(string_array(texts), WORDS, SAMPLE).mean() > 0.8


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        pytest.param("Talks on the border", True, id="article"),
        pytest.param("“Talks” on a border", True, id="common_words_and_marks"),
        pytest.param("Viktor Orbán said no", True, id="accent_in_a_name"),
        pytest.param("Talks fail", False, id="no_common_word"),
        pytest.param("He was in été", False, id="accent_in_a_small_word"),
        pytest.param("He met von der Leyen", False, id="particles"),
        pytest.param("He was in Росія", False, id="another_script"),
        pytest.param("zwischen us and you", False, id="a_long_foreign_word"),
        pytest.param("he said " * 300, False, id="too_long"),
        pytest.param("", False, id="empty"),
    ],
)
def test_what_is_plain(text: str, is_plain: bool) -> None:
    assert is_plainly_english(string_array([text]), WORDS, SAMPLE).tolist() == [is_plain]
