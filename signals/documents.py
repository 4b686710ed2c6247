"""The records that enter the flow: one news item, or one input that was turned away; and what a classifier promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np


class Classifier(Protocol):
    """Anything that judges sentences whose actors are masked. It is handed in; nothing in signals imports one."""

    name: str
    version: str

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral, p_material; a row of NaN where it cannot judge."""


class ClassifierLoader(Protocol):
    """What the command line is handed to load classifiers with."""

    def __call__(self, name: str | None, *, threads: int | None = None) -> Classifier | None:
        """Return the classifier called `name` (None: the best there is; "none": None), to use that many cores."""


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


def documents_and_rejected(items: Iterable[Document | Rejected]) -> tuple[list[Document], list[Rejected]]:
    """Return what a reader gives in two lists, each in the order of reading."""
    documents: list[Document] = []
    rejected: list[Rejected] = []
    for item in items:
        if isinstance(item, Document):
            documents.append(item)
        else:
            rejected.append(item)
    return documents, rejected
