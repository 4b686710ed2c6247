"""One file measured: what its labels can answer, what was left out, and what the classifier has learned from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from models.datasets.labelled import read_labelled
from models.evaluation import file_metrics as measuring
from models.evaluation.file_metrics import file_metrics, system_metrics


@pytest.fixture
def labelled(tmp_path: Path) -> pd.DataFrame:
    path = tmp_path / "few.csv"
    path.write_text("sentence,label\nRain falls,neutral\nIran threatens Israel,escalatory\n", encoding="utf-8")
    return read_labelled([path])[0]


def test_without_a_classifier_only_simple_systems_are_measured(labelled: pd.DataFrame) -> None:
    report = system_metrics(labelled, None)
    assert list(report["tasks"]["three-way"]) == ["majority", "rules", "VADER"]
    assert report["notes"] == [] and "calibration" not in report


def test_a_classifier_comes_with_its_calibration_and_the_blend(labelled: pd.DataFrame) -> None:
    report = system_metrics(labelled, np.array([[0.1, 0.1, 0.8, 0.5], [0.8, 0.1, 0.1, 0.5]]), name="mine")
    assert list(report["tasks"]["three-way"]) == ["majority", "rules", "VADER", "mine", "dashboard"]
    assert report["tasks"]["three-way"]["mine"]["accuracy"] == 1 and "confidence" in report["calibration"]


def test_vader_is_left_out_where_it_is_not_installed(labelled: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "vader_verdicts", lambda sentences: None)
    report = system_metrics(labelled, None)
    assert report["notes"] == ["VADER is not installed: left out"] and "VADER" not in report["tasks"]["three-way"]


def test_a_file_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("sentence,label\nOdd,rosy\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"none\.csv: no usable row"):
        file_metrics(path, None)
