"""Write the accuracy report and everything made from it: models/accuracy.json, docs/accuracy.md, the models' cards."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from models.classifiers.loading import SHIPPED
from models.datasets.held_out import read_held_out
from models.datasets.report_data import ReportData, read_report_data
from models.evaluation.report import build_report
from models.evaluation.scorers import CLASSIFIERS
from models.reporting import accuracy
from models.reporting.accuracy_document import fill_card, write_accuracy_page

DOCS = SHIPPED.parent / "docs"
JOINED_LABELS = Path("out") / "real_labels.csv"  # our labels of real sentences with their texts: never committed


def write_report(paths: Sequence[Path], out: Path | None, *, show_text: bool = False) -> Iterator[str]:
    """Measure on the data in `paths`, write the report, and yield lines for a terminal.

    Without `out`: models/accuracy.json, docs/accuracy.md with its picture, and the cards of the shipped models. With
    it: accuracy.json, accuracy.md and the picture into that folder, and no card. `show_text` adds the texts of the
    worst errors to the lines, never to a file. Raises ValueError for data that cannot be used.
    """
    held = read_report_data(paths, JOINED_LABELS)
    report = build_report(held)
    place = (out or SHIPPED) / accuracy.REPORT.name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(as_json(report), encoding="utf-8")
    write_accuracy_page(report, out or DOCS)
    if out is None:
        _fill_cards(report)
    yield from accuracy.summary(report)
    yield from _unmeasured_lines(report)
    yield from _error_texts(report, held) if show_text else ()
    yield f"written to {place} and {(out or DOCS) / 'accuracy.md'}"


def _unmeasured_lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield why a classifier was not measured."""
    for name in CLASSIFIERS:
        if name not in accuracy.scorers_in(report):
            try:
                read_held_out(SHIPPED / name)
            except ValueError as error:
                yield f"{name} is left out: {error}"


def as_json(report: dict[str, Any]) -> str:
    """Return the report as JSON with a line per row of its tables, so that a change shows as a diff of few lines."""
    parts = []
    for key, value in report.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _fill_cards(report: dict[str, Any]) -> None:
    for scorer in accuracy.scorers_in(report):
        card = SHIPPED / scorer / "CARD.md"
        if card.is_file():
            fill_card(card, report, scorer)


def _error_texts(report: dict[str, Any], held: ReportData) -> Iterator[str]:
    """Yield the worst errors of each scorer with their text."""
    labelled = held.labelled
    names = labelled["id"].where(labelled["id"] != "", labelled["place"])
    text_of = pd.Series(labelled["sentence"].to_numpy(), index=pd.MultiIndex.from_arrays([labelled["origin"], names]))
    for one in report["errors"]:
        yield f"\n{one['scorer']}: {one['n_wrong']} of {one['n']} wrong"
        for miss in one["worst"]:
            yield f"{miss['file']} {miss['id']}: {miss['gold']}, taken for {miss['guess']} ({miss['confidence']:.2f}); "
            yield f"    {text_of[miss['file'], miss['id']]}"
            yield f"    {'; '.join(miss['reasons'])} | {'; '.join(miss['cues']) or 'no cue'}"
