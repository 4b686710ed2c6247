"""Sentences as the rules see them, made of words between blanks, for the tests of rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from signals.actors.mentions import AGENT
from signals.actors.mentions import PASSIVE as MERE_PLACE
from signals.attribution.annotations import NO_ROW, NameColumns, NameKind, SentenceView, TokenColumns
from signals.attribution.tokens.word_classes import (
    classes_of,
)
from signals.attribution.tokens.word_features import features_of
from signals.text.codepoints import code_points, fold

RUSSIA, UKRAINE, FRANCE = 10, 11, 12


CODES = {"Russia": RUSSIA, "Russian": RUSSIA, "Moscow": RUSSIA, "Ukraine": UKRAINE, "Kyiv": UKRAINE, "Wagner": FRANCE}


class InBounds(np.ndarray):
    """An array that is asked for its rows only: a negative row would be counted from the end."""

    def __getitem__(self, row: int) -> object:  # type: ignore[override]
        assert 0 <= row < len(self)
        return super().__getitem__(row)


def checked(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64).view(InBounds)


def view_of(text: str, carried: int = NO_ROW, place: str = "", begins_quoted: bool = False) -> SentenceView:
    """A sentence whose words and marks stand between blanks, its names those of CODES; `place` cannot act."""
    start = [at for at in range(len(text)) if text[at] != " " and (at == 0 or text[at - 1] == " ")]
    low = [fold(word) for word in text.split()]
    end = [at + len(word) for at, word in zip(start, low, strict=True)]
    named = [row for row, at in enumerate(start) if text[at:].partition("'")[0].split()[0] in CODES]
    names = [text[start[row] : end[row]].partition("'")[0] for row in named]
    classes, features = list(map(classes_of, low)), list(map(features_of, low))
    quoted = [begins_quoted for _ in low]
    return SentenceView(
        code_points(text).view(InBounds),
        TokenColumns(checked(classes), checked(features), checked(start), checked(end), checked(quoted)),
        NameColumns(
            checked([start[row] for row in named]),
            checked([start[row] + len(name) for row, name in zip(named, names, strict=True)]),
            checked([CODES[name] for name in names]),
            checked([NameKind.FORCE if name == "Wagner" else NameKind.NAME for name in names]),
            checked([MERE_PLACE if name == place else AGENT for name in names]),
            checked([False for _ in names]),
            checked(named),
        ),
        len(named),
        0,
        len(low),
        0,
        int(np.bitwise_or.reduce(classes)) if classes else 0,
        begins_quoted,
        NO_ROW,
        NO_ROW,
        NO_ROW,
        NO_ROW,
        carried,
    )
