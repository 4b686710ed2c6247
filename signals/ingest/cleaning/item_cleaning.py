"""Title and text of an item, cleaned together: a title goes without its outlet, a text without its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from signals.ingest.cleaning.boilerplate import strip_edges, strip_texts
from signals.ingest.cleaning.text_cleaning import clean_text, title_line

_TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " « ", " :: ")
_AFTER_TITLE = re.compile(r"[\"'”’»)\]]{0,3} ?(?:[.!?…]{1,3}[\"'”’»)\]]{0,2}(?= |\n|$)|\n|$)")


def clean_item(title: str, text: str, outlet: str) -> tuple[str, str]:
    """Title and text of one item; see `clean_items`."""
    (cleaned,) = zip(*clean_items([title], [text], [outlet]), strict=True)
    return cleaned


def clean_items(
    titles: Sequence[str], texts: Sequence[str], outlets: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Titles and texts without odd characters, boilerplate and titles that the text repeats."""
    titles = strip_titles([title_line(title) for title in titles], outlets)
    return titles, _without_titles(strip_texts([clean_text(text) for text in texts]), titles)


def strip_titles(titles: Sequence[str], outlets: Sequence[str]) -> list[str]:
    """Many titles without boilerplate and without the name of their own outlet ("... | Reuters" from reuters.com).

    A title that is nothing but boilerplate stays as it is: a short title is better than none.
    """
    stripped = (rest or title for rest, title in zip(strip_edges(titles), titles, strict=True))
    return [_drop_outlet(title, outlet) for title, outlet in zip(stripped, outlets, strict=True)]


def strip_title(title: str, outlet: str = "") -> str:
    """One title; see `strip_titles`."""
    return strip_titles([title], [outlet])[0]


def drop_repeated_title(text: str, title: str) -> str:
    """The text without a first sentence that repeats the title; case, quotes and punctuation do not count.

    The repetition must end as a sentence or a line does: "Russia" is not dropped from "Russia said ...".
    """
    if not title or (title[0].isalnum() and text[:1].isalnum() and title[0].lower() != text[0].lower()):
        return text
    # Most repetitions are letter for letter; the walk over characters is for the others.
    end = len(title) if text.startswith(title) else _repetition_end(text, _letters_and_digits(title))
    after = _AFTER_TITLE.match(text, end) if end else None
    return text[after.end() :].lstrip() if after else text


def _without_titles(texts: Sequence[str], titles: Sequence[str]) -> Sequence[str]:
    rests = [drop_repeated_title(text, title) for text, title in zip(texts, titles, strict=True)]
    # What followed the title is a start of line now: "Title. VIDEO. The lead" becomes "The lead".
    shortened = [row for row, (rest, text) in enumerate(zip(rests, texts, strict=True)) if rest is not text]
    for row, rest in zip(shortened, strip_texts([rests[row] for row in shortened]), strict=True):
        rests[row] = rest
    return rests


def _drop_outlet(title: str, outlet: str) -> str:
    """The title without the name of its outlet after a separator."""
    for separator in _TITLE_SEPARATORS if outlet else ():
        if separator in title:
            head, _, tail = title.rpartition(separator)
            if head and _letters_and_digits(tail) in _outlet_names(outlet):
                return head.rstrip()
    return title


@lru_cache(maxsize=1024)
def _outlet_names(outlet: str) -> set[str]:
    return {_letters_and_digits(outlet), _letters_and_digits(outlet.removeprefix("www.").split(".")[0])}


def _letters_and_digits(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _repetition_end(text: str, title: str) -> int:
    """Where in `text` its letters and digits have spelt those of a title; 0 if they do not."""
    n_matched = 0
    for position, character in enumerate(text):
        if not character.isalnum():
            continue
        lowered = character.lower()
        if not title.startswith(lowered, n_matched):
            return 0
        n_matched += len(lowered)
        if n_matched == len(title):
            return position + 1
    return 0
