"""What a document has told before a name: who was introduced by surname, which actors were named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .actors import PERSON, Alias


class Told:
    """What the document of a name has told before it: turn to one name after another, in order of position."""

    def __init__(
        self, names: Sequence[str], aliases: Sequence[Alias], name: np.ndarray, meaning: np.ndarray,
        sentence: np.ndarray, document: np.ndarray,
    ) -> None:  # fmt: skip
        """`name`: a row of `names`, and `meaning`: of `aliases`, for each name of a batch. `meaning` is what is known
        by the time of asking, negative for no actor. `sentence` and `document`: in which one each stands, the same ones
        together."""
        self._names, self._name, self._meaning, self._aliases = names, name, meaning, aliases
        self._sentence, self._document = sentence, document
        self._codes: set[str] = set()
        self._surnames: dict[str, Alias] = {}
        self._at = self._n_read = 0

    def turn_to(self, at: int) -> None:
        """Go on to the name of row `at`."""
        self._at = at

    def codes(self) -> set[str]:
        """Return the actors named so far in the document."""
        self._read_on()
        return self._codes

    def surnames(self) -> dict[str, Alias]:
        """Return the persons introduced by full name so far in the document, by surname."""
        self._read_on()
        return self._surnames

    def codes_in_sentence(self) -> set[str]:
        """Return the actors named so far in the sentence."""
        named = self._meaning[self._first_in(self._sentence) : self._at].tolist()
        return {self._aliases[one].code for one in named if one >= 0}

    def _first_in(self, column: np.ndarray) -> int:
        """Return the first row of the sentence or document in which the present name stands."""
        first = self._at
        while first > 0 and column[first - 1] == column[self._at]:
            first -= 1
        return first

    def _read_on(self) -> None:
        """Take in the names between those read and the present one."""
        if self._n_read == 0 or self._document[self._n_read - 1] != self._document[self._at]:
            self._codes, self._surnames, self._n_read = set(), {}, self._first_in(self._document)
        for row, meaning in enumerate(self._meaning[self._n_read : self._at].tolist(), self._n_read):
            if meaning >= 0:
                alias = self._aliases[meaning]
                self._codes.add(alias.code)
                if alias.kind == PERSON:
                    self._surnames[self._names[self._name[row]].split()[-1]] = alias
        self._n_read = self._at
