"""See at a glance that a text is English: what `legible` finds for nearly all, without reading each in Python."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import numpy as np

from .compiled import compiled, part
from .lines import Lines, lines_of
from .spellings import FREE, HASHED, Spellings, find_slot, key_of, scattered

END_OF_ASCII = 128
FIRST_MARK, LAST_MARK = map(ord, "‐…")  # dashes, quotation marks and dots
FIRST_ACCENTED, LAST_ACCENTED = map(ord, "Àɏ")
FIRST_CAPITAL, LAST_CAPITAL = map(ord, "AZ")
BLANK, LETTER_T, LETTER_H, LETTER_E = map(ord, " the")


class TellingWords(NamedTuple):
    """A table (`spellings`) of words that tell a language, and for each whether it is one of another than English."""

    slots: np.ndarray
    keys: np.ndarray
    is_foreign: np.ndarray


def telling_words(english: Set[str], foreign: Set[str]) -> TellingWords:
    """Return the table of these words; those of both sets are foreign."""
    words = Spellings()
    lines = lines_of(sorted(english | foreign))
    words.of(lines.codes, lines.edges[:-1], lines.edges[1:] - 1)
    is_foreign = np.array([word in foreign for word in words.spelt], dtype=bool)
    return TellingWords(words.table.slots, words.table.keys, is_foreign)


def is_plainly_english(lines: Lines, words: TellingWords, longest: int) -> np.ndarray:
    """Return for each text whether it needs no closer look: it is in ASCII and has a "the" between blanks, or it has up
    to `longest` characters, a common English word, no foreign one, and accents only in words with a capital."""
    return judge_lines(lines.codes, lines.edges, longest, words)


@compiled
def judge_lines(codes: np.ndarray, edges: np.ndarray, longest: int, words: TellingWords) -> np.ndarray:
    """Return the same for the lines of a text; see `Lines`."""
    is_plain = np.zeros(len(edges) - 1, dtype=np.bool_)
    for row in range(len(is_plain)):
        text = codes[edges[row] : edges[row + 1] - 1]
        if is_ascii(text) and has_article(text):
            is_plain[row] = True
        elif len(text) <= longest:
            is_plain[row] = has_only_english(text, words)
    return is_plain


@part
def is_ascii(text: np.ndarray) -> bool:
    """Whether all characters are in ASCII."""
    n_others = 0
    for at in range(len(text)):
        n_others += text[at] >= END_OF_ASCII
    return n_others == 0


@part
def has_article(text: np.ndarray) -> bool:
    """Whether "the" stands between blanks."""
    is_there = False
    for at in range(len(text) - 4):  # no branches: the processor compares several places at once
        begins = (text[at] == BLANK) & (text[at + 1] == LETTER_T)
        is_there |= begins & (text[at + 2] == LETTER_H) & (text[at + 3] == LETTER_E) & (text[at + 4] == BLANK)
    return is_there


@part
def has_only_english(text: np.ndarray, words: TellingWords) -> bool:
    """Whether a text has a common English word, and none that is foreign or looks so."""
    slots, keys, is_foreign = words
    has_english, begin = False, 0
    for at in range(len(text) + 1):
        if at < len(text) and not is_space(text[at]):
            continue
        key = key_of(text, begin, at)
        slot = find_slot(key, scattered(key), slots, keys)
        is_telling = slots[slot] != FREE
        if (is_telling and is_foreign[slots[slot]]) or (key >= HASHED and looks_foreign(text[begin:at])):
            return False
        has_english |= is_telling and key < HASHED
        begin = at + 1
    return has_english


@part
def is_space(code: int) -> bool:
    """Whether an ASCII character stands between words."""
    return code == BLANK or 9 <= code <= 13 or 28 <= code <= 31


@part
def looks_foreign(word: np.ndarray) -> bool:
    """Whether a word holds a sign or a letter unusual in English; accents are usual in a name."""
    n_capitals = n_accents = 0
    for at in range(len(word)):
        n_capitals += FIRST_CAPITAL <= word[at] <= LAST_CAPITAL
        n_accents += FIRST_ACCENTED <= word[at] <= LAST_ACCENTED
        is_usual = word[at] < END_OF_ASCII or FIRST_MARK <= word[at] <= LAST_MARK
        if not is_usual and not FIRST_ACCENTED <= word[at] <= LAST_ACCENTED:
            return True
    return n_accents > 0 and n_capitals == 0
