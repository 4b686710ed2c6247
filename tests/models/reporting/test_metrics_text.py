"""StringArray for a terminal: figures by task and system, rows left out, and the comparison with the shipped model."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from models.evaluation.file_metrics import file_metrics
from models.reporting import metrics_text as lines
from models.reporting.metrics_text import metrics_text, rejected_lines, shipped_comparison_text
from models.training.fast_training import Trained
from signals.documents import Rejected

REJECTED = [Rejected(f"f.csv row {row}", "no label") for row in range(12)]


def test_every_task_and_system_has_a_line(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    bad = "".join(f"Odd {row},rosy\n" for row in range(12))
    path.write_text(f"sentence,label\nRain falls,neutral\nIran threatens Israel,escalatory\n{bad}", encoding="utf-8")
    text = metrics_text(file_metrics(path, "fast"))
    assert text.startswith("few.csv: 2 rows. fast ")
    assert text.count("left out: few.csv row") == 10 and "left out: 2 more, listed in the file of metrics" in text
    for name in ("three-way   macro-F1", "binary      macro-F1", "  majority ", "  dashboard ", "  p_escalatory "):
        assert name in text


@pytest.mark.parametrize(("n", "n_lines"), [(0, 0), (1, 2), (12, 11)])
def test_the_first_rows_left_out_and_where_all_are(n: int, n_lines: int) -> None:
    found = list(rejected_lines(REJECTED[:n], "out/rejected.csv"))
    assert len(found) == n_lines
    assert not n or found[-1] == f"{n} row(s) left out, all listed in out/rejected.csv"


def test_a_new_model_is_compared_with_the_shipped_one(trained: Trained, few_labelled: pd.DataFrame) -> None:
    head, line = shipped_comparison_text(few_labelled, trained.out_of_fold).splitlines()
    assert "150 held-out rows" in head
    assert line.split()[0] == "few" and line.count(" new ") == 1 and "shipped " in line


def test_without_a_shipped_model_that_is_said(few_labelled: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ValueError(f"no {name}")

    monkeypatch.setattr(lines, "load", missing)
    assert shipped_comparison_text(few_labelled, few_labelled.to_numpy()) == "no shipped model to compare with: no fast"
