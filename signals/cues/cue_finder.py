"""Find the lexicon's cues in sentences, with the modifier that applies to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from signals.cues.lexicon import Lexicon
from signals.cues.modifiers import ModifierFinder
from signals.text.phrases import PhraseMatcher, fitting_patterns
from signals.text.words import Words, words_of


@dataclass(frozen=True)
class Hits:
    """Cues found in a batch of sentences, one entry per hit, ordered by sentence and position.

    `sentence` and `cue` are row numbers, `start` and `end` characters of the sentence, `modifier` a row of
    `lexicon.factors` (0: none). All are int32 arrays of one length.
    """

    sentence: np.ndarray
    cue: np.ndarray
    start: np.ndarray
    end: np.ndarray
    modifier: np.ndarray
    n_sentences: int

    def indptr(self) -> np.ndarray:
        """Row pointers: the hits of sentence i are entries indptr[i] to indptr[i + 1]."""
        return indptr_of_rows(self.sentence, self.n_sentences)

    def matrix(self, lexicon: Lexicon) -> sparse.csr_array:
        """Return sentences x cues, each entry the sum of the modifier factors of that cue's hits."""
        factors = lexicon.factors[self.modifier, lexicon.direction_of_cue[self.cue]]
        indptr = self.indptr().astype(np.int32)  # as wide as `cue`, or scipy makes both twice as wide
        # A copy of `cue`: scipy sorts a matrix in place.
        return sparse.csr_array((factors, self.cue.copy(), indptr), shape=(self.n_sentences, len(lexicon.cues)))


def indptr_of_rows(rows: np.ndarray, n_rows: int) -> np.ndarray:
    """Return where each row's entries begin, for entries sorted by row: n_rows + 1 positions."""
    return np.searchsorted(rows, np.arange(n_rows + 1)).astype(np.int64)


class CueFinder:
    """Holds the patterns of one lexicon, and what the words of texts fit: keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._fitting = fitting_patterns([*lexicon.patterns, *(one.pattern for one in lexicon.modifiers)])
        self._cues = PhraseMatcher(lexicon.patterns, self._fitting)
        self._modifiers = ModifierFinder(lexicon, self._fitting)

    def find_hits(self, sentences: Sequence[str]) -> Hits:
        """Return every hit in `sentences` (none may hold a newline), longest match first, none overlapping."""
        return self.hits_among(words_of(sentences).folded())

    def hits_among(self, words: Words) -> Hits:
        """Return every hit among the folded words of a batch of sentences."""
        text = self._fitting.text_of(words)
        found = self._cues.find(text)
        sentence = words.sentence_of(found.start)
        offset = words.lines[sentence]
        return Hits(
            sentence=sentence.astype(np.int32),
            cue=found.phrase.astype(np.int32),
            start=(found.start - offset).astype(np.int32),
            end=(found.end - offset).astype(np.int32),
            modifier=self._modifiers.rows_for(text, found).astype(np.int32),
            n_sentences=len(words.lines),
        )


@lru_cache(maxsize=8)
def cue_finder(lexicon: Lexicon) -> CueFinder:
    """Return the compiled finder of a lexicon, made once."""
    return CueFinder(lexicon)
