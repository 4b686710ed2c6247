"""Find thousands of names in text: case-sensitive, whole words, the longest name first.

A name is a phrase whose blanks and marks are its own letters, so that nothing else can stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from signals.text.pattern_candidates import FittingPatterns
from signals.text.patterns import WORD, PhraseWord
from signals.text.phrase_kernel import Spans
from signals.text.phrases import Phrase, PhraseSearch
from signals.text.word_ids import WordTable
from signals.text.words import Words

# "pro-Russian", "anti-Western", "ex-Soviet" and the like do not name the actor itself.
DETACHING = re.compile("anti|pro|non|ex|post|neo|pre", re.IGNORECASE)


class NameMatcher:
    """Finds names in text. Where two begin at the same word, the longer wins; of overlapping ones, too."""

    def __init__(self, names: Iterable[str]) -> None:
        """Raises ValueError for a name that does not begin with a letter or a digit."""
        names = list(names)
        self._fitting = FittingPatterns(piece for name in names for piece in WORD.findall(name))
        order = sorted(range(len(names)), key=lambda row: (-len(names[row]), row))
        self._search = PhraseSearch(list(map(_as_phrase, names)), order, self._fitting)

    def find(self, words: Words) -> Spans:
        """Return the names among `words`, by position, none overlapping."""
        text = self._fitting.text_of(words)
        begins = text.begins.copy()
        begins[_detached(words)] = 0
        return self._search.find(text._replace(begins=begins))


def _as_phrase(name: str) -> Phrase:
    if WORD.match(name) is None:
        raise ValueError(f"name {name!r} does not begin with a letter or a digit")
    first, second = [*WORD.findall(name), ""][:2]
    return Phrase(first, second, False, (PhraseWord(name, False, False, 0),))


def _detached(words: Words) -> np.ndarray:
    """Return the rows of the words right before which "pro-", "anti-" or the like stands."""
    detaching = np.flatnonzero(_IS_DETACHING.of(words)[:-1])
    follows = words.start[detaching + 1] == words.end[detaching] + 1
    is_hyphen = words.codepoints[words.end[detaching]] == ord("-")
    return detaching[follows & is_hyphen] + 1


_IS_DETACHING = WordTable(lambda word: DETACHING.fullmatch(word) is not None)
