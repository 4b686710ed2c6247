"""The records that enter the flow: one news item, or one input that was turned away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

NO_COLUMNS: Mapping[str, Any] = {}


class Document(NamedTuple):
    """One news item, cleaned and dated.

    `text` is plain text without boilerplate; paragraphs are separated by a blank line. `title` is not repeated in it.
    Missing `outlet`, `url` and `title` are empty strings. `published_on` is never missing: an item without a date is
    `Rejected`.
    `date_basis` says where the date came from: "field", "dateline", "file name" or "--published".
    `is_one_sentence` marks a row that must not be split. `kept` holds the input row's other columns, in their order.
    """

    doc_id: str
    published_on: date
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    date_basis: str = "field"
    is_one_sentence: bool = False
    kept: Mapping[str, Any] = NO_COLUMNS


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or a row of one, that was turned away: where it stands and why, in one line."""

    place: str
    reason: str
