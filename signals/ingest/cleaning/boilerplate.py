"""Text that a site adds to every item: promotion lines, outlet suffixes, picture tags: data/boilerplate.csv.

Kinds: `line` (the whole line or paragraph goes), `prefix` and `suffix` (that end of a line or title goes). A rule is
tried only on lines in which its literal `literal` stands where the rule can match: one loop over a column finds these.
Ends are stripped in rounds, each over the lines that the round before has changed: there may be more behind it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from signals.data.csv_tables import TABLES
from signals.ingest.cleaning.aho_corasick import Literal, LiteralFinder

TABLE = TABLES / "boilerplate.csv"
RULE_KINDS = ("line", "prefix", "suffix")

# Promotion is short: a longer line is prose, and a bound here keeps every rule linear in the length of the text.
LONGEST_MATCH = {"line": 300, "prefix": 200, "suffix": 200}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: `literal` is lower case and occurs in everything that `pattern` matches, which has at most
    `longest` characters. '' is for what holds no letter and no digit."""

    kind: str
    literal: str
    pattern: re.Pattern[str]
    source: str
    longest: int


@lru_cache(maxsize=1)
def load_rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by kind, in the order of the table. Raises ValueError for a row that is not a rule."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rules = [_rule(row, number) for number, row in enumerate(csv.DictReader(stream), start=1)]
    return {kind: tuple(rule for rule in rules if rule.kind == kind) for kind in RULE_KINDS}


def strip_texts(texts: Sequence[str]) -> list[str]:
    """Many texts, a blank line between their paragraphs, without boilerplate: whole lines, and the ends of lines."""
    lines_by_row, whole = _line_candidates(texts)
    lines = list(dict.fromkeys(line for lines in lines_by_row.values() for line in lines))
    kept = dict(zip(lines, strip_edges(lines), strict=True)) | dict.fromkeys(whole, "")
    stripped = list(texts)
    for row in lines_by_row:
        stripped[row] = "\n\n".join(filter(None, (kept.get(line, line) for line in texts[row].split("\n\n"))))
    return stripped


def strip_edges(lines: Sequence[str]) -> list[str]:
    """Many lines without boilerplate at their ends. "PHOTOS (14.05.22 09:15) « Photo News | Censor.NET" is four."""
    stripped = list(lines)
    for kind in ("suffix", "prefix"):
        rows = list(range(len(lines)))
        while rows:
            rows = _strip_once(stripped, rows, kind)
    return stripped


def _rule(row: dict[str, str], number: int) -> Rule:
    kind, pattern = row["kind"], row["pattern"]
    if kind not in RULE_KINDS:
        raise ValueError(f"{TABLE.name} row {number}: kind {kind!r} is not one of {', '.join(RULE_KINDS)}")
    anchored = {"line": pattern, "prefix": pattern, "suffix": f"(?:{pattern})$"}[kind]
    try:
        longest = int(row["longest"] or LONGEST_MATCH[kind])
        return Rule(kind, row["literal"], re.compile(anchored, re.IGNORECASE), row["source"], longest)
    except re.error as error:
        raise ValueError(f"{TABLE.name} row {number}: pattern {pattern!r} cannot be compiled: {error}") from error


def _line_candidates(texts: Sequence[str]) -> tuple[dict[int, list[str]], list[str]]:
    """By row of the text the lines to which a rule may apply, and which of all these are boilerplate as a whole."""
    lines_by_row: dict[int, list[str]] = defaultdict(list)
    whole = []
    rules, finder = _finder(*RULE_KINDS)
    for row, line, number in finder.hits(texts):
        lines_by_row[row].append(line)
        if rules[number].kind == "line" and rules[number].pattern.fullmatch(line):
            whole.append(line)
    return lines_by_row, whole


def _strip_once(lines: list[str], rows: Sequence[int], kind: str) -> list[int]:
    """Take the first suffix or prefix in the order of the table from the lines in some rows; return which had one."""
    rules, finder = _finder(kind)
    longest = max(rule.longest for rule in rules)
    edge = slice(-longest, None) if kind == "suffix" else slice(longest)
    candidates: dict[int, set[int]] = defaultdict(set)
    for position, _, number in finder.hits([lines[row][edge] for row in rows]):
        candidates[rows[position]].add(number)
    changed = []
    for row, numbers in candidates.items():
        rest = _rest(lines[row], [rules[number] for number in sorted(numbers)])
        if rest is not None:
            lines[row] = rest
            changed.append(row)
    return changed


def _rest(line: str, rules: Iterable[Rule]) -> str | None:
    """What the first of some suffixes or prefixes that a line has leaves of it; None if it has none of them."""
    for rule in rules:
        if rule.kind == "suffix":
            if suffix := rule.pattern.search(line, max(0, len(line) - rule.longest)):
                return line[: suffix.start()].rstrip()
        elif prefix := rule.pattern.match(line):
            return line[prefix.end() :].lstrip()
    return None


@lru_cache
def _finder(*kinds: str) -> tuple[list[Rule], LiteralFinder]:
    """The rules of some kinds, and what finds by their numbers where they may apply."""
    rules = [rule for kind in kinds for rule in load_rules()[kind]]
    return rules, LiteralFinder([_literal(rule) for rule in rules])


def _literal(rule: Rule) -> Literal:
    """Where the literal of a rule stands in what it matches."""
    place = {"line": "in_lines_of", "prefix": "near_start", "suffix": "near_end"}[rule.kind]
    return Literal(rule.literal, **{place: rule.longest})
