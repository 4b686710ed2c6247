"""What a file that is one document holds."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A document as its format gives it, before cleaning; what is missing is ''."""

    text: str
    title: str = ""
    published_on: str = ""
    outlet: str = ""
    url: str = ""
    doc_id: str = ""
