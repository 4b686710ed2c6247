"""What the network learns from: sentences of reports, targets with weights, batches of like length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models.datasets.labelled import read_labelled
from models.training import network_lessons
from models.training.network_lessons import (
    Lessons,
    held_out_rows,
    length_batches,
    make_lessons,
    pace_at,
    read_synthetic,
)


@pytest.fixture
def tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (models.SHIPPED / "deep" / "tokenizer.json").read_bytes()
    monkeypatch.setattr(network_lessons, "tokenizer_bytes", lambda: content)


def test_the_first_sentence_of_a_report_is_taken_once(tmp_path: Path) -> None:
    reports = [
        "{country_1} shelled three villages on Monday. More.",
        "Too short. Yes.",
        "x",
        "No stop in this report at all",
    ]
    path = tmp_path / "reports.csv"
    pd.DataFrame({"text": [*reports, reports[0]], "plover_root": "ASSAULT"}).to_csv(path, index=False)
    rows = read_synthetic(path)
    assert rows["sentence"].tolist() == ["Russia shelled three villages on Monday."]
    assert (rows["label"][0], rows["form"][0]) == ("escalatory", "material")


@pytest.mark.usefixtures("tokenizer")
def test_lessons_say_what_each_row_teaches_which_head(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("sentence,label\nRain falls,neutral\nIran threatens Israel,escalatory\n")
    (tmp_path / "sides.csv").write_text("sentence,conflict\nChad expels an envoy of Niger,1\n")
    labelled, _ = read_labelled([tmp_path / "own.csv", tmp_path / "sides.csv"])
    lessons = make_lessons(labelled)
    assert len(lessons.ids) == 3 and all(ids[0] == 101 and ids[-1] == 102 for ids in lessons.ids)
    assert lessons.targets[:, 0].tolist() == [1, 0, 0]
    assert lessons.weights.tolist() == [[1, 0, 0], [1, 1, 0], [0, 1.5, 0]]


def test_one_story_in_five_is_held_out_whole() -> None:
    groups = np.repeat(np.arange(50), 3)
    is_held_out = held_out_rows(groups, seed=3).reshape(50, 3)
    assert (is_held_out.all(axis=1) == is_held_out.any(axis=1)).all() and is_held_out.mean() == pytest.approx(0.2)
    assert held_out_rows(groups, seed=3).tolist() == is_held_out.ravel().tolist()


def test_batches_hold_every_row_once_and_are_of_like_length() -> None:
    random = np.random.default_rng(5)
    lessons = Lessons([[0] * n for n in random.integers(1, 90, 500)], np.zeros((500, 3)), np.zeros((500, 3)))
    batches = length_batches(lessons, np.arange(0, 500, 2), np.random.default_rng(1))
    assert sorted(np.concatenate(batches).tolist()) == list(range(0, 500, 2))
    spans = [np.ptp([len(lessons.ids[row]) for row in batch]) for batch in batches]
    assert len(batches) == 8 and max(spans) < 30


def test_the_rate_of_learning_rises_then_falls_to_nothing() -> None:
    paces = [pace_at(step, 100) for step in range(101)]
    assert paces[0] == pytest.approx(0.1) and max(paces) == paces[9] == 1 and paces[100] == 0
    assert paces[:10] == sorted(paces[:10]) and paces[9:] == sorted(paces[9:], reverse=True)
