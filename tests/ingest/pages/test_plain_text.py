"""Text and Markdown without marks."""

from __future__ import annotations

import io

import pytest

from signals.ingest.pages.page import Page
from signals.ingest.pages.plain_text import read_markdown, read_plain_text
from signals.ingest.sources import Source


def _source(text: str) -> Source:
    content = text.encode()
    return Source("a.md", "a", ".md", len(content), lambda: io.BytesIO(content))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("![a picture](x.png)Talks [fail](u)", "Talks fail", id="links_and_pictures"),
        pytest.param("**Talks** _fail_ ~~now~~ `x`", "Talks fail now x", id="marks_in_a_line"),
        pytest.param("snake_case_name 5 * 6", "snake_case_name 5 * 6", id="no_marks"),
        pytest.param("- Talks\n1. fail", "\nTalks\n\nfail", id="lists_become_paragraphs"),
        pytest.param("> Talks\n> > fail", "Talks\nfail", id="quotations"),
        pytest.param("```\nTalks\n```", "\nTalks\n", id="fences"),
        pytest.param(r"5 \* 6 \# 7", "5 * 6 # 7", id="escapes"),
    ],
)
def test_marks_go(written: str, expected: str) -> None:
    assert read_markdown(_source(written)).text == expected


def test_front_matter_of_both_kinds() -> None:
    of_yaml = '---\nTitle: "Talks"\nPublish Date: 2022-01-14\nmood: bad\n---\nFail.'
    of_toml = '+++\ntitle = "Talks"\ndate = 2022-01-14\n+++\nFail.'
    assert read_markdown(_source(of_yaml)) == read_markdown(_source(of_toml)) == Page("Fail.", "Talks", "2022-01-14")


def test_plain_text_stays_as_it_is() -> None:
    assert read_plain_text(_source("# Talks\n**fail**")) == Page("# Talks\n**fail**")
