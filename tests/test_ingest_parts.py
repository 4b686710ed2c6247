"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.ingest.cleaning.aho_corasick import Literal, LiteralFinder
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
from signals.ingest.document_ids import DocIds
from signals.ingest.item_dates import find_dateline
from signals.ingest.tables.header import recognise_columns
from tests.support import loops_run_as


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("a.txt", "MOSCOW, Jan 13, 2022 (Reuters) - Russia warned.", date(2022, 1, 13), id="reuters"),
        pytest.param("a.txt", "KYIV, 24 February 2022 — Russia attacked.", date(2022, 2, 24), id="day_first"),
        pytest.param("a.txt", "By A. Bee\n\nMOSCOW, January 13, 2022. /TASS/. Talks.", date(2022, 1, 13), id="tass"),
        pytest.param("a.txt", "Jan 13, 2022 (Reuters) - Talks.", date(2022, 1, 13), id="no_place"),
        pytest.param("2022-01-14.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", date(2022, 1, 13), id="year_from_file"),
        pytest.param("2022-01-01.txt", "MOSCOW, Dec 31 (Reuters) - Talks.", date(2021, 12, 31), id="new_year"),
        pytest.param("news_2022.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", date(2022, 1, 13), id="file_has_only_year"),
        pytest.param("a.txt", "MOSCOW, Jan 13 (Reuters) - Talks.", None, id="no_year_anywhere"),
        pytest.param("a.txt", "In Moscow, on Jan 13, 2022 talks failed.", None, id="a_date_in_a_sentence"),
        pytest.param("a.txt", "x " * 120 + "\nKYIV, 24 February 2022 — Talks.", None, id="too_far_down"),
        pytest.param("a.txt", "KYIV, 31 February 2022 — Talks.", None, id="no_such_day"),
    ],
)
def test_datelines(name: str, text: str, expected: date | None) -> None:
    assert find_dateline(text, name.removesuffix(".txt")) == expected


@pytest.mark.parametrize(
    ("header", "expected", "kept"),
    [
        pytest.param(["TEXT", "Date"], {"text": 0, "date": 1}, [], id="any_case"),
        pytest.param([" Published On ", "_body_"], {"text": 1, "date": 0}, [], id="blanks_and_underscores"),
        pytest.param(["source", "outlet", "text"], {"text": 2, "outlet": 1}, ["source"], id="outlet_before_source"),
        pytest.param(["desc", "Text", "x"], {"text": 1}, ["desc", "x"], id="listed_order_wins"),
        pytest.param(
            ["src", "title", "desc", "Date", "Site", "Event", "KW"],
            {"text": 2, "title": 1, "date": 3, "outlet": 4, "url": 0},
            ["Event", "KW"],
            id="ruwa",
        ),
        pytest.param(["text", "", "x", "x"], {"text": 0}, ["column_2", "x", "x_2"], id="kept_names_are_distinct"),
    ],
)
def test_columns(header: list[str], expected: dict[str, int], kept: list[str]) -> None:
    columns = recognise_columns(header)
    found = {kind: getattr(columns, kind) for kind in ("text", "date", "title", "outlet", "url", "id")}
    assert {kind: at for kind, at in found.items() if at >= 0} == expected
    assert [name for name, _ in columns.kept] == kept


@given(st.lists(st.one_of(st.sampled_from("ab"), st.tuples(st.sampled_from("ab"), st.integers(1, 3))), max_size=12))
def test_ids_never_repeat(wanted: list[str | tuple[str, int]]) -> None:
    given_ids = _ids_of(wanted)
    assert len(set(given_ids)) == len(given_ids)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("signals.ingest.document_ids._RECENT", 2)
        assert _ids_of(wanted) == given_ids, "the same, wherever they are remembered"


def _ids_of(wanted: list[str | tuple[str, int]]) -> list[str]:
    ids = DocIds()
    return [ids.named(want) if isinstance(want, str) else ids.numbered(*want) for want in [*wanted, "a-2"]]


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


COLUMNS = st.lists(st.text(st.one_of(st.characters(codec=None), st.sampled_from(" <&>\nab’é"))), max_size=5)


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


LITERALS = ["abab", "bab", "a", "ba", "©b"]


@given(st.lists(st.text("abAB©ж -\n"), max_size=4), st.booleans())
@settings(deadline=None)
def test_literals_are_found_wherever_they_stand(texts: list[str], is_compiled: bool) -> None:
    finder = LiteralFinder([Literal(one, in_lines_of=8) for one in ("", *LITERALS)])
    with loops_run_as(machine_code=is_compiled):
        found = {(row, line, ("", *LITERALS)[number]) for row, line, number in finder.hits(texts)}
    lines = [(row, line) for row, text in enumerate(texts) for line in text.split("\n") if 0 < len(line) <= 8]
    sought = {(row, line, one) for row, line in lines for one in LITERALS if one in line.lower()}
    assert found == sought | {(row, line, "") for row, line in lines if not re.search(r"[^\W_]", line)}


@pytest.mark.parametrize(
    ("literal", "line", "is_found"),
    [
        pytest.param(Literal("read", near_start=6), "a read", True, id="near_the_start"),
        pytest.param(Literal("read", near_start=6), "be read", False, id="too_far_from_the_start"),
        pytest.param(Literal("read", near_end=3), "READ on", False, id="too_far_from_the_end"),
        pytest.param(Literal("read", near_end=4), "READ on", True, id="near_the_end"),
        pytest.param(Literal("read", in_lines_of=8), "x read it", False, id="line_too_long"),
        pytest.param(Literal("", in_lines_of=8), "--------", True, id="no_word"),
        pytest.param(Literal("", in_lines_of=8), "---------", False, id="no_word_but_too_long"),
    ],
)
def test_literals_count_where_they_shall(literal: Literal, line: str, is_found: bool) -> None:
    assert bool(list(LiteralFinder([literal]).hits(["before", line]))) == is_found


@given(st.text(alphabet=st.characters(codec=None)))
def test_text_never_holds_what_cannot_be_seen(text: str) -> None:
    for paragraph in split_paragraphs(text):
        assert not {unicodedata.category(character) for character in paragraph} & {"Cc", "Cs", "Zl", "Zp"}
        assert paragraph == " ".join(paragraph.split()) != ""
        assert unicodedata.is_normalized("NFC", paragraph)
