"""What words can be by the words beside them, told for a whole batch by comparing the kinds of neighbours in arrays."""

from __future__ import annotations

import numpy as np

from ..words import Words
from .kinds import (
    HAS_HOME_OFFICE,
    HAS_OFFICE,
    IS_COMMA,
    IS_HALF_OFFICE,
    IS_NAMING,
    LEADS_TO_NAME,
    MAY_APPOSE,
    MAY_INTRODUCE,
    QUALIFIES_OFFICE,
)


def kinds_in_context(tokens: Words, kinds: np.ndarray) -> np.ndarray:
    """Return the kinds of every token, those that its neighbours in the sentence decide among them.

    `tokens`: words and marks; `kinds`: what each can be by itself.
    """
    apart = np.arange(len(tokens)) + tokens.sentence_of(tokens.start)  # one place free between two sentences
    letter = tokens.codes[tokens.start]
    is_capital = (letter >= ord("A")) & (letter <= ord("Z"))
    spaced = np.zeros(len(tokens) + len(tokens.lines), dtype=np.int64)
    spaced[apart] = kinds | np.where(is_capital, IS_NAMING, 0)
    return (spaced | _whole_offices(spaced) | _introductions(spaced))[apart]


def _whole_offices(kinds: np.ndarray) -> np.ndarray:
    """A minister stands for a country if foreign, prime ..., forces if armed."""
    is_whole = (kinds & IS_HALF_OFFICE > 0) & (_before(kinds, 1) & QUALIFIES_OFFICE > 0)
    return np.where(is_whole, HAS_HOME_OFFICE, 0)


def _introductions(kinds: np.ndarray) -> np.ndarray:
    """After an office a person's name may follow ("minister Ivan Petrov", "envoy to Kyiv Ivan Petrov"); a comma after a
    name may begin an apposition ("Ivan Petrov, the envoy")."""
    after, before = _after(kinds, 1), _before(kinds, 1)
    precedes = (kinds & HAS_OFFICE > 0) & ((after & LEADS_TO_NAME > 0) | (after & _after(kinds, 2) & IS_NAMING > 0))
    follows = (kinds & IS_COMMA > 0) & (before & _before(kinds, 2) & IS_NAMING > 0)
    return np.where(precedes, MAY_INTRODUCE, 0) | np.where(follows, MAY_APPOSE, 0)


def _before(kinds: np.ndarray, step: int) -> np.ndarray:
    """The kinds of what stands `step` before each place; 0 where nothing does."""
    return np.concatenate([np.zeros(step, kinds.dtype), kinds])[: len(kinds)]


def _after(kinds: np.ndarray, step: int) -> np.ndarray:
    """The kinds of what stands `step` after each place; 0 where nothing does."""
    return np.concatenate([kinds, np.zeros(step, kinds.dtype)])[step:]
