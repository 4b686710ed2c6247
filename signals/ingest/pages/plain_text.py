"""Plain text and Markdown."""

from __future__ import annotations

import re

from signals.ingest.decoding import read_text
from signals.ingest.pages.page import Page
from signals.ingest.sources import Source
from signals.ingest.tables.header import NAMES, plain_name

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.{1,500}?)[ \t#]*$", re.MULTILINE)
# In this order: a picture before the link that looks like it, fences before the marks inside them.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ ]{0,3}(?:```|~~~).{0,100}$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"^[ ]{0,3}\[[^\]\n]{1,100}\]:[ ]\S{1,1000}.{0,200}$", re.MULTILINE), ""),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,1000})>"), r"\1"),
    (re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.{1,500}?)[ \t#]*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^[ ]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE), "\n"),
    (re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)


def read_plain_text(source: Source) -> Page:
    """A text file as it is: it states no title and no date."""
    return Page(text=read_text(source))


def read_markdown(source: Source) -> Page:
    """A Markdown file without its marks; front matter gives title, date, outlet, url and id, else # gives the title."""
    written = read_text(source).replace("\r\n", "\n")
    matter = _FRONT_MATTER.match(written)
    fields = _front_fields(matter[2]) if matter else {}
    body = written[matter.end() :] if matter else written
    heading = _HEADING.search(body)
    title = fields.get("title") or (heading[1] if heading else "")
    for mark, plain in _MARKS:
        body, title = mark.sub(plain, body), mark.sub(plain, title)
    return Page(body, title, *(fields.get(kind, "") for kind in ("date", "outlet", "url", "id")))


def _front_fields(matter: str) -> dict[str, str]:
    kind_by_name = {name: kind for kind, names in NAMES.items() for name in names}
    fields: dict[str, str] = {}
    for line in matter.splitlines():
        name, separator, value = line.partition("=" if "=" in line and ":" not in line.partition("=")[0] else ":")
        kind = kind_by_name.get(plain_name(name))
        if separator and kind:
            fields.setdefault(kind, value.strip().strip("\"'"))
    return fields
