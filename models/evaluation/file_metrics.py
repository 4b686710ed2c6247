"""Measure a classifier beside simpler systems on one labelled file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.loading import load, model_folder
from models.datasets.held_out import files_learned_from
from models.datasets.labelled import label_numbers, masked_sentences, read_file
from models.evaluation.baselines import (
    blended_verdicts,
    classifier_verdicts,
    majority_verdicts,
    rule_verdicts,
    vader_verdicts,
)
from models.evaluation.calibration import calibrations
from models.evaluation.tasks import can_answer, task_metrics, tasks_in


def file_metrics(path: Path, name_or_path: str | Path | None) -> dict[str, Any]:
    """Read a labelled file and measure the classifier (None: none) and the simpler systems on it.

    `rejected` lists the rows left out. Raises ValueError for an unusable file.
    """
    rows, rejected = read_file(path)
    if not rows:
        raise ValueError(f"{path.name}: no usable row; expected sentences with labels")
    labelled = pd.DataFrame(rows)
    about = {
        "file": path.name,
        "n": len(rows),
        "rejected": [{"place": one.place, "reason": one.reason} for one in rejected],
    }
    if name_or_path is None:
        return about | system_metrics(labelled, None)
    model = load(name_or_path)
    report = system_metrics(labelled, model.predict(masked_sentences(labelled)), name=model.name)
    if known := sorted(set(labelled["origin"]) & files_learned_from(model_folder(name_or_path))):
        report["notes"].append(
            f"{model.name} learned from {', '.join(known)}: too good here; --report measures unseen stories"
        )
    return {**about, "classifier": f"{model.name} {model.version}", **report}


def system_metrics(labelled: pd.DataFrame, probabilities: np.ndarray | None, *, name: str = "fast") -> dict[str, Any]:
    """Return `tasks`: task -> system -> metrics, `calibration` of the probabilities (n, 4), and `notes`."""
    sentences, truth = labelled["sentence"].tolist(), label_numbers(labelled)
    verdicts = {
        "majority": majority_verdicts(truth, (labelled["form"] == "material").to_numpy()),
        "rules": rule_verdicts(sentences),
    }
    sentiment = vader_verdicts(sentences)
    report: dict[str, Any] = {"notes": [] if sentiment else ["VADER is not installed: left out"]}
    if sentiment is not None:
        verdicts["VADER"] = sentiment
    if probabilities is not None:
        verdicts[name] = classifier_verdicts(probabilities)
        verdicts["dashboard"] = blended_verdicts(sentences, probabilities)
        report["calibration"] = calibrations(probabilities, truth, labelled["form"].to_numpy())
    report["tasks"] = {
        task: {
            system: task_metrics(task, verdict, labelled, rows)
            for system, verdict in verdicts.items()
            if can_answer(task, verdict)
        }
        for task, rows in tasks_in(labelled).items()
    }
    return report
