"""What the flow expects of a classifier. It is handed in; nothing here imports one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


class Classifier(Protocol):
    """Anything that judges sentences whose actors are masked."""

    name: str
    version: str

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral, p_material; a row of NaN where it cannot judge."""


ClassifierLoader = Callable[[str | None], Classifier | None]
