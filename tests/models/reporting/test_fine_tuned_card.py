"""The verdict on a model made from few labels is plain."""

from __future__ import annotations

import pandas as pd
import pytest

from models.evaluation.metrics import Interval95, Paired
from models.evaluation.paired_comparison import Compared, Comparison
from models.reporting.fine_tuned_card import verdict


def compared(low: float, high: float, **changed) -> Comparison:
    estimate = Interval95((low + high) / 2, low, high)
    one = Compared("three-way", 90, 80, Paired(estimate, estimate, estimate))
    return Comparison(**{"held_out": (one,), "seeds": (), "n_known": 0, "is_tainted": False, "share_right": 0.7,
                         "share_expected": 0.75, **changed})  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        pytest.param(compared(0.01, 0.05), "Better than", id="better"),
        pytest.param(compared(-0.05, -0.01), "WORSE than", id="worse"),
        pytest.param(compared(-0.01, 0.05), "Not shown to be better", id="chance"),
        pytest.param(compared(0.2, 0.5, share_right=0.1), "Cannot be told: .* picked because it was", id="picked"),
        pytest.param(compared(0.2, 0.5, is_tainted=True), "Cannot be told: .* learned from these", id="known"),
        pytest.param(compared(0, 0, held_out=()), "fewer than 20 stories", id="few"),
    ],
)
def test_the_verdict_is_plain(comparison, words):
    assert pd.Series([verdict(comparison)]).str.contains(words).all()
