"""Write CARD.md beside a trained model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd


def write_card(folder: Path, labelled: pd.DataFrame, out_of_fold: np.ndarray) -> None:
    (folder / "CARD.md").write_text("To be written by train.\n", encoding="utf-8")
