"""Which tasks the labels of a file can answer, and how the answers are numbered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.evaluation.baselines import NOT_JUDGED, Verdicts
from models.evaluation.tasks import QUAD_NAMES, can_answer, guessed_classes, task_metrics, tasks_in, true_classes


def labelled(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["label", "form"])


ALL = labelled(("escalatory", "verbal"), ("de-escalatory", "material"), ("neutral", ""), ("escalatory", ""))
VERDICTS = Verdicts(np.array([0, 2, 2, -1]), np.array([0, 1, 0, -1]), np.array([True, True, False, False]))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(ALL, {"three-way": [0, 1, 2, 3], "binary": [0, 1, 3], "quad": [0, 1]}, id="all"),
        pytest.param(ALL[:2], {"binary": [0, 1], "quad": [0, 1]}, id="no_neutral"),
        pytest.param(ALL[3:], {"binary": [0]}, id="no_form"),
        pytest.param(ALL[2:3], {"three-way": [0]}, id="only_neutral"),
    ],
)
def test_tasks_are_those_that_the_labels_can_answer(rows: pd.DataFrame, expected: dict[str, list[int]]) -> None:
    assert {task: used.tolist() for task, used in tasks_in(rows).items()} == expected


def test_quads_are_numbered_by_direction_and_form() -> None:
    assert [QUAD_NAMES[number] for number in true_classes("quad", ALL[:2])] == [
        "escalatory verbal",
        "de-escalatory material",
    ]
    guesses = guessed_classes("quad", VERDICTS)
    assert [QUAD_NAMES[number] for number in guesses[:2]] == ["escalatory material", "de-escalatory material"]
    assert guesses[3] == guessed_classes("three-way", VERDICTS)[3] == NOT_JUDGED


def test_figures_count_only_the_rows_of_the_task() -> None:
    measured = {task: task_metrics(task, VERDICTS, ALL, used) for task, used in tasks_in(ALL).items()}
    assert {task: one["accuracy"] for task, one in measured.items()} == {
        "three-way": 0.5,
        "binary": pytest.approx(2 / 3, abs=1e-4),
        "quad": 0.5,
    }
    assert task_metrics("three-way", VERDICTS, ALL) == measured["three-way"]


def test_a_system_without_forms_is_not_asked_for_them() -> None:
    without = Verdicts(VERDICTS.label, VERDICTS.leaning)
    assert [can_answer(task, without) for task in ("three-way", "binary", "quad")] == [True, True, False]
