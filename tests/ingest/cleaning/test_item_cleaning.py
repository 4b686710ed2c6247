"""A title goes without its outlet, a text without its title."""

from __future__ import annotations

import pytest

from signals.ingest.cleaning.item_cleaning import clean_item, clean_items, drop_repeated_title, strip_title
from tests.ingest.cleaning.test_boilerplate import TITLES


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_title(title: str, expected: str) -> None:
    assert strip_title(title) == expected


def test_outlet_at_the_end_of_its_own_title() -> None:
    assert strip_title("Russia warns NATO - Daily Herald", "Daily Herald") == "Russia warns NATO"
    assert strip_title("Russia warns NATO - Reuters", "www.reuters.com") == "Russia warns NATO"
    assert strip_title("Russia warns NATO - Reuters", "ukrinform.net") == "Russia warns NATO - Reuters"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param("Talks fail. Russia left.", "Talks fail", "Russia left.", id="first_sentence"),
        pytest.param("Talks fail\n\nRussia left.", "Talks fail", "Russia left.", id="first_paragraph"),
        pytest.param("TALKS “fail”. Russia left.", "Talks fail!", "Russia left.", id="case_and_quotes"),
        pytest.param("Talks fail", "Talks fail", "", id="nothing_else"),
        pytest.param("Russia said it left.", "Russia", "Russia said it left.", id="only_begins_alike"),
        pytest.param("Talks failed. Russia left.", "Talks fail", "Talks failed. Russia left.", id="longer_word"),
        pytest.param("Putin: we will act.", "Putin", "Putin: we will act.", id="speaker"),
        pytest.param("Talks fail.", "", "Talks fail.", id="no_title"),
        pytest.param("", "Talks fail", "", id="no_text"),
    ],
)
def test_repeated_title(text: str, title: str, expected: str) -> None:
    assert drop_repeated_title(text, title) == expected


def test_what_follows_a_repeated_title_is_a_start_of_line() -> None:
    assert clean_item("Talks fail", "Talks fail. VIDEO. Russia left.", "") == ("Talks fail", "Russia left.")


def test_many_items_are_cleaned_as_each_of_them() -> None:
    items = [
        ("Talks&nbsp;fail - Reuters", "Talks fail. VIDEO. Russia left.\n\nRead more...", "www.reuters.com"),
        ("", "Read more...", ""),
        ("PHOTOS", "", "x"),
    ]
    titles, texts = clean_items(*map(list, zip(*items, strict=True)))
    assert list(zip(titles, texts, strict=True)) == [clean_item(*item) for item in items]
    assert (titles[0], texts[0]) == ("Talks fail", "Russia left.")
