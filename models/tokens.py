"""Cut masked sentences into tokens, whole batches at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.characters import N_CODE_POINTS, code_points, fold_table, is_in_class, text_of
from signals.words import distinct_rows

# Words (a possessive 's is a token of its own), numbers, and the marks that carry meaning. A newline starts a sentence.
TOKEN = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|\d+|[?!\"“”\n]")
START = "\n"
YEAR = re.compile(r"(?:1[89]|20)\d\d")
LETTERS = r"[^\W\d_]"
MARKS = '[?!"“”\n]'
WORD, NUMBER, MARK = 1, 2, 3
MAX_DIGITS = 5
# The commonest English words that carry no topic (judgement).
FUNCTION_WORDS = frozenset(
    """the of and to a in that is was for on with as by at from it be has have had will would not are were been its this
    which who their he she they his her but or an after over into about more than against if when we you no what there
    could should can may out up says said before between under amid during while also i our your them him us""".split()
)


class Tokens(NamedTuple):
    """The tokens of a batch, START before every sentence and one more after the last: each a row of `distinct`."""

    row: np.ndarray
    distinct: list[str]


def joined(sentences: Sequence[str]) -> np.ndarray:
    """Return the sentences as one array of code points, START before each and after the last."""
    return code_points(START + START.join(sentence.replace("\n", " ") for sentence in sentences) + START)


def tokenise(sentences: Sequence[str]) -> list[str]:
    """Return all tokens of a batch in one list: START before every sentence, and one more after the last."""
    tokens = cut(joined(sentences))
    return [tokens.distinct[row] for row in tokens.row.tolist()]


def cut(codes: np.ndarray) -> Tokens:
    """Return the tokens of `joined` sentences: what TOKEN finds in them, folded."""
    folded = fold_table()[codes]
    kind = _token_kinds()[folded]
    is_edge = np.diff(kind, prepend=0, append=0) != 0
    is_mark = kind == MARK
    start = np.flatnonzero((kind > 0) & (is_edge[:-1] | is_mark))
    end = np.flatnonzero((kind > 0) & (is_edge[1:] | is_mark)) + 1
    start, end = _joined_by_apostrophes(folded, kind, start, end)
    row, first = distinct_rows(folded, start, end)
    text = text_of(folded)
    return Tokens(row, [text[a:b] for a, b in zip(start[first].tolist(), end[first].tolist(), strict=True)])


@cache
def _token_kinds() -> np.ndarray:
    """Return for each code point the kind of token that it belongs to; 0: none."""
    kinds = np.zeros(N_CODE_POINTS, dtype=np.int8)
    for kind, character_class in ((WORD, LETTERS), (NUMBER, r"\d"), (MARK, MARKS)):
        kinds[is_in_class(character_class)] = kind
    return kinds


def _joined_by_apostrophes(
    folded: np.ndarray, kind: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Make one token of two words with an apostrophe between ("don't"), but not of a possessive 's.

    Of three words in a row the first two make one.
    """
    is_word, next_code = kind[start] == WORD, np.append(folded, 0)[end]
    is_possessive = (end - start == 1) & (folded[start] == ord("s")) & ~is_in_class(r"\w")[next_code]
    joins = np.flatnonzero(
        (start[1:] - end[:-1] == 1) & (next_code[:-1] == ord("'")) & is_word[:-1] & is_word[1:] & ~is_possessive[1:]
    )
    rank = np.arange(len(joins))
    begins_row = np.diff(joins, prepend=-2) > 1
    joins = joins[(rank - np.maximum.accumulate(np.where(begins_row, rank, 0))) % 2 == 0]
    end = end.copy()
    end[joins] = end[joins + 1]
    return np.delete(start, joins + 1), np.delete(end, joins + 1)


def shape_of(token: str) -> str:
    """Return what a token counts as: itself, `#year`, a number by its digits (`#1` to `#5`), or a plain quote."""
    if token in "“”":
        return '"'
    if not token.isdigit():
        return token
    return "#year" if YEAR.fullmatch(token) else f"#{min(len(token), MAX_DIGITS)}"


def character_grams(token: str) -> list[str]:
    """Return the runs of 3 to 5 characters in a word with a space on either side; none for a mark or a number."""
    if len(token) < 3 or token[0] == "#":
        return []
    padded = f" {token[:40]} "
    return [padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)]
