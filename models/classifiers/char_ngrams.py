"""Runs of 3 to 5 characters in a word with a space on either side: which of those that a model knows are in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.classifiers.pair_table import EMPTY, PairTable
from signals.text.codepoints import N_CODE_POINTS, code_points

SHORTEST, LONGEST = 3, 5  # characters of a run
MAX_LETTERS = 40  # of a word: what follows is not looked at
GRAM_BASE, HALF = 1 << 12, 30  # five digits to that base are 60 bits: two numbers for a PairTable
UNKNOWN_DIGIT = GRAM_BASE - 1  # the digit of letters that stand in no known run
MAX_ALPHABET = UNKNOWN_DIGIT - 1
AFTER_LAST = "\n"  # stands in no run


def character_grams(token: str) -> list[str]:
    """Return the runs of 3 to 5 characters in a word with a space on either side; none for a mark or a number."""
    if not has_grams(token):
        return []
    padded = f" {token[:MAX_LETTERS]} "
    sizes = range(SHORTEST, LONGEST + 1)
    return [padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1)]


def has_grams(token: str) -> bool:
    """Whether a token is a word of some length, no mark and no number."""
    return len(token) >= SHORTEST and token[0] != "#"


class GramTable:
    """Finds the rows of known runs of characters: five letters are the digits of one number, 0 after a shorter run.

    A run with a letter past the first MAX_ALPHABET of all is not found; other scripts than ours only have so many.
    """

    def __init__(self, grams: Sequence[str]) -> None:
        letters = "".join(sorted(set("".join(grams)))[:MAX_ALPHABET])
        self._digit = np.full(N_CODE_POINTS, UNKNOWN_DIGIT, dtype=np.int64)
        self._digit[code_points(f"\0{letters}")] = np.arange(len(letters) + 1)
        digits = self._digit[np.array(grams, dtype=f"U{LONGEST}").view(np.uint32).reshape(-1, LONGEST)]
        self._rows = np.flatnonzero((digits != UNKNOWN_DIGIT).all(axis=1))
        self._table = PairTable(np.column_stack(_as_pair(_number(*digits[self._rows].T))))

    def find(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the known runs in words, as often as they are there: the row of the word, and the row of the run."""
        rows = np.array([row for row, word in enumerate(words) if has_grams(word)], dtype=np.int64)
        text = "".join(f" {words[row][:MAX_LETTERS]}" for row in rows.tolist())
        codepoints = code_points(f"{text} " + AFTER_LAST * LONGEST)
        digits = self._digit[codepoints]
        n_places = len(codepoints) - LONGEST
        number = _number(*(digits[at : at + n_places] for at in range(LONGEST)))
        # No known run has a space inside, so that none reaches into the next word.
        of_four = number - number % GRAM_BASE
        of_three = of_four - of_four % GRAM_BASE**2
        found = self._table.find(*_as_pair(np.concatenate([of_three, of_four, number])))
        known = np.flatnonzero(found != EMPTY)
        word = np.cumsum(codepoints[:n_places] == ord(" ")) - 1
        return rows[word[known % n_places]], self._rows[found[known]]


def _number(*digits: np.ndarray) -> np.ndarray:
    """Return the numbers with these digits, the first one counting most."""
    number = digits[0]
    for digit in digits[1:]:
        number = number * GRAM_BASE + digit
    return number


def _as_pair(number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the two halves of numbers under 2**60."""
    return number >> HALF, number & ((1 << HALF) - 1)
