"""Cut masked sentences into tokens, whole batches at a time, and say which texts cannot be judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from signals.characters import fold

# Words (a possessive 's is a token of its own), numbers, and the marks that carry meaning. A newline starts a sentence.
TOKEN = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|\d+|[?!\"“”\n]")
START = "\n"
YEAR = re.compile(r"(?:1[89]|20)\d\d")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
MAX_DIGITS = 5
# The commonest English words that carry no topic: a longer text with next to none of them is not English (judgement).
FUNCTION_WORDS = frozenset(
    """the of and to a in that is was for on with as by at from it be has have had will would not are were been its this
    which who their he she they his her but or an after over into about more than against if when we you no what there
    could should can may out up says said before between under amid during while also i our your them him us""".split()
)


def tokenise(sentences: Sequence[str]) -> list[str]:
    """Return all tokens of a batch in one list: START before every sentence, and one more after the last."""
    return TOKEN.findall(fold(START + START.join(sentence.replace("\n", " ") for sentence in sentences) + START))


def shape_of(token: str) -> str:
    """Return what a token counts as: itself, `#year`, a number by its digits (`#1` to `#5`), or a plain quote."""
    if token in "“”":
        return '"'
    if not token.isdigit():
        return token
    return "#year" if YEAR.fullmatch(token) else f"#{min(len(token), MAX_DIGITS)}"


def has_latin_letters(sentence: str) -> bool:
    """Whether at least half of the letters are Latin; False for a text without letters."""
    if sentence.isascii():
        return LETTER.search(sentence) is not None
    n_letters = len(LETTER.findall(sentence))
    return n_letters > 0 and 2 * len(LATIN.findall(sentence)) >= n_letters


def character_grams(token: str) -> list[str]:
    """Return the runs of 3 to 5 characters in a word with a space on either side; none for a mark or a number."""
    if len(token) < 3 or token[0] == "#":
        return []
    padded = f" {token[:40]} "
    return [padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)]
