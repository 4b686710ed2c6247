"""Sentences by day and outlet, and the days on which a series turns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from models.evaluation import index_agreement


def test_cells_count_by_day_and_outlet() -> None:
    days = pd.date_range("2022-01-01", periods=3)
    sentences = pd.DataFrame(
        {"day": days[[0, 0, 2, 2]], "outlet": ["b", "a", "b", "b"], "escalatory": [True, False, True, True]}
    )
    cells = index_agreement.daily_cells(sentences, days)
    assert cells.outlets == ("a", "b")
    assert cells.counts.tolist() == [[1, 1], [0, 0], [0, 2]]
    assert cells.sums["escalatory"].tolist() == [[0, 1], [0, 0], [0, 2]]
    assert cells.of_outlet("b").counts.tolist() == [[1], [0], [2]]
    assert np.isnan(cells.daily("escalatory")).all(), "no outlet has enough sentences on any day"


def test_movement_is_told_from_the_invasion() -> None:
    days = pd.date_range("2021-09-01", "2022-08-31")
    calm = np.where(np.arange(len(days)) % 2, 1.0, 1.2)
    risen = calm + 5 * np.asarray(days >= "2022-02-20")
    assert index_agreement.turning_days(risen, risen, days) == index_agreement.Turning(onset=-4, break_day=-4)
    assert index_agreement.turning_days(calm, risen, days).onset is None
