"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.ingest.cleaning.text_cleaning import (
    KINDS,
    SEEN,
    clean_characters,
    clean_texts,
    lines_that_repeat,
    one_line,
    one_lines,
    split_paragraphs,
    unclean,
    unclean_lines,
)
from tests.support import loops_run_as

COLUMNS = st.lists(st.text(st.one_of(st.characters(codec=None), st.sampled_from(" <&>\nab’é"))), max_size=5)


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


@given(COLUMNS, st.booleans())
@settings(deadline=None)
def test_a_column_is_cleaned_as_each_of_its_texts(texts: list[str], is_compiled: bool) -> None:
    with loops_run_as(machine_code=is_compiled):
        assert one_lines(texts) == lines_that_repeat(texts) == [one_line(text) for text in texts]
        assert clean_texts(texts) == ["\n\n".join(split_paragraphs(text)) for text in texts]


@pytest.mark.parametrize(
    "character", [" ", "\u00a0", "\u200b", "\u0301", "\u1100", "\ufb01", "\ud83d", "&", "<", "\t", "\x1c", "\n"]
)
def test_what_needs_work_is_found_in_a_column(character: str) -> None:
    texts = ["Talks fail", f"Talks {character}fail", "Київ — “так”"]
    assert unclean(texts) == unclean_lines(texts) == [1]


def test_paragraphs_as_they_shall_be_need_no_work() -> None:
    texts = [
        "Talks\n\nfail",
        "Київ\n\nтак",
        "Talks\nfail",
        "Talks\n\n\nfail",
        "Talks\n\n",
        "\n\nTalks",
        "Talks \n\nfail",
    ]
    assert unclean(texts) == [2, 3, 4, 5, 6]
    assert unclean_lines(texts) == list(range(7))


def test_what_a_column_test_passes_over_is_clean() -> None:
    clean = [chr(code) for code, kind in enumerate(KINDS.tolist()) if kind == SEEN]
    assert len(clean) > 1000
    assert "".join(clean).isprintable() and not any(c.isspace() for c in clean)
    assert not any(unicodedata.combining(c) or unicodedata.category(c)[0] == "M" for c in clean)
    assert all(unicodedata.is_normalized("NFC", c) for c in clean)


@given(st.text(alphabet=st.characters(codec=None)))
def test_text_never_holds_what_cannot_be_seen(text: str) -> None:
    for paragraph in split_paragraphs(text):
        assert not {unicodedata.category(character) for character in paragraph} & {"Cc", "Cs", "Zl", "Zp"}
        assert paragraph == " ".join(paragraph.split()) != ""
        assert unicodedata.is_normalized("NFC", paragraph)
