"""Titles and texts of many items, cleaned together: what is clean already costs one test of the whole column."""

from __future__ import annotations

from collections.abc import Sequence

from signals.ingest.cleaning.boilerplate import drop_repeated_title, strip_texts, strip_titles
from signals.ingest.cleaning.text_cleaning import clean_texts, titles_on_one_line


def clean_item(title: str, text: str, outlet: str) -> tuple[str, str]:
    """Title and text of one item; see `clean_items`."""
    (cleaned,) = zip(*clean_items([title], [text], [outlet]), strict=True)
    return cleaned


def clean_items(
    titles: Sequence[str], texts: Sequence[str], outlets: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Titles and texts without odd characters, boilerplate and titles that the text repeats."""
    titles = strip_titles(titles_on_one_line(titles), outlets)
    return titles, _without_titles(strip_texts(clean_texts(texts)), titles)


def _without_titles(texts: Sequence[str], titles: Sequence[str]) -> Sequence[str]:
    if not any(titles):
        return texts
    rests = [drop_repeated_title(text, title) if title else text for text, title in zip(texts, titles, strict=True)]
    # What followed the title is a start of line now: "Title. VIDEO. The lead" becomes "The lead".
    shortened = [at for at, (rest, text) in enumerate(zip(rests, texts, strict=True)) if rest is not text]
    for at, rest in zip(shortened, strip_texts([rests[at] for at in shortened]), strict=True):
        rests[at] = rest
    return rests
