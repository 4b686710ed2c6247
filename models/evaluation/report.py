"""The accuracy report: every scorer on every labelled file, on sentences that it did not learn from.

`python -m models.evaluate --report DATA` writes it as models/accuracy.json: figures, counts and ids, no text. The page
docs/accuracy.md, the models' cards and the dashboard read that file (`models.reporting.accuracy`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.loading import SHIPPED
from models.datasets.labelled import CLASS_NAMES, file_counts, label_numbers
from models.datasets.report_data import ReportData
from models.evaluation.baselines import Verdicts
from models.evaluation.calibration import calibrations, wilson_interval
from models.evaluation.errors import worst_errors
from models.evaluation.scorers import (
    CLASSIFIERS,
    MAJORITY_NAME,
    RULES_NAME,
    VADER_NAME,
    WITH_RULES,
    Scorer,
    run_scorers,
    shipped_versions,
    verdicts_on,
)
from models.evaluation.tasks import can_answer, task_metrics, tasks_in

MIN_OUTLET_ROWS = 30  # fewer rows of an outlet say nothing: judgement
SINGLE = (RULES_NAME, *CLASSIFIERS)  # the three scorers
ALL_NEWS = "all"  # real news of all files
Rows = np.ndarray


def build_report(held: ReportData, *, folder: Path = SHIPPED) -> dict[str, Any]:
    """Measure everything; `folder` holds the classifiers. Only plain numbers, names and ids come back, for JSON."""
    labelled, scorers = held.labelled, run_scorers(held.labelled, folder=folder)
    parts = news_rows_by_part(labelled, np.flatnonzero(held.is_news))
    return {
        "versions": shipped_versions(folder),
        "files": [counts | {"unsure": _n_unsure(labelled, counts["file"])} for counts in file_counts(labelled)],
        "results": [row for block in _comparisons(scorers) for row in _results(labelled, scorers, *block)],
        **{
            table: [{"part": part, **row} for part, rows in parts.items() for row in measured(labelled, scorers, rows)]
            for table, measured in NEWS_TABLES.items()
        },
        "errors": [
            worst_errors(labelled, scorers[name], np.flatnonzero(held.is_development))
            for name in SINGLE
            if name in scorers
        ],
    }


def news_rows_by_part(labelled: pd.DataFrame, news: Rows) -> dict[str, Rows]:
    """Return the rows of real news by file and, where there are several files, of all of them (ALL_NEWS), last."""
    origins = labelled["origin"].to_numpy()[news]
    parts = {str(name): news[origins == name] for name in pd.unique(origins)}
    return parts | ({ALL_NEWS: news} if len(parts) > 1 else {})


def _n_unsure(labelled: pd.DataFrame, file: str) -> int:
    return int((~labelled["is_sure"][labelled["origin"] == file].to_numpy(dtype=bool)).sum())


def _comparisons(scorers: dict[str, Scorer]) -> Iterator[tuple[str, list[str], Rows]]:
    """Yield comparisons: a name, scorers, and which rows all of them may be measured on.

    The deep classifier is measured on fewer stories than the others, so it gets a comparison of its own.
    """
    simple = [MAJORITY_NAME, *(name for name in (VADER_NAME, RULES_NAME) if name in scorers)]
    quick = [*simple, *(name for name in ("fast", "fast" + WITH_RULES) if name in scorers)]
    yield "quick", quick, _measured_by_all(scorers, quick)
    if "deep" in scorers:
        every = [*quick, "deep", "deep" + WITH_RULES]
        yield "deep", every, _measured_by_all(scorers, every)


def _measured_by_all(scorers: dict[str, Scorer], names: list[str]) -> Rows:
    return np.logical_and.reduce([scorers[name].is_measured for name in names if name != MAJORITY_NAME])


def _results(
    labelled: pd.DataFrame, scorers: dict[str, Scorer], block: str, names: list[str], allowed: Rows
) -> Iterator[dict[str, Any]]:
    """Yield a row per file, part (all, or what readers were sure of), question and scorer."""
    for origin in labelled["origin"].unique():
        rows = np.flatnonzero((labelled["origin"] == origin).to_numpy() & allowed)
        for part, task, used in _tasks_by_part(labelled, rows):
            for name in names:
                verdicts = verdicts_on(scorers.get(name), labelled, used)
                if can_answer(task, verdicts):
                    figures = _score_figures(labelled.iloc[used], verdicts, task)
                    asked = {"block": block, "file": str(origin), "part": part, "question": task}
                    yield {**asked, "scorer": name, **figures}


def _tasks_by_part(labelled: pd.DataFrame, rows: Rows) -> Iterator[tuple[str, str, Rows]]:
    if not len(rows):
        return
    for task, used in tasks_in(labelled.iloc[rows]).items():
        yield "all", task, rows[used]
        sure = labelled["is_sure"].to_numpy(dtype=bool)[rows[used]]
        if task == "three-way" and sure.any() and not sure.all():
            yield "sure", task, rows[used][sure]


def _score_figures(part: pd.DataFrame, verdicts: Verdicts, task: str) -> dict[str, Any]:
    measured = task_metrics(task, verdicts, part)
    kept = ("n", "n_unjudged", "macro_f1", "interval_95", "accuracy", "accuracy_interval_95")
    return {key: measured[key] for key in kept}


def _unseen(scorers: dict[str, Scorer], rows: Rows, names: tuple[str, ...] = SINGLE) -> Iterator[tuple[Scorer, Rows]]:
    """Yield each scorer with those of the rows that it may be measured on."""
    for name in names:
        if name in scorers and scorers[name].is_measured[rows].any():
            yield scorers[name], rows[scorers[name].is_measured[rows]]


def _outlet_figures(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    outlets = labelled["outlet"].iloc[news].value_counts()
    for outlet in sorted(outlets.index, key=lambda name: (-outlets[name], name)):
        at = news[(labelled["outlet"].iloc[news] == outlet).to_numpy()]
        for scorer, rows in _unseen(scorers, at):
            figures = _score_figures(labelled.iloc[rows], verdicts_on(scorer, labelled, rows), "three-way")
            if len(rows) < MIN_OUTLET_ROWS:
                figures = {"n": len(rows)}
            yield {"outlet": str(outlet), "scorer": scorer.name, **figures}


def _form_figures(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    """Yield, per true label and form, how often the label was right, and the form (supposing a direction)."""
    kinds = (labelled["label"] + " " + labelled["form"]).str.strip()
    for kind in sorted(kinds.iloc[news].unique()):
        at = news[(kinds.iloc[news] == kind).to_numpy()]
        for scorer, rows in _unseen(scorers, at):
            part, verdicts = labelled.iloc[rows], verdicts_on(scorer, labelled, rows)
            share = float(np.mean(verdicts.label == label_numbers(part)))
            row = {"kind": str(kind), "scorer": scorer.name, "n": len(rows), "label_right": round(share, 4)}
            row["interval_95"] = [round(one, 4) for one in wilson_interval(share, len(rows))]
            if verdicts.is_material is not None and part["form"].iloc[0]:
                is_right = verdicts.is_material == (part["form"] == "material").to_numpy()
                row["form_right"] = round(float(is_right.mean()), 4)
            yield row


def _confusions(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    """Yield the counts of each scorer's answers to real news, a row per true class, and figures per class."""
    for scorer, rows in _unseen(scorers, news, (*SINGLE, VADER_NAME)):
        measured = task_metrics("three-way", verdicts_on(scorer, labelled, rows), labelled.iloc[rows])
        yield {
            "scorer": scorer.name,
            "n": len(rows),
            "labels": list(CLASS_NAMES),
            "counts": measured["confusion"]["counts"],
            "n_unjudged": measured["n_unjudged"],
            "classes": measured["classes"],
            "accuracy": measured["accuracy"],
            "accuracy_interval_95": measured["accuracy_interval_95"],
        }


def _calibrations(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    """Yield how right each probability of each classifier is."""
    truth, form = label_numbers(labelled), labelled["form"].to_numpy()
    for scorer, rows in _unseen(scorers, news, CLASSIFIERS):
        assert scorer.probabilities is not None
        for probability, figures in calibrations(scorer.probabilities[rows], truth[rows], form[rows]).items():
            yield {"scorer": scorer.name, "probability": probability, **figures}


NEWS_TABLES = {
    "by_outlet": _outlet_figures,
    "by_form": _form_figures,
    "confusion": _confusions,
    "calibration": _calibrations,
}
