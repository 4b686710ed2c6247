"""The parts of reading: characters, paragraphs, columns, datelines and ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.ingest.cleaning.aho_corasick import Literal, LiteralFinder
from tests.support import loops_run_as

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
