"""The report as JSON, and what is said of classifiers that were not measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.reporting import accuracy, write_report
from models.reporting.write_report import as_json


def test_a_row_of_a_table_is_a_line() -> None:
    report = {"versions": {"rules": "1"}, "results": [{"n": 1, "file": "é"}, {"n": 2}]}
    text = as_json(report)
    assert json.loads(text) == report
    assert text.splitlines()[3:5] == ['  {"n": 1, "file": "é"},', '  {"n": 2}']


def test_the_committed_report_is_written_as_it_is_read() -> None:
    assert as_json(accuracy.read_report()) == accuracy.REPORT.read_text(encoding="utf-8")


def test_a_report_for_a_folder_leaves_the_cards_alone(
    news: Path, report: accuracy.Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_deep = report | {"errors": report["errors"][:2]}
    filled: list[object] = []
    monkeypatch.setattr(write_report, "build_report", lambda held: without_deep)
    monkeypatch.setattr(write_report, "fill_card", lambda *arguments: filled.append(arguments))
    monkeypatch.setattr(write_report, "read_held_out", _refused)
    lines = list(write_report.write_report([news], tmp_path))
    assert filled == [] and lines[-1] == f"written to {tmp_path / 'accuracy.json'} and {tmp_path / 'accuracy.md'}"
    assert "deep is left out: no such file" in lines


def _refused(folder: Path) -> None:
    raise ValueError("no such file")
