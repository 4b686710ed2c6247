"""Titles and texts of many items, cleaned together: what is clean already costs one test of the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from signals.ingest.boilerplate import drop_repeated_title, strip_lines, strip_titles
from signals.ingest.cleaning import split_all_paragraphs, titles_on_one_line


def clean_item(title: str, text: str, outlet: str) -> tuple[str, str]:
    """Title and text of one item; see `clean_items`."""
    (cleaned,) = zip(*clean_items([title], [text], [outlet]), strict=True)
    return cleaned


def clean_items(
    titles: Sequence[str], texts: Sequence[str], outlets: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Titles and texts without odd characters, boilerplate and titles that the text repeats."""
    titles = strip_titles(titles_on_one_line(titles), outlets)
    texts = _without_boilerplate(split_all_paragraphs(texts))
    return titles, _without_titles(texts, titles)


def _without_boilerplate(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Each text's paragraphs, joined by blank lines."""
    lines = iter(strip_lines(list(chain.from_iterable(paragraphs))))
    return ["\n\n".join(filter(None, islice(lines, len(own)))) for own in paragraphs]


def _without_titles(texts: Sequence[str], titles: Sequence[str]) -> list[str]:
    rests = [drop_repeated_title(text, title) if title else text for text, title in zip(texts, titles, strict=True)]
    # What followed the title is a start of line now: "Title. VIDEO. The lead" becomes "The lead".
    shortened = [at for at, (rest, text) in enumerate(zip(rests, texts, strict=True)) if rest is not text]
    stripped = _without_boilerplate([rests[at].split("\n\n") for at in shortened])
    for at, rest in zip(shortened, stripped, strict=True):
        rests[at] = rest
    return rests
