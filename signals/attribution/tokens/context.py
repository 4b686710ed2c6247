"""What words can be by the words beside them in their sentence, and by the names beside them."""

from __future__ import annotations

import numpy as np

from signals.attribution.records import NameColumns, WordColumns
from signals.attribution.tokens.tokenizer import BLANK
from signals.attribution.tokens.verb_groups import group_bits, verb_bits
from signals.attribution.tokens.word_kinds import (
    HAS_HOME_OFFICE,
    HAS_OFFICE,
    IS_AUXILIARY,
    IS_COMMA,
    IS_HALF_OFFICE,
    IS_NAMING,
    IS_VERB,
    LEADS_TO_NAME,
    MAY_APPOSE,
    MAY_INTRODUCE,
    QUALIFIES_OFFICE,
)
from signals.text.jit import inlined

FIRST_CAPITAL, LAST_CAPITAL = ord("A"), ord("Z")


@inlined
def mark_contexts(words: WordColumns, codes: np.ndarray, first: int, last: int) -> None:
    """Add to the kinds of a sentence's words, rows `first` to `last`, what their neighbours decide.

    `codes`: the text as it was searched for words."""
    kinds = words.kinds
    for row in range(first, last):
        if FIRST_CAPITAL <= codes[words.start[row]] <= LAST_CAPITAL:
            kinds[row] |= IS_NAMING
    for row in range(first, last):
        kind = kinds[row]
        if kind & IS_HALF_OFFICE and kind_at(kinds, row - 1, first, last) & QUALIFIES_OFFICE:
            kinds[row] |= HAS_HOME_OFFICE
        if kind & HAS_OFFICE and _leads_to_name(kinds, row, first, last):
            kinds[row] |= MAY_INTRODUCE
        if kind & IS_COMMA and row >= first + 2 and kinds[row - 1] & kinds[row - 2] & IS_NAMING:
            kinds[row] |= MAY_APPOSE
        if kind & IS_VERB:
            before, after = kind_at(kinds, row - 1, first, last), kind_at(kinds, row + 1, first, last)
            kinds[row] |= verb_bits(before, kind, after)
        if kind & IS_AUXILIARY:
            kinds[row] |= group_bits(kinds, row, last)


@inlined
def kind_at(kinds: np.ndarray, row: int, first: int, last: int) -> int:
    """Return the kinds of a word; none beyond its sentence."""
    return kinds[row] if first <= row < last else 0


@inlined
def _leads_to_name(kinds: np.ndarray, row: int, first: int, last: int) -> bool:
    """After an office a person's name may follow: "minister Ivan Petrov", "envoy to Kyiv Ivan Petrov"."""
    following = kind_at(kinds, row + 1, first, last)
    return following & (LEADS_TO_NAME | (IS_NAMING & kind_at(kinds, row + 2, first, last))) != 0


@inlined
def free_offices_of_names(
    words: WordColumns, codes: np.ndarray, first: int, last: int, names: NameColumns, name: int, high: int
) -> None:
    """Take from a sentence's words that they are an office without its country where a name stands right beside it:
    "Ukrainian President", "President Putin". The sentence's names are rows `name` to `high`."""
    low = name
    for row in range(first, last):
        if not words.kinds[row] & HAS_HOME_OFFICE:
            continue
        start, end = words.start[row], words.end[row]
        while name < high and names.start[name] < start:
            name += 1
        follows = name > low and names.end[name - 1] == start - 1 and codes[start - 1] == BLANK
        while name < high and names.start[name] < end:
            name += 1
        precedes = name < high and names.start[name] == end + 1 and codes[end] == BLANK
        if follows or precedes:
            words.kinds[row] &= ~HAS_HOME_OFFICE
