"""Text that a site adds to every item: promotion lines, outlet suffixes, picture tags: data/boilerplate.csv.

Kinds: `line` (the whole line or paragraph goes), `prefix` and `suffix` (that end of a line or title goes). A rule is
tried only where its literal `has` occurs: one loop over a whole column finds the lines that hold any of them. A suffix
is looked for among the last `longest` characters.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from signals.ingest.literals import ANYWHERE, Literal, LiteralFinder

TABLE = Path(__file__).parent.parent / "data" / "boilerplate.csv"
KINDS = ("line", "prefix", "suffix")

# Promotion is short: a longer line is prose, and a bound here keeps every rule linear in the length of the text.
_MAX_LINE = 300
_MAX_EDGE = 200
_SHORT_EDGE = 50  # what most suffixes need: less to look through
_TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " « ", " :: ")
_AFTER_TITLE = re.compile(r"[\"'”’»)\]]{0,3} ?(?:[.!?…]{1,3}[\"'”’»)\]]{0,2}(?= |\n|$)|\n|$)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: `has` is lower case and occurs in everything that `pattern` matches, which has at most
    `longest` characters (asked of suffixes only). '' is for what holds no letter and no digit."""

    kind: str
    has: str
    pattern: re.Pattern[str]
    source: str
    longest: int = _MAX_EDGE


@lru_cache(maxsize=1)
def load_rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by kind, in the order of the table. Raises ValueError for a row that is not a rule."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rules = [_rule(row, number) for number, row in enumerate(csv.DictReader(stream), start=1)]
    return {kind: tuple(rule for rule in rules if rule.kind == kind) for kind in KINDS}


def strip_texts(texts: Sequence[str]) -> list[str]:
    """Many texts, a blank line between their paragraphs, without the boilerplate among these; see `strip_line`."""
    stripped = list(texts)
    for row, found in _lines_to_strip(texts).items():
        kept = (found.get(line, line) for line in texts[row].split("\n\n"))
        stripped[row] = "\n\n".join(filter(None, kept))
    return stripped


def _lines_to_strip(texts: Sequence[str]) -> dict[int, dict[str, str]]:
    """By row of the text: its lines that hold boilerplate, and what is left of them."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row, line, literals in _signs_of_lines().hits(texts):
        for rule in (rule for literal in literals for rule in _rules_by_literal()[literal] if _applies(rule, line)):
            if rule.kind == "line":
                found[row][line] = ""
            elif line not in found[row]:
                found[row][line] = _strip_edges(line)
    return found


def strip_line(line: str) -> str:
    """One line or paragraph without boilerplate; '' if all of it is boilerplate."""
    return _strip_edges(_without_line(line))


def strip_titles(titles: Sequence[str], outlets: Sequence[str]) -> list[str]:
    """Many titles, each with its outlet; see `strip_title`."""
    stripped = list(titles)
    for row in {row for row, _, _ in _signs_of_titles().hits(titles)} if any(titles) else ():
        stripped[row] = strip_title(titles[row], outlets[row])
    return stripped


def strip_title(title: str, outlet: str = "") -> str:
    """A title without boilerplate and without the name of its own outlet ("... | Reuters" from reuters.com).

    A title that is nothing but boilerplate stays as it is: a short title is better than none.
    """
    stripped = _strip_edges(title) or title
    return _drop_outlet(stripped, outlet) if outlet else stripped


def drop_repeated_title(text: str, title: str) -> str:
    """The text without a first sentence that repeats the title; case, quotes and punctuation do not count.

    The repetition must end as a sentence or a line does: "Russia" is not dropped from "Russia said ...".
    """
    if title[:1].isalnum() and text[:1].isalnum() and title[0].lower() != text[0].lower():
        return text
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
        longest = int(row["longest"] or _MAX_EDGE)
        return Rule(kind, row["has"], re.compile(anchored, re.IGNORECASE), row["source"], longest)
    except re.error as error:
        raise ValueError(f"{TABLE.name} row {number}: pattern {pattern!r} cannot be compiled: {error}") from error


@lru_cache(maxsize=1)
def _rules_by_literal() -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = defaultdict(list)
    for rule in chain.from_iterable(load_rules().values()):
        rules[rule.has].append(rule)
    return rules


def _applies(rule: Rule, line: str) -> bool:
    """Whether a rule takes something of a line away, or all of it; the line holds its literal."""
    if rule.kind == "line":
        return len(line) <= _MAX_LINE and rule.pattern.fullmatch(line) is not None
    start = max(0, len(line) - rule.longest)
    return (rule.pattern.match(line) if rule.kind == "prefix" else rule.pattern.search(line, start)) is not None


@lru_cache(maxsize=1)
def _signs_of_lines() -> LiteralFinder:
    """What stands in every line to which a rule may apply."""
    of_lines = (Literal(rule.has, in_lines_of=_MAX_LINE) for rule in load_rules()["line"])
    return LiteralFinder([*_signs_of_edges(), *of_lines])


@lru_cache(maxsize=1)
def _signs_of_titles() -> LiteralFinder:
    """What stands in every title that may end or begin with boilerplate or with the name of its outlet."""
    return LiteralFinder([*_signs_of_edges(), *(Literal(mark, in_lines_of=ANYWHERE) for mark in _TITLE_SEPARATORS)])


def _signs_of_edges() -> list[Literal]:
    prefixes, suffixes = load_rules()["prefix"], load_rules()["suffix"]
    edges = (_SHORT_EDGE if rule.longest <= _SHORT_EDGE else _MAX_EDGE for rule in suffixes)
    return [
        *(Literal(rule.has, near_start=_MAX_EDGE) for rule in prefixes),
        *(Literal(rule.has, near_end=edge) for rule, edge in zip(suffixes, edges, strict=True)),
    ]


def _without_line(line: str) -> str:
    lowered = line.lower() if len(line) <= _MAX_LINE else ""
    is_boilerplate = any(rule.has in lowered and rule.pattern.fullmatch(line) for rule in load_rules()["line"])
    return "" if is_boilerplate else line


def _strip_edges(line: str) -> str:
    rules = load_rules()
    line = _strip_until_clean(line, rules["suffix"], _strip_suffix)
    return _strip_until_clean(line, rules["prefix"], _strip_prefix)


def _strip_until_clean(line: str, rules: tuple[Rule, ...], strip: Callable[[str, tuple[Rule, ...]], str]) -> str:
    """Strip again and again: "PHOTOS (14.05.22 09:15) « Photo News | Censor.NET" is four suffixes."""
    while (stripped := strip(line, rules)) != line:
        line = stripped
    return line


def _strip_suffix(line: str, rules: tuple[Rule, ...]) -> str:
    lowered = line[-_MAX_EDGE:].lower()
    end = line[-_SHORT_EDGE:].lower()
    for rule in rules:
        if rule.has in (end if rule.longest <= _SHORT_EDGE else lowered) and (
            found := rule.pattern.search(line, max(0, len(line) - rule.longest))
        ):
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
