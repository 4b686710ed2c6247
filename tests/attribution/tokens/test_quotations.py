"""Quotations: within a sentence and over several, and where a paragraph ends them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.attribution.tokens.quotations import is_open_after
from tests.support import batch_with

pytestmark = pytest.mark.usefixtures("either_way")


def quoted_words(sentences: list[str], paragraphs: list[int]) -> list[str]:
    tokens = batch_with(sentences, paragraphs=paragraphs).tokens
    text = "\n".join(sentences)
    spans = zip(tokens.start.tolist(), tokens.end.tolist(), tokens.is_quoted.tolist(), strict=True)
    return [text[start:end] for start, end, is_quoted in spans if is_quoted]


@pytest.mark.parametrize(
    ("sentences", "paragraphs", "quoted"),
    [
        pytest.param(["He said “no war” today"], [0], ["no", "war"], id="in_a_sentence"),
        pytest.param(["“No war", "and peace,” he said"], [0, 0], ["No", "war", "and", "peace", ","], id="goes_on"),
        pytest.param(["“No war", "He left"], [0, 1], ["No", "war"], id="ends_with_its_paragraph"),
        pytest.param(["“No war", "“and peace"], [0, 1], ["No", "war", "and", "peace"], id="opens_each_paragraph"),
        pytest.param(["“No war", "...“and", "peace"], [0, 1, 1], ["No", "war", "and", "peace"], id="opens_later"),
        pytest.param(["“No war", ""], [0, 1], ["No", "war"], id="nothing_follows"),
        pytest.param(["No war", "and peace,” he said"], [0, 0], ["No", "war", "and", "peace", ","], id="stray_closing"),
        pytest.param(["No war", "and peace,” he said"], [0, 1], ["and", "peace", ","], id="stray_closing_alone"),
        pytest.param(['He "left" it'], [0], ["left"], id="plain_marks"),
    ],
)
def test_quotations_go_on_over_sentences(sentences: list[str], paragraphs: list[int], quoted: list[str]) -> None:
    assert quoted_words(sentences, paragraphs) == quoted


@given(st.lists(st.text(alphabet='ab “”",', max_size=12), min_size=1, max_size=5))
@settings(deadline=None)
def test_what_is_open_after_a_sentence_is_open_before_the_next_of_its_paragraph(sentences: list[str]) -> None:
    batch = batch_with(sentences, paragraphs=[0] * len(sentences))
    begins, indptr = batch.sentences.begins_quoted, batch.sentences.token_indptr
    for row in range(len(sentences) - 1):
        is_open = is_open_after(batch.tokens, indptr[row], indptr[row + 1], bool(begins[row]))
        assert not is_open or begins[row + 1]
