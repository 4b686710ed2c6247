"""Write CARD.md beside a shipped model: what it is, learned from, how good it is, what it must not be used for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.artefact import read_meta, version_of
from models.classifiers.deep import MAX_TOKENS
from models.datasets.labelled import CLASS_NAMES, file_counts, label_numbers
from models.evaluation.baselines import classifier_verdicts
from models.evaluation.calibration import CONFIDENCE, calibrations
from models.evaluation.file_metrics import system_metrics
from models.evaluation.metrics import macro_f1
from models.evaluation.report import MIN_OUTLET_ROWS
from models.evaluation.tasks import task_metrics, tasks_in
from models.reporting.markdown import markdown_table
from models.training.cross_validation import reference_rows
from models.training.fast_training import Trained

FAST_CARD, DEEP_CARD = (Path(__file__).parent / name for name in ("fast_card.md", "deep_card.md"))
NARROW_RULE = "---"
COUNTS_HEADER = ("file", "rows", "stories", *CLASS_NAMES, "verbal", "material")
Rows = list[tuple[Any, ...]]


def write_card(folder: Path, template: Path, /, **figures: object) -> None:
    """Write CARD.md for the model in `folder`: the template with version, command and `figures`."""
    filled = {"version": version_of(folder), "command": read_meta(folder)["command"], **figures}
    card = template.read_text(encoding="utf-8").format(**filled)
    (folder / "CARD.md").write_text(card, encoding="utf-8")


def counts_rows(labelled: pd.DataFrame) -> Rows:
    """Return what stands under COUNTS_HEADER, a row per file."""
    return [tuple(counts.values()) for counts in file_counts(labelled)]


def write_fast_card(folder: Path, learned: pd.DataFrame, trained: Trained) -> None:
    """Write the card of a fast classifier trained from nothing on the rows `learned` and saved in `folder`."""
    labelled = learned.iloc[trained.measured]
    is_reference = reference_rows(learned)[trained.measured]
    news, probabilities = labelled[is_reference], trained.out_of_fold[is_reference]
    write_card(
        folder,
        FAST_CARD,
        megabytes=f"{sum(read_meta(folder)['bytes'].values()) / 1e6:.1f}",
        n_rows=len(learned),
        n_measured=len(labelled),
        data=_table(COUNTS_HEADER, counts_rows(learned)),
        metrics=_table(
            ("file", "question", "system", "macro-F1", "95 % interval", "n"),
            metric_rows(labelled, trained.out_of_fold, trained.lower_bound),
        ),
        classes=_table(("class", "precision", "recall", "F1", "n"), _class_rows(news, probabilities)),
        **_calibration_tables(news, probabilities),
        parts=_table(("rows", "three-way macro-F1", "n"), _outlet_rows(news, probabilities)),
        forms=_table(("true class and form", "label right", "form right", "n"), _form_rows(news, probabilities)),
    )


def _table(header: tuple[str, ...], rows: Rows) -> str:
    return markdown_table(header, rows, rule=NARROW_RULE)


def metric_rows(labelled: pd.DataFrame, out_of_fold: np.ndarray, lower_bound: np.ndarray) -> Rows:
    """Return (file, task, system, macro-F1, interval, n) for every file, task and system."""
    rows: Rows = []
    for origin in labelled["origin"].unique():
        at = np.flatnonzero(labelled["origin"] == origin)
        part, bound = labelled.iloc[at], classifier_verdicts(lower_bound[at])
        used = tasks_in(part)
        for task, by_system in system_metrics(part, out_of_fold[at])["tasks"].items():
            every = by_system | {"fast, lower bound": task_metrics(task, bound, part, used[task])}
            rows += [(origin, task, system, *_score_cells(measured)) for system, measured in every.items()]
    return rows


def _score_cells(measured: dict[str, Any]) -> tuple[str, str, int]:
    low, high = measured["interval_95"]
    return f"{measured['macro_f1']:.3f}", f"{low:.3f} to {high:.3f}", measured["n"]


def _class_rows(part: pd.DataFrame, probabilities: np.ndarray) -> Rows:
    measured = task_metrics("three-way", classifier_verdicts(probabilities), part)
    return [
        (name, *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")), row["support"])
        for name, row in measured["classes"].items()
    ]


def _calibration_tables(part: pd.DataFrame, probabilities: np.ndarray) -> dict[str, str]:
    measured = calibrations(probabilities, label_numbers(part), part["form"].to_numpy())
    errors: Rows = [
        (name, f"{one['expected_error']:.3f}", f"{one['by_chance']:.3f}", one["n"]) for name, one in measured.items()
    ]
    bins = measured[CONFIDENCE]["bins"] if measured else []
    rows: Rows = [(row["n"], f"{row['probability']:.2f}", f"{row['share']:.2f}") for row in bins]
    return {
        "ece": _table(("probability", "calibration error", "by chance", "n"), errors),
        "reliability": _table(("n", "mean confidence", "share right"), rows),
    }


def _outlet_rows(part: pd.DataFrame, probabilities: np.ndarray) -> Rows:
    """Return three-way macro-F1 of what readers were sure of, of the rest, and of each outlet."""
    is_sure = part["is_sure"].to_numpy(dtype=bool)
    parts = {"readers were sure": is_sure, "readers were not sure": ~is_sure}
    parts |= {outlet: (part["outlet"] == outlet).to_numpy() for outlet in part["outlet"].value_counts().index if outlet}
    truth, guess = label_numbers(part), classifier_verdicts(probabilities).label
    return [
        (
            name,
            f"{macro_f1(truth[at], guess[at], len(CLASS_NAMES)):.3f}" if at.sum() >= MIN_OUTLET_ROWS else "too few",
            at.sum(),
        )
        for name, at in parts.items()
    ]


def _form_rows(part: pd.DataFrame, probabilities: np.ndarray) -> Rows:
    verdicts = classifier_verdicts(probabilities)
    assert verdicts.is_material is not None
    is_right = verdicts.label == label_numbers(part)
    form_right = verdicts.is_material == (part["form"] == "material").to_numpy()
    kinds = (part["label"] + " " + part["form"]).str.strip()
    rows: Rows = []
    for kind in sorted(kinds.unique()):
        at = (kinds == kind).to_numpy()
        form_cell = "" if kind == "neutral" else f"{form_right[at].mean():.3f}"
        rows.append((kind, f"{is_right[at].mean():.3f}", form_cell, at.sum()))
    return rows


def write_deep_card(folder: Path, figures: str, command: str) -> None:
    """Write the card of a deep classifier that `command` saved in `folder`; `figures`: from `held_out_lines`."""
    meta = read_meta(folder)
    write_card(
        folder,
        DEEP_CARD,
        command=command,
        base=meta["base"],
        megabytes=sum(meta["bytes"].values()) / 1e6,
        tokens=MAX_TOKENS,
        rows=_table(("file", "rows"), list(meta["rows"].items())),
        figures="\n".join("    " + line for line in figures.splitlines()),
    )


def held_out_lines(part: pd.DataFrame, probabilities: np.ndarray) -> str:
    """Return a line per file and task: macro-F1 of a classifier on held-out rows."""
    lines = []
    for origin in sorted(set(part["origin"])):
        at = np.flatnonzero(part["origin"] == origin)
        rows, verdicts = part.iloc[at], classifier_verdicts(probabilities[at])
        for task, used in tasks_in(rows).items():
            measured = task_metrics(task, verdicts, rows, used)
            low, high = measured["interval_95"]
            score = f"macro-F1 {measured['macro_f1']:.3f} ({low:.3f}-{high:.3f})"
            lines.append(f"{origin:<14} {task:<10} n {measured['n']:5d}  {score}")
    return "\n".join(lines)
