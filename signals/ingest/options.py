"""What the user said about all inputs of a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from signals.ingest.field_dates import DateOrder


@dataclass(frozen=True, slots=True)
class Options:
    """`published` dates what has no date of its own; `date_order` reads 02/03/2022 in every table."""

    published: date | None = None
    date_order: DateOrder | None = None
    one_sentence_per_row: bool = False
