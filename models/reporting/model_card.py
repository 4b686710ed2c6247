"""Write CARD.md beside a trained model: what it is, learned from, how good it is, what it must not be used for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.classifiers.artefact import META, version_of
from models.datasets.labelled import LABELS
from models.evaluate import answer, compare, label_numbers, tasks_in
from models.evaluation import baselines as systems
from models.evaluation.calibration import CONFIDENCE, calibrations
from models.evaluation.metrics import macro_f1

TEXT = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")
MIN_ROWS = 30  # fewer rows of an outlet say nothing: judgement


def write_card(
    folder: Path, learned: pd.DataFrame, measured: np.ndarray, out_of_fold: np.ndarray, lower_bound: np.ndarray,
    is_reference: np.ndarray,
) -> None:  # fmt: skip
    """Write CARD.md for the model in `folder`, from probabilities (len(measured), 4) of the rows `measured` of
    `learned` by models that did not see the row's story.

    `lower_bound`: the same without cues that only held-out rows support. `is_reference`: rows calibrated on.
    """
    labelled, is_reference = learned.iloc[measured], is_reference[measured]
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    card = TEXT.format(
        version=version_of(folder),
        command=meta["command"],
        megabytes=f"{sum(meta['bytes'].values()) / 1e6:.1f}",
        n_rows=len(learned),
        n_measured=len(labelled),
        data=_table(("file", "rows", "stories", *LABELS, "verbal", "material"), _data_rows(learned)),
        metrics=_table(
            ("file", "question", "system", "macro-F1", "95 % interval", "n"),
            metric_rows(labelled, out_of_fold, lower_bound),
        ),
        classes=_table(
            ("class", "precision", "recall", "F1", "n"), _class_rows(labelled[is_reference], out_of_fold[is_reference])
        ),
        **_calibration(labelled[is_reference], out_of_fold[is_reference]),
        parts=_table(
            ("rows", "three-way macro-F1", "n"), _part_rows(labelled[is_reference], out_of_fold[is_reference])
        ),
        forms=_table(
            ("true class and form", "label right", "form right", "n"),
            _form_rows(labelled[is_reference], out_of_fold[is_reference]),
        ),
    )
    (folder / "CARD.md").write_text(card, encoding="utf-8")


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(map(str, cells)) + " |" for cells in rows]
    return "\n".join(["| " + " | ".join(header) + " |", "|" + "---|" * len(header), *lines])


def _data_rows(labelled: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [
        (
            origin,
            len(rows),
            rows["group"].nunique(),
            *((rows["label"] == label).sum() for label in LABELS),
            *((rows["form"] == form).sum() for form in ("verbal", "material")),
        )
        for origin, rows in labelled.groupby("origin", sort=False)
    ]


def metric_rows(labelled: pd.DataFrame, out_of_fold: np.ndarray, lower_bound: np.ndarray) -> list[tuple[Any, ...]]:
    """Return (file, question, system, macro-F1, interval, n) for every file, question and system."""
    rows: list[tuple[Any, ...]] = []
    for origin in labelled["origin"].unique():
        at = np.flatnonzero(labelled["origin"] == origin)
        part = labelled.iloc[at]
        for task, by_system in compare(part, out_of_fold[at])["tasks"].items():
            bound = _lower_bound(part, lower_bound[at], task)
            rows += [
                (origin, task, system, *_figures(one))
                for system, one in {**by_system, "fast, lower bound": bound}.items()
            ]
    return rows


def _lower_bound(part: pd.DataFrame, probabilities: np.ndarray, task: str) -> dict[str, Any]:
    is_material = (part["form"] == "material").to_numpy()
    return answer(task, systems.classifier(probabilities), label_numbers(part), is_material, tasks_in(part)[task])


def _figures(one: dict[str, Any]) -> tuple[str, str, int]:
    low, high = one["interval_95"]
    return f"{one['macro_f1']:.3f}", f"{low:.3f} to {high:.3f}", one["n"]


def _class_rows(part: pd.DataFrame, probabilities: np.ndarray) -> list[tuple[Any, ...]]:
    everything = np.arange(len(part))
    measured = answer(
        "three-way", systems.classifier(probabilities), label_numbers(part), np.zeros(len(part), dtype=bool), everything
    )
    return [
        (name, *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")), row["support"])
        for name, row in measured["classes"].items()
    ]


def _calibration(part: pd.DataFrame, probabilities: np.ndarray) -> dict[str, str]:
    measured = calibrations(probabilities, label_numbers(part), part["form"].to_numpy())
    errors = [
        (name, f"{one['expected_error']:.3f}", f"{one['by_chance']:.3f}", one["n"]) for name, one in measured.items()
    ]
    bins = measured[CONFIDENCE]["bins"] if measured else []
    rows = [(row["n"], f"{row['probability']:.2f}", f"{row['share']:.2f}") for row in bins]
    return {
        "ece": _table(("probability", "calibration error", "by chance", "n"), errors),
        "reliability": _table(("n", "mean confidence", "share right"), rows),
    }


def _part_rows(part: pd.DataFrame, probabilities: np.ndarray) -> list[tuple[Any, ...]]:
    is_sure = part["is_sure"].to_numpy(dtype=bool)
    parts = {"readers were sure": is_sure, "readers were not sure": ~is_sure}
    parts |= {outlet: (part["outlet"] == outlet).to_numpy() for outlet in part["outlet"].value_counts().index if outlet}
    truth, guess = label_numbers(part), systems.classifier(probabilities).label
    return [
        (name, f"{macro_f1(truth[at], guess[at], len(LABELS)):.3f}" if at.sum() >= MIN_ROWS else "too few", at.sum())
        for name, at in parts.items()
    ]


def _form_rows(part: pd.DataFrame, probabilities: np.ndarray) -> list[tuple[Any, ...]]:
    verdicts = systems.classifier(probabilities)
    assert verdicts.is_material is not None
    is_right = verdicts.label == label_numbers(part)
    form_right = verdicts.is_material == (part["form"] == "material").to_numpy()
    kinds = part["label"] + " " + part["form"]
    rows = {kind: (kinds == kind).to_numpy() for kind in sorted(kinds.unique())}
    return [
        (
            kind.strip(),
            f"{is_right[at].mean():.3f}",
            f"{form_right[at].mean():.3f}" if kind.strip() != "neutral" else "",
            at.sum(),
        )
        for kind, at in rows.items()
    ]
