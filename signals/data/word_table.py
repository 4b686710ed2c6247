"""Read word_classes.csv: the closed classes of words by which attribution tells speech, deeds, victims and offices."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from signals.data.csv_tables import TABLES, table_rows

PLACES = ("word", "part", "first part", "last part", "phrase")
OPTIONAL = re.compile(r"\(([^)]*)\)")
EITHER_CASE = re.compile(r"\[(.)\1\]")  # of "[Bb]order", in small letters
WILDCARDS = {r"\*": r"\w*", r"\?": r"\w", r"\[": "[", r"\]": "]"}


class WordRow(NamedTuple):
    """A row of the table. `pattern`: a word or phrase, `*` for letters, `?` for one letter, `[ei]` for one of these,
    what stands in brackets may be missing. `place`: whether it is a whole token, any, the first or the last part of a
    hyphenated one (all folded), or a phrase of the text as it is written."""

    pattern: str
    word_class: str
    place: str

    @property
    def core(self) -> str:
        """The pattern without what may be missing, in small letters."""
        return EITHER_CASE.sub(r"\1", OPTIONAL.sub("", self.pattern).lower())


@cache
def word_rows() -> tuple[WordRow, ...]:
    """Return all rows in order. Raises ValueError for a place that there is none of."""
    rows: list[WordRow] = []
    for line, row in table_rows(TABLES / "word_classes.csv", columns=("word", "class", "place", "source")):
        if row["place"] not in PLACES:
            raise ValueError(f"word_classes.csv, line {line}: place {row['place']!r} is none of {', '.join(PLACES)}")
        rows.append(WordRow(row["word"], row["class"], row["place"]))
    return tuple(rows)


@cache
def words_of_class(word_class: str) -> frozenset[str]:
    """Return the words or patterns of a class."""
    return frozenset(row.pattern for row in word_rows() if row.word_class == word_class)


def class_expression(word_class: str) -> str:
    """Return the regular expression of all words and phrases of a class, as they are written in the table."""
    return "(?:" + "|".join(expression_of(row.pattern) for row in word_rows() if row.word_class == word_class) + ")"


def expression_of(pattern: str) -> str:
    """Return the regular expression of a pattern of the table."""
    before, *rest = OPTIONAL.split(pattern)  # what may be missing stands at every other place
    optional = (f"(?:{_unescaped(part)})?" if row % 2 == 0 else _unescaped(part) for row, part in enumerate(rest))
    return _unescaped(before) + "".join(optional)


def _unescaped(pattern: str) -> str:
    escaped = re.escape(pattern)
    for wildcard, expression in WILDCARDS.items():
        escaped = escaped.replace(wildcard, expression)
    return escaped
