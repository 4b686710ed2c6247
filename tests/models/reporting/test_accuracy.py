"""The accuracy report in tables and sentences, and what is said of models that were not measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.reporting import accuracy


def test_a_classifier_that_was_not_measured_is_named(report: accuracy.Report) -> None:
    without = report | {"errors": [one for one in report["errors"] if one["scorer"] == "rules"]}
    assert "fast" in accuracy.not_measured(without) and "fast" not in accuracy.not_measured(report)


def test_what_is_installed_since_is_named(report: accuracy.Report) -> None:
    assert accuracy.changed_since(report) == []
    older = report | {"versions": report["versions"] | {"rules": "another"}}
    assert accuracy.changed_since(older) == ["rules"]


def test_without_a_report_one_line_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"python -m models\.evaluate --report DATA"):
        accuracy.read_report(tmp_path / "accuracy.json")
