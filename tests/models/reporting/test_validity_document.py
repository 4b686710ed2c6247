"""How correlations are written."""

from __future__ import annotations

import numpy as np

from models.evaluation import time_series as series
from models.reporting.markdown import markdown_table
from models.reporting.validity_document import correlation_text

NAN = np.nan


def test_estimates_as_text() -> None:
    assert correlation_text(series.Correlation(0.314, 0.1, 0.5, 90)) == "0.31 (0.10 to 0.50)"
    assert correlation_text(series.Correlation(NAN, NAN, NAN, 3)) == "-"
    assert markdown_table(("a", "b"), [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
