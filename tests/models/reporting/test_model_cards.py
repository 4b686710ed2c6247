"""The cards of the shipped models: every figure is filled in, and those that are committed are of this kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models.classifiers.artefact import version_of
from models.reporting.accuracy_document import MEASURED_BEGIN
from models.reporting.model_cards import held_out_lines, metric_rows, write_deep_card, write_fast_card
from models.training.fast_training import Trained, save_trained


def headings(card: str) -> list[str]:
    return [line for line in card.partition(MEASURED_BEGIN)[0].splitlines() if line.startswith("## ")]


def test_a_card_of_a_fast_model(trained: Trained, few_labelled: pd.DataFrame, tmp_path: Path) -> None:
    save_trained(tmp_path, few_labelled, trained, {"name": "fast", "command": "python -m models.train"})
    write_fast_card(tmp_path, few_labelled, trained)
    card = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert version_of(tmp_path) in card and "    python -m models.train\n" in card
    assert "| few | 150 |" in card and "| few | three-way | fast, lower bound |" in card
    committed = (models.SHIPPED / "fast" / "CARD.md").read_text(encoding="utf-8")
    assert headings(card) == headings(committed)


def test_a_lower_bound_stands_beside_every_task(trained: Trained, few_labelled: pd.DataFrame) -> None:
    rows = metric_rows(few_labelled, trained.out_of_fold, trained.lower_bound)
    tasks = list(dict.fromkeys(task for _, task, *_ in rows))
    assert [task for _, task, system, *_ in rows if system == "fast, lower bound"] == tasks
    same = metric_rows(few_labelled, trained.out_of_fold, trained.out_of_fold)
    figures = {system: cells for _, task, system, *cells in same if task == "three-way"}
    assert figures["fast"] == figures["fast, lower bound"]


def test_the_committed_card_of_the_deep_model_is_what_is_written(tmp_path: Path) -> None:
    folder = shutil.copytree(models.SHIPPED / "deep", tmp_path / "deep")
    committed = (folder / "CARD.md").read_text(encoding="utf-8")
    command = next(line for line in committed.splitlines() if line.startswith("    python")).strip()
    figures = "\n".join(
        line.strip() for line in committed.splitlines() if line.startswith("    ") and "macro-F1" in line
    )
    write_deep_card(folder, figures, command)
    before, _, _ = committed.partition(MEASURED_BEGIN)
    assert (folder / "CARD.md").read_text(encoding="utf-8").strip() == before.strip()


def test_held_out_figures_are_a_line_per_file_and_task(few_labelled: pd.DataFrame) -> None:
    right = np.column_stack([few_labelled["label"] == name for name in ("escalatory", "de-escalatory", "neutral")])
    probabilities = np.column_stack([right.astype(float), few_labelled["form"] == "material"]).astype(float)
    lines = held_out_lines(few_labelled, probabilities).splitlines()
    assert [line.split()[:2] for line in lines] == [["few", "three-way"], ["few", "binary"], ["few", "quad"]]
    assert all("macro-F1 1.000 (1.000-1.000)" in line for line in lines)


@pytest.mark.parametrize("name", ["fast", "deep"])
def test_a_committed_card_names_the_model_beside_it(name: str) -> None:
    card = (models.SHIPPED / name / "CARD.md").read_text(encoding="utf-8")
    assert version_of(models.SHIPPED / name) in card.splitlines()[0]
