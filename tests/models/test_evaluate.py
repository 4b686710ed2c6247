"""The command that measures: one file, or the accuracy report of all data."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from models import evaluate, train
from models.evaluation.file_metrics import file_metrics
from models.reporting import accuracy
from models.reporting.accuracy_document import accuracy_page
from models.reporting.write_report import as_json
from tests.models.conftest import SUBJECTS

FILE = """sentence,label,form,pair,sure
Russia masses troops near Ukraine,escalatory,material,p1,1
Russia withdraws troops from the border,de-escalatory,material,p1,1
Rain is expected,neutral,,,0
,neutral,,,1
Rain again,rainy,,,1
rain is expected,neutral,,,1
Iran threatens Israel,escalatory,verbal,,1
Iran threatens Israel,neutral,,,1
"""


@pytest.mark.parametrize("content", [pytest.param("a,b\n1,2\n", id="columns"), pytest.param("", id="empty")])
def test_unusable_file_is_one_line(tmp_path, capsys, content):
    path = tmp_path / "file.csv"
    path.write_text(content, encoding="utf-8")
    assert evaluate.main([str(path)]) == 2
    assert train.main([str(path), "--out", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2 and all("file.csv" in line and "expected" in line for line in lines)


def test_evaluation_on_a_tiny_file(tmp_path, capsys):
    path, out = tmp_path / "tiny.csv", tmp_path / "metrics.json"
    path.write_text(FILE, encoding="utf-8")
    assert evaluate.main([str(path), "--out", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["n"] == 6 and [one["place"] for one in report["rejected"]] == ["tiny.csv row 5", "tiny.csv row 6"]
    assert list(report["tasks"]) == ["three-way", "binary", "quad"]
    assert {"majority", "rules", "fast", "dashboard"} <= set(report["tasks"]["three-way"])
    assert report["tasks"]["three-way"]["majority"]["confusion"]["counts"][2][2] == 3
    assert "three-way" in capsys.readouterr().out


def test_evaluation_without_a_classifier(tmp_path):
    path, out = tmp_path / "quad.csv", tmp_path / "metrics.json"
    path.write_text("sentence,quad\nIran threatens Israel,3\nIran thanks Israel,1\n", encoding="utf-8")
    assert evaluate.main([str(path), "--classifier", "none", "--out", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert list(report["tasks"]) == ["binary", "quad"] and "fast" not in report["tasks"]["binary"]


def test_the_command_writes_report_page_and_picture(
    news: Path, report: accuracy.Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["--report", str(news), "--out", str(tmp_path), "--show-text"]) == 0
    assert (tmp_path / "accuracy.json").read_text(encoding="utf-8") == as_json(report)
    assert (tmp_path / "accuracy.md").read_text(encoding="utf-8") == accuracy_page(report)
    ElementTree.parse(tmp_path / "pictures" / "reliability.svg")
    printed = capsys.readouterr().out
    assert "100 sentences of real news" in printed
    first = next(miss for one in report["errors"] for miss in one["worst"])
    assert f"{first['file']} {first['id']}: {first['gold']}, taken for {first['guess']}" in printed
    assert any(subject in printed for subject in SUBJECTS)


def test_a_folder_without_labelled_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--report", str(tmp_path)]) == 2
    line = capsys.readouterr().err.strip()
    assert "no labelled CSV file; expected columns sentence" in line and "\n" not in line


def test_a_file_or_data_must_be_named(news: Path) -> None:
    for arguments in ([], [str(news), "--report", str(news)]):
        with pytest.raises(SystemExit) as stopped:
            evaluate.main(arguments)
        assert stopped.value.code == 2


def test_a_file_that_the_classifier_learned_from_is_said_to_be_one(tmp_path: Path) -> None:
    known, new = tmp_path / "labels_a.csv", tmp_path / "new.csv"
    for path in (known, new):
        path.write_text("sentence,label\nRain falls,neutral\nIran threatens Israel,escalatory\n", encoding="utf-8")
    assert "fast learned from labels_a" in " ".join(file_metrics(known, "fast")["notes"])
    assert "learned from" not in " ".join(file_metrics(new, "fast")["notes"])
