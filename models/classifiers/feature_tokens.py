"""Cut masked sentences into tokens, whole batches at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from signals.text.codepoints import N_CODE_POINTS, fold_table, is_in_class, string_array, text_of
from signals.text.jit import allocating, inlined, kernel

# Words (a possessive 's is a token of its own), numbers, and the marks that carry meaning. A newline starts a sentence.
TOKEN = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|\d+|[?!\"“”\n]")
START = "\n"
YEAR_NUMBER = re.compile(r"(?:1[89]|20)\d\d")
LETTERS = r"[^\W\d_]"
TOKEN_MARKS = '[?!"“”\n]'
NO_TOKEN, WORD, NUMBER, MARK = range(4)
START_CODE, APOSTROPHE, LETTER_S, UNDERSCORE = map(ord, (START, "'", "s", "_"))
MAX_SHAPE_DIGITS = 5
# The commonest English words that carry no topic (judgement).
FUNCTION_WORDS = frozenset(
    """the of and to a in that is was for on with as by at from it be has have had will would not are were been its this
    which who their he she they his her but or an after over into about more than against if when we you no what there
    could should can may out up says said before between under amid during while also i our your them him us""".split()
)


class Tokens(NamedTuple):
    """The tokens of a batch, START before every sentence and one more after the last.

    Each stands from `start` to `end` of `folded`, the text in small letters as code points.
    """

    folded: np.ndarray
    start: np.ndarray
    end: np.ndarray


def with_sentence_starts(sentences: Sequence[str]) -> np.ndarray:
    """Return the sentences as one array of code points, START before each and after the last."""
    lines = string_array(sentences)
    codepoints = np.full(len(lines.codepoints) + 2, START_CODE, dtype=np.uint32)
    codepoints[1:-1] = lines.codepoints
    is_start = codepoints == START_CODE
    if is_start.sum() > len(lines.indptr):
        codepoints[is_start] = ord(" ")
        codepoints[lines.indptr] = START_CODE
    return codepoints


def tokenise(sentences: Sequence[str]) -> list[str]:
    """Return all tokens of a batch in one list: START before every sentence, and one more after the last."""
    tokens = cut(with_sentence_starts(sentences))
    text = text_of(tokens.folded)
    return [text[start:end] for start, end in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]


def cut(codepoints: np.ndarray) -> Tokens:
    """Return the tokens of `with_sentence_starts` sentences: what TOKEN finds in them, folded."""
    return Tokens(*classifier_token_spans(codepoints, fold_table(), _token_kinds()))


@cache
def _token_kinds() -> np.ndarray:
    """Return for each code point the kind of token that it belongs to."""
    kinds = np.full(N_CODE_POINTS, NO_TOKEN, dtype=np.int8)
    for kind, character_class in ((WORD, LETTERS), (NUMBER, r"\d"), (MARK, TOKEN_MARKS)):
        kinds[is_in_class(character_class)] = kind
    return kinds


@kernel
def classifier_token_spans(
    codepoints: np.ndarray, fold_table: np.ndarray, kinds: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a text in small letters, and where each of its tokens starts and ends.

    Two words with an apostrophe between them are one ("don't"), but a possessive 's is a token of its own; of three
    words in a row the first two make one.
    """
    folded, indptr = edges_of_kinds(codepoints, fold_table, kinds)
    start, end = np.empty_like(indptr), np.empty_like(indptr)
    n_tokens, n_whole = 0, 0  # tokens, and those of them that no word can be joined to
    for piece in range(len(indptr) - 1):
        first, last = indptr[piece], indptr[piece + 1]
        is_beside = n_tokens > n_whole and end[n_tokens - 1] == first - 1
        if is_beside and folded[first - 1] == APOSTROPHE and goes_on(folded, kinds, first, last):
            end[n_tokens - 1] = last
            n_whole = n_tokens
            continue
        start[n_tokens], end[n_tokens] = first, last  # overwritten where this is no token
        n_tokens += kinds[folded[first]] != NO_TOKEN
    return folded, start[:n_tokens].copy(), end[:n_tokens].copy()


@allocating
def edges_of_kinds(codepoints: np.ndarray, fold_table: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a text in small letters, and where the kind of its characters changes: a mark stands for itself."""
    folded = np.empty_like(codepoints)
    indptr = np.empty(len(codepoints) + 1, dtype=np.int64)
    n_edges, before = 0, NO_TOKEN
    for at in range(len(codepoints)):
        folded[at] = fold_table[codepoints[at]]
        kind = kinds[folded[at]]
        indptr[n_edges] = at  # overwritten where this is no edge: a branch would cost more
        n_edges += (kind != before) | (kind == MARK)
        before = kind
    indptr[n_edges] = len(codepoints)
    return folded, indptr[: n_edges + 1]


@inlined
def goes_on(folded: np.ndarray, kinds: np.ndarray, first: int, last: int) -> bool:
    """Whether a word before the apostrophe goes on with the one from `first` to `last`: "don't", not "Iran's"."""
    if kinds[folded[first]] != WORD or kinds[folded[first - 2]] != WORD:
        return False
    is_s = last - first == 1 and folded[first] == LETTER_S
    ends_there = last == len(folded) or (kinds[folded[last]] != NUMBER and folded[last] != UNDERSCORE)
    return not (is_s and ends_there)


def shape_of(token: str) -> str:
    """Return what a token counts as: itself, `#year`, a number by its digits (`#1` to `#5`), or a plain quote."""
    if token in "“”":
        return '"'
    if not token.isdigit():
        return token
    return "#year" if YEAR_NUMBER.fullmatch(token) else f"#{min(len(token), MAX_SHAPE_DIGITS)}"
