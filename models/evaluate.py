"""Measure a classifier beside simpler systems on a labelled file: python -m models.evaluate FILE

Prints macro-F1 with 95 % intervals, per-class figures and confusion, and writes all of it as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from signals.documents import Rejected

from . import load, systems
from .dataset import LABELS, mask_sentences, read_file
from .metrics import calibration_error, measure, reliability
from .systems import NEUTRAL, Verdicts

DIRECTIONS = LABELS[:2]
QUAD_NAMES = tuple(f"{label} {form}" for label in DIRECTIONS for form in ("verbal", "material"))
TASKS = ("three-way", "binary", "quad")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = _parser().parse_args(arguments)
    try:
        rows, rejected = read_file(options.file)
        if not rows:
            raise ValueError(f"{options.file.name}: no usable row; expected sentences with labels")
        labelled = pd.DataFrame(rows)
        measured = evaluate(labelled, None if options.classifier == "none" else options.classifier)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    report = {"file": options.file.name, "n": len(labelled), "rejected": [vars_of(one) for one in rejected], **measured}
    out = options.out or Path("out") / f"metrics-{options.file.name.split('.')[0]}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(as_text(report))
    print(f"written to {out}")
    for one in rejected[:10]:
        print(f"left out: {one.place}: {one.reason}", file=sys.stderr)
    if rejected:
        print(f"{len(rejected)} row(s) left out; all are listed in {out}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--classifier", default="fast", help="fast, a model's folder, or none (default: fast)")
    parser.add_argument("--out", type=Path, help="where to write the metrics (default: out/metrics-FILE.json)")
    return parser


def vars_of(rejected: Rejected) -> dict[str, str]:
    return {"place": rejected.place, "reason": rejected.reason}


def evaluate(labelled: pd.DataFrame, name_or_path: str | Path | None) -> dict[str, Any]:
    """Measure the classifier (None: none) and the simpler systems on rows from `dataset.read_file`."""
    if name_or_path is None:
        return compare(labelled, None)
    model = load(name_or_path)
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    probabilities = model.predict(masked)
    return {"classifier": f"{model.name} {model.version}", **compare(labelled, probabilities, name=model.name)}


def compare(labelled: pd.DataFrame, probabilities: np.ndarray | None, *, name: str = "fast") -> dict[str, Any]:
    """Return `tasks`: task -> system -> metrics, `calibration` of the probabilities (n, 4), and `notes`."""
    sentences, truth = labelled["sentence"].tolist(), label_numbers(labelled)
    is_material = (labelled["form"] == "material").to_numpy()
    verdicts = {"majority": systems.majority(truth, is_material), "rules": systems.rules(sentences), "VADER": systems.vader(sentences)}
    notes = [] if verdicts["VADER"] else ["VADER is not installed (pip install vaderSentiment): left out"]
    report: dict[str, Any] = {"notes": notes}
    if probabilities is not None:
        verdicts |= {name: systems.classifier(probabilities), "dashboard": systems.blend(sentences, probabilities)}
        report["calibration"] = _calibration(probabilities, truth)
    questions = tasks_in(labelled)
    report["tasks"] = {
        task: {system: answer(task, one, truth, is_material, rows) for system, one in verdicts.items() if can_answer(task, one)}
        for task, rows in questions.items()
    }
    return report


def label_numbers(labelled: pd.DataFrame) -> np.ndarray:
    return np.array([LABELS.index(label) for label in labelled["label"]], dtype=int)


def tasks_in(labelled: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the questions that a file's labels can answer, each with the rows that take part."""
    is_neutral = (labelled["label"] == "neutral").to_numpy()
    has_form = (labelled["form"] != "").to_numpy()
    rows = {
        "three-way": np.flatnonzero(np.full(len(labelled), is_neutral.any())),
        "binary": np.flatnonzero(~is_neutral),
        "quad": np.flatnonzero(~is_neutral & has_form),
    }
    return {task: at for task, at in rows.items() if len(at)}


def can_answer(task: str, verdicts: Verdicts | None) -> bool:
    return verdicts is not None and (task != "quad" or verdicts.is_material is not None)


def answer(task: str, verdicts: Verdicts, truth: np.ndarray, is_material: np.ndarray, rows: np.ndarray) -> dict[str, Any]:
    """Measure one system on one task. Binary: which of the two directions; quad: with verbal or material."""
    if task == "three-way":
        return measure(truth[rows], verdicts.label[rows], LABELS)
    leaning = verdicts.leaning[rows]
    if task == "binary":
        return measure(truth[rows], leaning, DIRECTIONS)
    assert verdicts.is_material is not None
    guess = np.where(leaning < 0, systems.UNJUDGED, 2 * leaning + verdicts.is_material[rows])
    return measure(2 * truth[rows] + is_material[rows], guess, QUAD_NAMES)


def _calibration(probabilities: np.ndarray, truth: np.ndarray) -> dict[str, Any] | None:
    judged = ~np.isnan(probabilities[:, 0])
    if not judged.any() or not (truth == NEUTRAL).any():
        return None  # a file without neutral rows cannot say whether three probabilities are right
    shares = probabilities[judged, :3]
    return {"expected_error": round(calibration_error(shares, truth[judged]), 4), "reliability": reliability(shares, truth[judged])}


def as_text(report: dict[str, Any]) -> str:
    """Return the report as lines for a terminal."""
    lines = [f"{report['file']}: {report['n']} rows, {len(report['rejected'])} left out. {report.get('classifier', 'no classifier')}"]
    for task, by_system in report["tasks"].items():
        lines += ["", f"{task:<12}macro-F1  95 % interval      n"]
        lines += [_line(system, one) for system, one in by_system.items()]
        system = list(by_system)[-1]
        lines += ["", f"  {system}: precision, recall, F1, n; then how many were taken for each class", *_class_lines(by_system[system])]
    if report.get("calibration"):
        lines += ["", f"expected calibration error {report['calibration']['expected_error']:.3f}"]
    return "\n".join([*lines, *report["notes"]])


def _line(system: str, one: dict[str, Any]) -> str:
    low, high = one["interval_95"]
    return f"  {system:<10}  {one['macro_f1']:.3f}  {low:.3f} to {high:.3f}  {one['n']:>5}"


def _class_lines(one: dict[str, Any]) -> list[str]:
    return [
        f"  {name:<24}{row['precision']:.3f}  {row['recall']:.3f}  {row['f1']:.3f}  {row['support']:>5}   {'  '.join(f'{n:>5}' for n in counts)}"
        for (name, row), counts in zip(one["classes"].items(), one["confusion"]["counts"], strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
