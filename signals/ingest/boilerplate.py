"""Text that a site adds to every item: promotion lines, outlet suffixes, picture tags: data/boilerplate.csv.

Kinds: `line` (the whole line or paragraph goes), `prefix` and `suffix` (that end of a line or title goes). A rule is
tried only where its literal `has` occurs, so clean text costs a few substring checks and no regular expression.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent.parent / "data" / "boilerplate.csv"
KINDS = ("line", "prefix", "suffix")

# Promotion is short: a longer line is prose, and a bound here keeps every rule linear in the length of the text.
_MAX_LINE = 300
_MAX_EDGE = 200
_TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " « ", " :: ")
_AFTER_TITLE = re.compile(r"[\"'”’»)\]]{0,3} ?(?:[.!?…]{1,3}[\"'”’»)\]]{0,2}(?= |\n|$)|\n|$)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: `has` is lower case and occurs in everything that `pattern` matches; '' is always tried."""

    kind: str
    has: str
    pattern: re.Pattern[str]
    source: str


@lru_cache(maxsize=1)
def load_rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by kind, in the order of the table. Raises ValueError for a row that is not a rule."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rules = [_rule(row, number) for number, row in enumerate(csv.DictReader(stream), start=1)]
    return {kind: tuple(rule for rule in rules if rule.kind == kind) for kind in KINDS}


def strip_line(line: str) -> str:
    """One line or paragraph without boilerplate; '' if all of it is boilerplate."""
    rules = load_rules()
    if len(line) <= _MAX_LINE and _is_boilerplate(line, rules["line"]):
        return ""
    return _strip_edges(line, rules)


def strip_paragraphs(paragraphs: list[str]) -> list[str]:
    """Paragraphs without boilerplate, without those that were nothing else."""
    return [kept for paragraph in paragraphs if (kept := strip_line(paragraph))]


def strip_title(title: str, outlet: str = "") -> str:
    """A title without boilerplate and without the name of its own outlet ("... | Reuters" from reuters.com).

    A title that is nothing but boilerplate stays as it is: a short title is better than none.
    """
    stripped = _strip_edges(title, load_rules()) or title
    return _drop_outlet(stripped, outlet) if outlet else stripped


def drop_repeated_title(text: str, title: str) -> str:
    """The text without a first sentence that repeats the title; case, quotes and punctuation do not count.

    The repetition must end as a sentence or a line does: "Russia" is not dropped from "Russia said ...".
    """
    # Most repetitions are letter for letter; the walk over characters is for the others.
    end = len(title) if text.startswith(title) else _skeleton_end(text, _skeleton(title))
    after = _AFTER_TITLE.match(text, end) if end else None
    return text[after.end() :].lstrip() if after else text


def _rule(row: dict[str, str], number: int) -> Rule:
    kind, pattern = row["kind"], row["pattern"]
    if kind not in KINDS:
        raise ValueError(f"{TABLE.name} row {number}: kind {kind!r} is not one of {', '.join(KINDS)}")
    anchored = {"line": pattern, "prefix": pattern, "suffix": f"(?:{pattern})$"}[kind]
    try:
        return Rule(kind, row["has"], re.compile(anchored, re.IGNORECASE), row["source"])
    except re.error as error:
        raise ValueError(f"{TABLE.name} row {number}: pattern {pattern!r} cannot be compiled: {error}") from error


def _is_boilerplate(line: str, rules: tuple[Rule, ...]) -> bool:
    lowered = line.lower()
    return any(rule.has in lowered and rule.pattern.fullmatch(line) for rule in rules)


def _strip_edges(line: str, rules: dict[str, tuple[Rule, ...]]) -> str:
    line = _strip_until_clean(line, rules["suffix"], _strip_suffix)
    return _strip_until_clean(line, rules["prefix"], _strip_prefix)


def _strip_until_clean(line: str, rules: tuple[Rule, ...], strip: Callable[[str, tuple[Rule, ...]], str]) -> str:
    """Strip again and again: "PHOTOS (14.05.22 09:15) « Photo News | Censor.NET" is four suffixes."""
    while (stripped := strip(line, rules)) != line:
        line = stripped
    return line


def _strip_suffix(line: str, rules: tuple[Rule, ...]) -> str:
    start = max(0, len(line) - _MAX_EDGE)
    lowered = line[start:].lower()
    for rule in rules:
        if rule.has in lowered and (found := rule.pattern.search(line, start)):
            return line[: found.start()].rstrip()
    return line


def _strip_prefix(line: str, rules: tuple[Rule, ...]) -> str:
    lowered = line[:_MAX_EDGE].lower()
    for rule in rules:
        if rule.has in lowered and (found := rule.pattern.match(line)):
            return line[found.end() :].lstrip()
    return line


def _drop_outlet(title: str, outlet: str) -> str:
    names = {_skeleton(outlet), _skeleton(outlet.removeprefix("www.").split(".")[0])}
    for separator in _TITLE_SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and head and _skeleton(tail) in names:
            return head.rstrip()
    return title


def _skeleton(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _skeleton_end(text: str, skeleton: str) -> int:
    """Where in `text` its letters and digits have spelt `skeleton`; 0 if they do not."""
    n_matched = 0
    for position, character in enumerate(text):
        if not character.isalnum():
            continue
        lowered = character.lower()
        if not skeleton.startswith(lowered, n_matched):
            return 0
        n_matched += len(lowered)
        if n_matched == len(skeleton):
            return position + 1
    return 0
