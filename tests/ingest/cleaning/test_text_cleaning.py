"""Characters, blanks, tags and paragraphs of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from signals.ingest.cleaning.text_cleaning import (
    clean_characters,
    clean_text,
    is_cleaning_candidate,
    one_line,
    split_paragraphs,
    strip_tags,
    title_line,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Talks\n\nRussia warned\nits neighbours\nto stay\nout.",
            ["Talks", "Russia warned its neighbours to stay out."],
            id="hard_wrapped",
        ),
        pytest.param("Russia warned.\nNATO answered.", ["Russia warned.", "NATO answered."], id="sentence_per_line"),
        pytest.param(
            "Russia warns\nNATO answers\nTalks fail", ["Russia warns", "NATO answers", "Talks fail"], id="headlines"
        ),
        pytest.param("A troop build-\nup went on and\non.", ["A troop build-up went on and on."], id="hyphen"),
        pytest.param("One.\n \nTwo.", ["One.", "Two."], id="blank_line"),
        pytest.param("One\r\n\r\nTwo\u2029Three", ["One", "Two", "Three"], id="odd_line_ends"),
        pytest.param("<p>One.</p><p>Tw<b>o</b>.</p>", ["One.", "Two."], id="tags"),
        pytest.param("5 < 6 and 7 > 6", ["5 < 6 and 7 > 6"], id="not_a_tag"),
        pytest.param(" \n ", [], id="blank"),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert split_paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("R&amp;D &quot;talks&quot;", 'R&D "talks"', id="entities"),
        pytest.param("AT&T", "AT&T", id="no_entity"),
        pytest.param("a\u00a0b\tc", "a b c", id="blanks"),
        pytest.param("esca\u00adla\u200btion\ufeff", "escalation", id="unseen"),
        pytest.param("cafe\u0301", "café", id="nfc"),
        pytest.param("a\x00b\x1bc\ud83dd", "abcd", id="controls_and_half_characters"),
    ],
)
def test_characters(text: str, expected: str) -> None:
    assert clean_characters(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(" <b>Talks</b>\nfail ", "Talks fail", id="tags_and_line_ends"),
        pytest.param("<p>Talks</p><p>fail", "Talks fail", id="paragraphs"),
        pytest.param("Talks < war", "Talks < war", id="not_a_tag"),
    ],
)
def test_titles_on_one_line(title: str, expected: str) -> None:
    assert title_line(title) == expected


ODD_TEXT = st.text(st.one_of(st.characters(codec=None), st.sampled_from(" <&>\nab’é\u0301\u1100\u1161|")))


@given(ODD_TEXT)
@example("a\n\n")
@example("\n\n\u0301a")
@example("a\n\n\n\nb")
@example("Talks\nfail")
@example("a \n\nb")
def test_candidates_are_never_narrower_than_cleaning(text: str) -> None:
    assert clean_text(text) == "\n\n".join(split_paragraphs(text))
    line = " ".join(clean_characters(text).split())
    assert one_line(text) == line
    if line != text or strip_tags(text) != text:
        assert is_cleaning_candidate(text)


@pytest.mark.parametrize("text", ["Talks fail", "Київ — “так”, 5 > 4", "", "a|b", "日本"])
def test_clean_lines_are_no_candidates(text: str) -> None:
    assert not is_cleaning_candidate(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_text_never_holds_what_cannot_be_seen(text: str) -> None:
    for paragraph in split_paragraphs(text):
        assert not {unicodedata.category(character) for character in paragraph} & {"Cc", "Cs", "Zl", "Zp"}
        assert paragraph == " ".join(paragraph.split()) != ""
        assert unicodedata.is_normalized("NFC", paragraph)
