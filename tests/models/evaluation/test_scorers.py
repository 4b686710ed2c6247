"""Every scorer's answers, measured only on stories that it did not learn from; and which versions are installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

import models
from models.classifiers.artefact import version_of
from models.datasets.labelled import label_numbers
from models.evaluation.scorers import RULES_NAME, rules_version, run_scorers, shipped_versions, verdicts_on
from signals.data.csv_tables import TABLES


def test_a_classifier_without_held_out_probabilities_is_left_out(few_labelled: pd.DataFrame, tmp_path: Path) -> None:
    shutil.copytree(models.SHIPPED / "fast", tmp_path / "fast")
    with_them = run_scorers(few_labelled, folder=tmp_path)
    assert list(with_them) == ["VADER", "rules", "fast", "fast + rules"]
    assert with_them[RULES_NAME].is_measured.tolist() == with_them["fast"].is_measured.tolist()
    assert with_them["fast"].is_measured.any() and np.isnan(with_them["VADER"].confidence).all()
    (tmp_path / "fast" / "held_out.csv").unlink()
    without = run_scorers(few_labelled, folder=tmp_path)
    assert list(without) == ["VADER", "rules"] and without[RULES_NAME].is_measured.all()


def test_answers_to_some_rows(few_labelled: pd.DataFrame, tmp_path: Path) -> None:
    rules = run_scorers(few_labelled, folder=tmp_path)[RULES_NAME]
    rows = np.array([5, 3])
    assert verdicts_on(rules, few_labelled, rows).label.tolist() == rules.verdicts.label[rows].tolist()
    assert (
        verdicts_on(None, few_labelled, rows[:1]).label.tolist() == label_numbers(few_labelled.iloc[rows[:1]]).tolist()
    )


def test_versions_name_rules_and_classifiers(tmp_path: Path) -> None:
    versions = shipped_versions()
    assert list(versions) == ["rules", "deep", "fast"]
    assert versions["fast"] == version_of(models.SHIPPED / "fast") and versions["rules"] == rules_version()
    assert shipped_versions(tmp_path) == {"rules": rules_version()}
    for name in ("families.csv", "lexicon.csv", "modifiers.csv"):
        shutil.copy(TABLES / name, tmp_path / name)
    assert rules_version(tmp_path) == rules_version()
    (tmp_path / "lexicon.csv").write_text("another", encoding="utf-8")
    assert rules_version(tmp_path) != rules_version()
