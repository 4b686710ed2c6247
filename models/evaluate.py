"""Measure the scorers on labelled sentences: python -m models.evaluate FILE, or --report DATA ...

With a FILE: prints macro-F1 with 95 % intervals, per-class figures, confusion and calibration beside simpler systems,
and writes all of it as JSON. With --report: measures every scorer on all data there is, on stories that it did not
learn from, and writes the accuracy report, its page and the cards (`models.evaluation.report`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models import SHIPPED, load, shipped_names
from models.datasets.held_out import files_learned_from
from models.datasets.labelled import LABELS, mask_sentences, read_file
from models.evaluation import baselines as systems
from models.evaluation.baselines import Verdicts
from models.evaluation.calibration import calibrations
from models.evaluation.metrics import measure

DIRECTIONS = LABELS[:2]
QUAD_NAMES = tuple(f"{label} {form}" for label in DIRECTIONS for form in ("verbal", "material"))
SHOWN = 10  # rows left out that are printed; all are in the file


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.file is None) == (options.report is None):
        parser.error("found no file and no --report, or both; expected one of them")
    try:
        for line in _report_lines(options) if options.report else _file_lines(options):
            print(line)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _file_lines(options: argparse.Namespace) -> Iterator[str]:
    report = evaluate_file(options.file, None if options.classifier == "none" else options.classifier)
    out = options.out or Path("out") / f"metrics-{options.file.name.split('.')[0]}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    yield as_text(report)
    yield f"written to {out}"


def _report_lines(options: argparse.Namespace) -> Iterator[str]:
    from models.reporting.write_report import write_report

    return write_report(options.report, options.out, show_text=options.show_text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--classifier", default="fast", help="fast, deep, a model's folder, or none (default: fast)")
    parser.add_argument(
        "--report", type=Path, nargs="+", metavar="DATA", help="write the accuracy report from these files or folders"
    )
    parser.add_argument("--show-text", action="store_true", help="print the worst errors with their text (--report)")
    parser.add_argument(
        "--out",
        type=Path,
        help="where to write: the file of metrics (default: out/metrics-FILE.json), or with --report a folder "
        "(default: models/accuracy.json, docs/accuracy.md and the cards)",
    )
    return parser


def evaluate_file(path: Path, name_or_path: str | Path | None) -> dict[str, Any]:
    """Read a labelled file and measure; `rejected` lists the rows left out. Raises ValueError for an unusable file."""
    rows, rejected = read_file(path)
    if not rows:
        raise ValueError(f"{path.name}: no usable row; expected sentences with labels")
    left_out = [{"place": one.place, "reason": one.reason} for one in rejected]
    return {
        "file": path.name,
        "n": len(rows),
        "rejected": left_out,
        **evaluate(pd.DataFrame(rows), name_or_path),
    }


def evaluate(labelled: pd.DataFrame, name_or_path: str | Path | None) -> dict[str, Any]:
    """Measure the classifier (None: none) and the simpler systems on rows from `dataset.read_file`."""
    if name_or_path is None:
        return compare(labelled, None)
    model = load(name_or_path)
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    report = compare(labelled, model.predict(masked), name=model.name)
    report["notes"] += _lessons_among(labelled, name_or_path, model.name)
    return {"classifier": f"{model.name} {model.version}", **report}


def _lessons_among(labelled: pd.DataFrame, name_or_path: str | Path, name: str) -> list[str]:
    """Return a line when the classifier was trained on files of these names: it knows the answers."""
    folder = SHIPPED / name_or_path if str(name_or_path) in shipped_names() else Path(name_or_path)
    known = sorted(set(labelled["origin"]) & files_learned_from(folder))
    return [f"{name} learned from {', '.join(known)}: too good here; --report measures unseen stories"] if known else []


def compare(labelled: pd.DataFrame, probabilities: np.ndarray | None, *, name: str = "fast") -> dict[str, Any]:
    """Return `tasks`: task -> system -> metrics, `calibration` of the probabilities (n, 4), and `notes`."""
    sentences, truth = labelled["sentence"].tolist(), label_numbers(labelled)
    is_material = (labelled["form"] == "material").to_numpy()
    found = {
        "majority": systems.majority(truth, is_material),
        "rules": systems.rules(sentences),
        "VADER": systems.vader(sentences),
    }
    report: dict[str, Any] = {"notes": [] if found["VADER"] else ["VADER is not installed: left out"]}
    if probabilities is not None:
        found |= {name: systems.classifier(probabilities), "dashboard": systems.blend(sentences, probabilities)}
        report["calibration"] = calibrations(probabilities, truth, labelled["form"].to_numpy())
    verdicts = {system: one for system, one in found.items() if one is not None}
    report["tasks"] = {
        task: {
            system: answer(task, one, truth, is_material, rows)
            for system, one in verdicts.items()
            if can_answer(task, one)
        }
        for task, rows in tasks_in(labelled).items()
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


def can_answer(task: str, verdicts: Verdicts) -> bool:
    return task != "quad" or verdicts.is_material is not None


def answer(
    task: str, verdicts: Verdicts, truth: np.ndarray, is_material: np.ndarray, rows: np.ndarray
) -> dict[str, Any]:
    """Measure one system on one task. Binary: which of the two directions; quad: with verbal or material."""
    if task == "three-way":
        return measure(truth[rows], verdicts.label[rows], LABELS)
    leaning = verdicts.leaning[rows]
    if task == "binary":
        return measure(truth[rows], leaning, DIRECTIONS)
    assert verdicts.is_material is not None
    guess = np.where(leaning < 0, systems.UNJUDGED, 2 * leaning + verdicts.is_material[rows])
    return measure(2 * truth[rows] + is_material[rows], guess, QUAD_NAMES)


def as_text(report: dict[str, Any]) -> str:
    """Return the report as lines for a terminal."""
    lines = [f"{report['file']}: {report['n']} rows. {report.get('classifier', 'no classifier')}"]
    lines += [f"left out: {one['place']}: {one['reason']}" for one in report["rejected"][:SHOWN]]
    if len(report["rejected"]) > SHOWN:
        lines.append(f"left out: {len(report['rejected']) - SHOWN} more, listed in the file of metrics")
    for task, by_system in report["tasks"].items():
        lines += ["", f"{task:<12}macro-F1  95 % interval   accuracy      n"]
        lines += [_line(*item) for item in by_system.items()]
        last = list(by_system)[-1]
        lines += ["", f"  {last}: precision, recall, F1, n; then how many were taken for each class"]
        lines += _class_lines(by_system[last])
    if report.get("calibration"):
        lines += ["", "expected calibration error, and what chance alone would give on as few rows"]
        lines += [f"  {name:<16}{_calibration_figures(one)}" for name, one in report["calibration"].items()]
    return "\n".join([*lines, *report["notes"]])


def _line(system: str, one: dict[str, Any]) -> str:
    low, high = one["interval_95"]
    return f"  {system:<10}  {one['macro_f1']:.3f}  {low:.3f} to {high:.3f}  {one['accuracy']:>8.3f}  {one['n']:>5}"


def _calibration_figures(one: dict[str, Any]) -> str:
    return f"{one['expected_error']:.3f}  {one['by_chance']:.3f}  {one['n']:>5}"


def _class_lines(one: dict[str, Any]) -> list[str]:
    lines = []
    for (name, row), counts in zip(one["classes"].items(), one["confusion"]["counts"], strict=True):
        figures = "  ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"  {name:<24}{figures}  {row['support']:>5}   {'  '.join(f'{n:>5}' for n in counts)}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
