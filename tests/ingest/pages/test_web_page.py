"""Articles in web pages."""

from __future__ import annotations

import io

import pytest

from signals.ingest.pages.web_page import read_html
from signals.ingest.sources import Source, Unreadable
from tests.ingest.files import HTML, TEXT


def _source(html: str) -> Source:
    content = html.encode()
    return Source("a.html", "a", ".html", len(content), lambda: io.BytesIO(content))


def test_the_article_and_what_the_page_says_of_it() -> None:
    page = read_html(_source(HTML))
    assert (
        page.text.startswith(f"Talks fail\n\n{TEXT}")
        and "Home" not in page.text
        and "\n\nWashington answered" in page.text
    )
    assert (page.published_on, page.outlet, page.url) == ("2022-01-14", "Daily Herald", "https://daily.example/talks")


def test_a_day_in_the_text_does_not_date_the_page() -> None:
    page = read_html(
        _source(f"<html><body><article><p>{TEXT} On 3 March 2021 they had met.</p></article></body></html>")
    )
    assert page.published_on == ""


def test_a_page_without_an_article() -> None:
    with pytest.raises(Unreadable, match="no article text was found"):
        read_html(_source("<html><body></body></html>"))
