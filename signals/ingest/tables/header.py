"""Which column of a table holds what: names are recognised in any case, the rest is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signals.ingest.sources import Unreadable

# The first name that is present wins; the others of its kind are kept like any other column.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "desc", "description", "sentence"),
    "date": ("date", "published", "published_on", "publish_date"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "site", "domain"),
    "url": ("url", "link", "src"),
    "id": ("id", "doc_id"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions of the recognised columns (-1: there is none), and name and position of those that are kept."""

    text: int
    date: int
    title: int
    outlet: int
    url: int
    id: int
    kept: tuple[tuple[str, int], ...]


def recognise_columns(header: Sequence[str], *, one_sentence_per_row: bool = False) -> Columns:
    """Find each kind of column in a header. With `one_sentence_per_row` a title beside a text is kept, not used.

    Raises Unreadable if there is neither a text nor a title.
    """
    position = positions(header)
    if position["text"] < 0 and position["title"] < 0:
        raise Unreadable(_no_text_column(header))
    if one_sentence_per_row and position["text"] >= 0:
        # The title still stands in for a blank text, but it belongs to the columns that come back.
        used = {at for kind, at in position.items() if kind != "title"}
    else:
        used = set(position.values())
    names = distinct_names(header)
    return Columns(**position, kept=tuple((name, at) for at, name in enumerate(names) if at not in used))


def positions(header: Sequence[str]) -> dict[str, int]:
    """The position of each kind of column, -1 where there is none."""
    at_by_name: dict[str, int] = {}
    for at, name in enumerate(header):
        at_by_name.setdefault(plain_name(name), at)
    return {kind: next((at_by_name[name] for name in names if name in at_by_name), -1) for kind, names in NAMES.items()}


def plain_name(name: str) -> str:
    """A column's name as it is compared: lower case, inner blanks and hyphens as underscores, none at its ends."""
    return name.strip().lower().replace(" ", "_").replace("-", "_").strip("_")


def distinct_names(header: Sequence[str]) -> list[str]:
    """The names under which columns are kept: a blank name becomes 'column_3', a second 'x' becomes 'x_2'."""
    names: list[str] = []
    for number, written in enumerate(header, start=1):
        name = written.strip() or f"column_{number}"
        n_before = names.count(name)
        names.append(f"{name}_{n_before + 1}" if n_before else name)
    return names


def shown_names(header: Sequence[str]) -> str:
    """The names of columns for a message; a file without a header shows its first row here, so names are cut short."""
    return ", ".join(" ".join(name.split())[:40] or "(blank)" for name in header[:30]) or "none"


def _no_text_column(header: Sequence[str]) -> str:
    return (
        f"has no text column; found the columns {shown_names(header)}; "
        f"expected one of {', '.join(NAMES['text'])} (or {', '.join(NAMES['title'])}); rename one"
    )
