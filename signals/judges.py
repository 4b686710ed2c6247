"""What the flow expects of a classifier. It is handed in; nothing here imports one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


class Classifier(Protocol):
    """Anything that judges sentences whose actors are masked."""

    name: str
    version: str

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral, p_material; a row of NaN where it cannot judge."""


class ClassifierLoader(Protocol):
    """What the command line is handed to load classifiers with."""

    def __call__(self, name: str | None, *, threads: int | None = None) -> Classifier | None:
        """Return the classifier called `name` (None: the best there is; "none": None), to use that many cores."""
