"""The tasks that labels can answer (three classes, two directions, direction and form), and how they are measured."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from models.datasets.labelled import CLASS_NAMES, label_numbers
from models.evaluation.baselines import NOT_JUDGED, Verdicts
from models.evaluation.metrics import class_metrics

DIRECTIONS = CLASS_NAMES[:2]
QUAD_NAMES = tuple(f"{label} {form}" for label in DIRECTIONS for form in ("verbal", "material"))
TASK_CLASSES = {"three-way": CLASS_NAMES, "binary": DIRECTIONS, "quad": QUAD_NAMES}


def tasks_in(labelled: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the tasks that a file's labels can answer, the main one first, each with the rows that take part."""
    is_neutral = (labelled["label"] == "neutral").to_numpy()
    has_form = (labelled["form"] != "").to_numpy()
    rows = {
        "three-way": np.flatnonzero(np.full(len(labelled), is_neutral.any())),
        "binary": np.flatnonzero(~is_neutral),
        "quad": np.flatnonzero(~is_neutral & has_form),
    }
    return {task: at for task, at in rows.items() if len(at)}


def can_answer(task: str, verdicts: Verdicts) -> bool:
    """Whether a system answers the task at all: not every system knows forms."""
    return task != "quad" or verdicts.is_material is not None


def true_classes(task: str, labelled: pd.DataFrame) -> np.ndarray:
    """Return the number of each row's class among TASK_CLASSES, (n,); meaningless for rows that take no part."""
    truth = label_numbers(labelled)
    return 2 * truth + (labelled["form"] == "material").to_numpy() if task == "quad" else truth


def guessed_classes(task: str, verdicts: Verdicts) -> np.ndarray:
    """Return the number of the class that a system gives each row, (n,); NOT_JUDGED where it gives none."""
    if task == "three-way":
        return verdicts.label
    if task == "binary":
        return verdicts.leaning
    assert verdicts.is_material is not None
    return np.where(verdicts.leaning < 0, NOT_JUDGED, 2 * verdicts.leaning + verdicts.is_material)


def task_metrics(
    task: str, verdicts: Verdicts, labelled: pd.DataFrame, rows: np.ndarray | None = None
) -> dict[str, Any]:
    """Measure one system's answers to `labelled` on a task; `rows`: those that take part, all for None."""
    used = slice(None) if rows is None else rows
    guess = guessed_classes(task, verdicts)[used]
    return class_metrics(true_classes(task, labelled)[used], guess, TASK_CLASSES[task])
