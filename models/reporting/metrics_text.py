"""StringArray for a terminal: what was measured, and which rows were left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.loading import load
from models.datasets.labelled import masked_sentences
from models.evaluation.baselines import classifier_verdicts
from models.evaluation.tasks import task_metrics, tasks_in
from signals.documents import Rejected

N_SHOWN_REJECTED = 10  # rows left out that are printed; all are in a file


def metrics_text(report: dict[str, Any]) -> str:
    """Return the report as lines for a terminal."""
    lines = [f"{report['file']}: {report['n']} rows. {report.get('classifier', 'no classifier')}"]
    lines += [f"left out: {one['place']}: {one['reason']}" for one in report["rejected"][:N_SHOWN_REJECTED]]
    if len(report["rejected"]) > N_SHOWN_REJECTED:
        lines.append(f"left out: {len(report['rejected']) - N_SHOWN_REJECTED} more, listed in the file of metrics")
    for task, by_system in report["tasks"].items():
        lines += ["", f"{task:<12}macro-F1  95 % interval   accuracy      n"]
        lines += [_system_line(*item) for item in by_system.items()]
        last = list(by_system)[-1]
        lines += ["", f"  {last}: precision, recall, F1, n; then how many were taken for each class"]
        lines += _class_lines(by_system[last])
    if report.get("calibration"):
        lines += ["", "expected calibration error, and what chance alone would give on as few rows"]
        lines += [f"  {name:<16}{_calibration_figures(one)}" for name, one in report["calibration"].items()]
    return "\n".join([*lines, *report["notes"]])


def _system_line(system: str, measured: dict[str, Any]) -> str:
    low, high = measured["interval_95"]
    figures = f"{measured['macro_f1']:.3f}  {low:.3f} to {high:.3f}  {measured['accuracy']:>8.3f}  {measured['n']:>5}"
    return f"  {system:<10}  {figures}"


def _calibration_figures(measured: dict[str, Any]) -> str:
    return f"{measured['expected_error']:.3f}  {measured['by_chance']:.3f}  {measured['n']:>5}"


def _class_lines(measured: dict[str, Any]) -> list[str]:
    lines = []
    for (name, row), counts in zip(measured["classes"].items(), measured["confusion"]["counts"], strict=True):
        figures = "  ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"  {name:<24}{figures}  {row['support']:>5}   {'  '.join(f'{n:>5}' for n in counts)}")
    return lines


def rejected_lines(rejected: Sequence[Rejected], listed_in: object) -> Iterable[str]:
    """Yield the first rows left out and, where there are any, where all of them are listed."""
    for one in rejected[:N_SHOWN_REJECTED]:
        yield f"left out: {one.place}: {one.reason}"
    if rejected:
        yield f"{len(rejected)} row(s) left out, all listed in {listed_in}"


def shipped_comparison_text(labelled: pd.DataFrame, probabilities: np.ndarray) -> str:
    """Return lines that compare a new model with the shipped fast one on held-out rows, a line per file.

    `probabilities` (n, 4): what the new model said of the rows of `labelled` while they were held out.
    """
    try:
        shipped = load("fast")
    except ValueError as error:
        return f"no shipped model to compare with: {error}"
    verdicts = {
        "new": classifier_verdicts(probabilities),
        f"shipped {shipped.version}": classifier_verdicts(shipped.predict(masked_sentences(labelled))),
    }
    lines = [f"macro-F1 on {len(labelled)} held-out rows; the shipped model may have been trained on some of them"]
    for origin in labelled["origin"].unique():
        at = np.flatnonzero(labelled["origin"] == origin)
        task, used = next(iter(tasks_in(labelled.iloc[at]).items()))
        scores = {name: task_metrics(task, one, labelled, at[used])["macro_f1"] for name, one in verdicts.items()}
        lines.append(f"  {origin!s:<20}" + "   ".join(f"{name} {score:.3f}" for name, score in scores.items()))
    return "\n".join(lines)
