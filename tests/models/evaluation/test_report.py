"""The accuracy report: on unseen stories, the same every time, without any text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.datasets.report_data import read_report_data
from models.evaluation.report import MIN_OUTLET_ROWS, build_report
from models.reporting import accuracy
from models.reporting.accuracy_document import accuracy_page
from models.reporting.write_report import as_json


def figures(report: accuracy.Report, **wanted: str) -> list[dict]:
    return [one for one in report["results"] if all(one[key] == value for key, value in wanted.items())]


def test_every_file_question_and_scorer_has_figures(report: accuracy.Report) -> None:
    assert [one["file"] for one in report["files"]] == ["labels_a", "labels_b", "labels_c", "labels_d", "some_news"]
    asked = {(one["part"], one["question"]) for one in figures(report, file="some_news", block="quick")}
    assert asked == {("all", "three-way"), ("sure", "three-way"), ("all", "binary"), ("all", "quad")}
    scorers = {one["scorer"] for one in figures(report, file="some_news", block="quick", question="three-way")}
    assert {"majority", "rules", "fast", "fast + rules"} <= scorers
    for one in report["results"]:
        low, high = one["interval_95"]
        assert 0 <= low <= one["macro_f1"] <= high <= 1 and one["n"] > 0


def test_scorers_are_compared_on_the_same_sentences(report: accuracy.Report) -> None:
    for block in ("quick", "deep"):
        for question in ("three-way", "binary", "quad"):
            rows = figures(report, file="labels_a", part="all", block=block, question=question)
            assert len({one["n"] for one in rows}) <= 1


def test_the_commonest_class_by_hand(report: accuracy.Report) -> None:
    # a third of the sentences each way: accuracy 1/3, macro-F1 a third of 2·(1/3)/(1/3 + 1) = 1/6
    (one,) = figures(report, file="some_news", part="all", block="quick", question="three-way", scorer="majority")
    assert one["accuracy"] == pytest.approx(1 / 3, abs=1e-4) and one["macro_f1"] == pytest.approx(1 / 6, abs=1e-4)


def test_few_sentences_of_an_outlet_give_no_figure(report: accuracy.Report) -> None:
    by_outlet = {(one["outlet"], one["scorer"]): one for one in report["by_outlet"]}
    assert by_outlet["small.example", "rules"] == {
        "part": "some_news",
        "outlet": "small.example",
        "scorer": "rules",
        "n": 6,
    }
    assert by_outlet["large.example", "rules"]["n"] == 210 > MIN_OUTLET_ROWS
    cell = accuracy.outlet_table(report, "some_news").set_index("outlet").loc["small.example", "rules"]
    assert cell == "too few, n 6"


def test_confusion_counts_every_sentence(report: accuracy.Report) -> None:
    for one in report["confusion"]:
        assert np.sum(one["counts"]) + one["n_unjudged"] == one["n"] == 216
    assert accuracy.confusion_table(report, "rules", "some_news")["the reader said"].tolist() == one["labels"]


def test_the_same_data_give_the_same_bytes(news: Path, report: accuracy.Report, tmp_path: Path) -> None:
    again = build_report(read_report_data([news], tmp_path / "real_labels.csv"))
    assert as_json(again) == as_json(report)
    assert json.loads(as_json(report)) == report
    assert accuracy_page(again) == accuracy_page(report)
