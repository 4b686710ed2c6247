"""Splitting: where sentences end, where they do not, and that nothing is lost."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sentencex import segment

from signals.text.sentences import END, KINDS, Sentences, document_text, paragraph_spans, split_sentences
from tests.support import document, loops_run_as

MISS = pytest.mark.xfail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. We left.", ["It rained.", "We left."], id="plain"),
        pytest.param("Who knows? Nobody! Well.", ["Who knows?", "Nobody!", "Well."], id="question_exclamation"),
        pytest.param("One line\nAnother line", ["One line", "Another line"], id="line_break"),
        pytest.param("One.\n\n\nTwo.", ["One.", "Two."], id="blank_lines"),
        pytest.param(
            "“We saw it. It was real,” he said.", ["“We saw it.", "It was real,” he said."], id="two_in_quotes",
        ),
        pytest.param(
            "He said: “It is over.” Then he left.", ["He said: “It is over.”", "Then he left."], id="quotation_ends",
        ),
        pytest.param(
            "Russia says it won; Rubio states he lost; and Kyiv reports a draw.",
            ["Russia says it won", "Rubio states he lost", "Kyiv reports a draw."], id="list_of_reports",
        ),
        pytest.param("They ate bread; they drank milk.", ["They ate bread; they drank milk."], id="one_semicolon"),
        pytest.param(
            "They bought bread; milk; and three eggs.", ["They bought bread; milk; and three eggs."], id="shopping",
        ),
        pytest.param("The U.S. Army left. It rained.", ["The U.S. Army left.", "It rained."], id="us"),
        pytest.param("They fled to the U.S. It rained.", ["They fled to the U.S.", "It rained."], id="us_at_the_end"),
        pytest.param("Gen. Mark Milley spoke.", ["Gen. Mark Milley spoke."], id="general"),
        pytest.param("Lt. Gen. Smith and Sen. Jones met.", ["Lt. Gen. Smith and Sen. Jones met."], id="ranks"),
        pytest.param("It began at 5 a.m. on Friday.", ["It began at 5 a.m. on Friday."], id="am"),
        pytest.param("It began at 5 a.m. Friday.", ["It began at 5 a.m. Friday."], id="am_weekday"),
        pytest.param("It began at 5 a.m. They ran.", ["It began at 5 a.m.", "They ran."], id="am_at_the_end"),
        pytest.param("Reactor No. 4 burned.", ["Reactor No. 4 burned."], id="number"),
        pytest.param("Dr. A. B. Carter left. He ran.", ["Dr. A. B. Carter left.", "He ran."], id="initials"),
        pytest.param("It cost 3.5 million. Too much.", ["It cost 3.5 million.", "Too much."], id="decimal"),
        pytest.param("It fell on Jan. 13. It rained.", ["It fell on Jan. 13.", "It rained."], id="month"),
        pytest.param("“Is it over?” she asked.", ["“Is it over?” she asked."], id="goes_on_in_small_letters"),
        pytest.param("See example.com for more.", ["See example.com for more."], id="domain"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n ", [], id="blanks"),
        pytest.param("* * *\n—", ["* * * —"], id="no_words"),
    ],
)  # fmt: skip
def test_split(text: str, expected: list[str]) -> None:
    assert split_sentences([document(text)]).text == expected


def test_the_title_is_a_sentence_of_its_own() -> None:
    sentences = split_sentences([document("They left.", title="Talks fail")])
    assert sentences.text == ["Talks fail", "They left."]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param("A", "B", "A\n\nB", id="both"),
        pytest.param("A", "", "A", id="title_only"),
        pytest.param("", "B", "B", id="text_only"),
    ],
)
def test_document_text(title: str, text: str, expected: str) -> None:
    assert document_text(document(text, title=title)) == expected


def test_one_sentence_documents_stay_whole() -> None:
    sentences = split_sentences(
        [document("It rained. We left.\nLate.", is_one_sentence=True), document("They left. We ran.")]
    )
    assert sentences.text == ["It rained. We left. Late.", "They left.", "We ran."]
    assert sentences.document.tolist() == [0, 1, 1]


def test_documents_keep_their_order_and_rows() -> None:
    sentences = split_sentences([document("They left. We ran."), document(""), document("It rained.")])
    assert sentences.document.tolist() == [0, 0, 2]
    assert len(sentences) == 3


def test_of_no_documents_there_are_no_sentences() -> None:
    sentences = split_sentences([])
    assert len(sentences) == 0 and sentences.start.shape == (0,)


def spans_of(sentences: Sentences) -> list[tuple[int, int]]:
    return list(zip(sentences.start.tolist(), sentences.end.tolist(), strict=True))


TEXTS = st.lists(
    st.sampled_from(
        [
            "Russia ", "said ", "U.S. ", "Gen. ", "“", "” ", '"', ". ", "? ", "! ", "; ", "; and ", "\n", "\n\n",
            "No. ", "4 ", "a.m. ", "Talks ", "… ", "(", ") ", "reports ", "é ", "война ", " ",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_offsets_slice_back(text: str) -> None:
    sentences = split_sentences([document(text)])
    spans = zip(sentences.start, sentences.end, strict=True)
    assert [text[start:end].replace("\n", " ") for start, end in spans] == sentences.text


@given(TEXTS)
@example("said ; said ; and said “; and ")
def test_between_sentences_stands_no_word_but_the_and_after_a_lists_semicolon(text: str) -> None:
    spans = spans_of(split_sentences([document(text)]))
    ends, starts = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(re.fullmatch(r"\W*(?:;\s+and\s+\W*)?", gap) for gap in gaps)


@given(st.text(max_size=60))
def test_any_text_is_split_in_order(text: str) -> None:
    spans = spans_of(split_sentences([document(text)]))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


@given(st.lists(st.one_of(TEXTS, st.text(max_size=20)), max_size=3).map("\n".join), st.booleans())
@settings(deadline=None)
def test_what_the_loop_decides_the_careful_functions_decide_alike(text: str, is_compiled: bool) -> None:
    with loops_run_as(machine_code=is_compiled):
        found = split_sentences([document(text)])
    lines = re.finditer(r"[^\n]+", text)
    expected = [span for line in lines for span in paragraph_spans(text, *line.span())]
    assert spans_of(found) == (expected or [(0, len(text))] * bool(text.strip()))


@given(TEXTS)
def test_a_line_break_begins_a_paragraph(text: str) -> None:
    sentences = split_sentences([document(text), document("Talks fail.")])
    ends = list(zip(sentences.document.tolist(), sentences.start.tolist(), sentences.end.tolist(), strict=True))
    is_new = [one[0] != other[0] or "\n" in text[one[2] : other[1]] for one, other in pairwise(ends)]
    assert (np.diff(sentences.paragraph) != 0).tolist() == is_new


@given(st.lists(TEXTS, max_size=4))
def test_a_document_is_split_alike_alone_and_among_others(texts: list[str]) -> None:
    together = split_sentences([document(text) for text in texts]).text
    assert together == [sentence for text in texts for sentence in split_sentences([document(text)]).text]


INNER = "".join(chr(code) for code, kind in enumerate(KINDS.tolist()) if not kind & END and code != ord("\n"))


@given(st.text(st.one_of(st.sampled_from(INNER), st.sampled_from("aB '’“”\")")), min_size=1))
def test_the_splitter_leaves_whole_what_has_no_inner_end(text: str) -> None:
    assert [list(segment("en", text + end)) for end in ("", ".", "!", "?", "…")] == [
        [text + end] for end in ("", ".", "!", "?", "…")
    ]
