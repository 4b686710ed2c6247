"""What a document has told before a name: who was introduced by surname, which actors were named."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from .actors import Alias


class Told:
    """What the document of a name has told before it: turn to one name after another, in order of position.

    `surnames`: surname -> the person introduced by full name.
    """

    def __init__(self, code: np.ndarray, meaning: np.ndarray, sentence: np.ndarray, document: np.ndarray) -> None:
        """`code`: the actor of each meaning. `meaning`: of each name of a batch, as far as it is known by the time of
        asking; negative for no actor. `sentence` and `document`: in which one it stands, the same ones together."""
        self._code, self._meaning = code, meaning
        self._sentence = sentence.tolist()
        self._document = np.cumsum(np.diff(document, prepend=document[:1]) != 0).tolist()
        self.surnames: dict[str, Alias] = {}
        self._codes: set[str] = set()
        self._at = self._n_read = 0

    def turn_to(self, at: int) -> None:
        """Go on to the name of row `at`."""
        if self._document[at] != self._document[self._at]:
            self.surnames = {}
        self._at = at

    def codes(self) -> set[str]:
        """Return the actors named so far in the document."""
        first = bisect_left(self._document, self._document[self._at])
        if first > self._n_read:
            self._codes, self._n_read = set(), first
        self._codes |= self._codes_of(self._n_read)
        self._n_read = self._at
        return self._codes

    def codes_in_sentence(self) -> set[str]:
        """Return the actors named so far in the sentence."""
        return self._codes_of(bisect_left(self._sentence, self._sentence[self._at]))

    def _codes_of(self, first: int) -> set[str]:
        meaning = self._meaning[first : self._at]
        return set(self._code[meaning[meaning >= 0]].tolist())
