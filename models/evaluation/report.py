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

from models import SHIPPED
from models.datasets.labelled import LABELS
from models.datasets.report_data import ReportData
from models.evaluate import answer, can_answer, label_numbers, tasks_in
from models.evaluation.calibration import calibrations, wilson_interval
from models.evaluation.metrics import measure
from models.evaluation.scorers import CLASSIFIERS, MAJORITY, RULES, VADER, WITH_RULES, Scorer, run_scorers, verdicts_on
from models.evaluation.versions import shipped_versions
from models.evaluation.worst_errors import worst_errors

MIN_ROWS = 30  # fewer rows of an outlet say nothing: judgement
SINGLE = (RULES, *CLASSIFIERS)  # the three scorers
ALL_NEWS = "all"  # real news of all files
Rows = np.ndarray


def build_report(held: ReportData, *, folder: Path = SHIPPED) -> dict[str, Any]:
    """Measure everything; `folder` holds the classifiers. Only plain numbers, names and ids come back, for JSON."""
    labelled, scorers = held.labelled, run_scorers(held.labelled, folder=folder)
    parts = news_parts(labelled, np.flatnonzero(held.is_news))
    return {
        "versions": shipped_versions(folder),
        "files": [_file_counts(str(name), rows) for name, rows in labelled.groupby("origin", sort=False)],
        "results": [row for block in _blocks(scorers) for row in _results(labelled, scorers, *block)],
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


def news_parts(labelled: pd.DataFrame, news: Rows) -> dict[str, Rows]:
    """Return the rows of real news by file and, where there are several files, of all of them (ALL_NEWS), last."""
    origins = labelled["origin"].to_numpy()[news]
    parts = {str(name): news[origins == name] for name in pd.unique(origins)}
    return parts | ({ALL_NEWS: news} if len(parts) > 1 else {})


def _file_counts(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "file": name,
        "n": len(rows),
        "stories": int(rows["group"].nunique()),
        **{label: int((rows["label"] == label).sum()) for label in LABELS},
        **{form: int((rows["form"] == form).sum()) for form in ("verbal", "material")},
        "unsure": int((~rows["is_sure"].to_numpy(dtype=bool)).sum()),
    }


def _blocks(scorers: dict[str, Scorer]) -> Iterator[tuple[str, list[str], Rows]]:
    """Yield comparisons: a name, scorers, and which rows all of them may be measured on.

    The deep classifier is measured on fewer stories than the others, so it gets a comparison of its own.
    """
    simple = [MAJORITY, *(name for name in (VADER, RULES) if name in scorers)]
    quick = [*simple, *(name for name in ("fast", "fast" + WITH_RULES) if name in scorers)]
    yield "quick", quick, _measured(scorers, quick)
    if "deep" in scorers:
        every = [*quick, "deep", "deep" + WITH_RULES]
        yield "deep", every, _measured(scorers, every)


def _measured(scorers: dict[str, Scorer], names: list[str]) -> Rows:
    return np.logical_and.reduce([scorers[name].is_measured for name in names if name != MAJORITY])


def _results(
    labelled: pd.DataFrame, scorers: dict[str, Scorer], block: str, names: list[str], allowed: Rows
) -> Iterator[dict[str, Any]]:
    """Yield a row per file, part (all, or what readers were sure of), question and scorer."""
    for origin in labelled["origin"].unique():
        rows = np.flatnonzero((labelled["origin"] == origin).to_numpy() & allowed)
        for part, question, used in _questions(labelled, rows):
            for name in names:
                verdicts = verdicts_on(scorers.get(name), labelled, used)
                if can_answer(question, verdicts):
                    figures = _figures(labelled.iloc[used], verdicts, question)
                    asked = {"block": block, "file": str(origin), "part": part, "question": question}
                    yield {**asked, "scorer": name, **figures}


def _questions(labelled: pd.DataFrame, rows: Rows) -> Iterator[tuple[str, str, Rows]]:
    if not len(rows):
        return
    for question, used in tasks_in(labelled.iloc[rows]).items():
        yield "all", question, rows[used]
        sure = labelled["is_sure"].to_numpy(dtype=bool)[rows[used]]
        if question == "three-way" and sure.any() and not sure.all():
            yield "sure", question, rows[used][sure]


def _figures(part: pd.DataFrame, verdicts: Any, question: str) -> dict[str, Any]:
    is_material = (part["form"] == "material").to_numpy()
    measured = answer(question, verdicts, label_numbers(part), is_material, np.arange(len(part)))
    kept = ("n", "n_unjudged", "macro_f1", "interval_95", "accuracy", "accuracy_interval_95")
    return {key: measured[key] for key in kept}


def _unseen(scorers: dict[str, Scorer], rows: Rows, names: tuple[str, ...] = SINGLE) -> Iterator[tuple[Scorer, Rows]]:
    """Yield each scorer with those of the rows that it may be measured on."""
    for name in names:
        if name in scorers and scorers[name].is_measured[rows].any():
            yield scorers[name], rows[scorers[name].is_measured[rows]]


def _by_outlet(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    outlets = labelled["outlet"].iloc[news].value_counts()
    for outlet in sorted(outlets.index, key=lambda name: (-outlets[name], name)):
        at = news[(labelled["outlet"].iloc[news] == outlet).to_numpy()]
        for scorer, rows in _unseen(scorers, at):
            figures = _figures(labelled.iloc[rows], verdicts_on(scorer, labelled, rows), "three-way")
            if len(rows) < MIN_ROWS:
                figures = {"n": len(rows)}
            yield {"outlet": str(outlet), "scorer": scorer.name, **figures}


def _by_form(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
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
    for scorer, rows in _unseen(scorers, news, (*SINGLE, VADER)):
        measured = measure(label_numbers(labelled.iloc[rows]), verdicts_on(scorer, labelled, rows).label, LABELS)
        yield {
            "scorer": scorer.name,
            "n": len(rows),
            "labels": list(LABELS),
            "counts": measured["confusion"]["counts"],
            "n_unjudged": measured["n_unjudged"],
            "classes": measured["classes"],
            "accuracy": measured["accuracy"],
            "accuracy_interval_95": measured["accuracy_interval_95"],
        }


def _calibration(labelled: pd.DataFrame, scorers: dict[str, Scorer], news: Rows) -> Iterator[dict[str, Any]]:
    """Yield how right each probability of each classifier is."""
    truth, form = label_numbers(labelled), labelled["form"].to_numpy()
    for scorer, rows in _unseen(scorers, news, CLASSIFIERS):
        assert scorer.probabilities is not None
        for probability, figures in calibrations(scorer.probabilities[rows], truth[rows], form[rows]).items():
            yield {"scorer": scorer.name, "probability": probability, **figures}


NEWS_TABLES = {"by_outlet": _by_outlet, "by_form": _by_form, "confusion": _confusions, "calibration": _calibration}
