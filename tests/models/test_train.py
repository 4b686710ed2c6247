"""From a file of labels to a model of one's own: the training, the comparison with the shipped one, the card."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models import train
from signals.__main__ import load_classifier
from signals.cli.parser import main as signals_main
from tests.support import seed_documents


def test_a_labels_file_makes_a_new_model_beside_the_shipped_one(own_model: Path):
    meta = json.loads((own_model / "meta.json").read_text(encoding="utf-8"))
    assert meta["trained_on"] == {"mine": 100} and meta["started_from"] == f"fast {models.load('fast').version}"
    new = models.load(own_model)
    assert (new.name, new.predict(["actor attacked actor"]).shape) == ("fast-own", (1, 4))
    card = (own_model / "CARD.md").read_text(encoding="utf-8")
    assert "| yours | three-way |" in card and "Not shown to be better than the shipped model" in card


def test_rows_that_were_left_out_stand_beside_the_model(own_model: Path):
    rejected = pd.read_csv(own_model / "rejected.csv").set_index("place")["reason"]
    assert list(rejected.index) == ["mine.csv row 103", "labels_a.csv row 2", "mine.csv row 102",
                                    "mine.csv row 104", "mine.csv row 105"]  # fmt: skip
    assert "neutral in labels_a.csv row 2; escalatory in mine.csv row 102" in rejected["mine.csv row 102"]
    assert "label is 'rosy'" in rejected["mine.csv row 103"]


def test_training_on_top_twice_gives_the_same_bytes(own_model: Path, labels_file: Path, capsys):
    before = {path.name: path.read_bytes() for path in own_model.iterdir()}
    assert train.main([str(labels_file), "--out", str(own_model)]) == 0
    assert {path.name: path.read_bytes() for path in own_model.iterdir()} == before
    told = capsys.readouterr()
    assert "left out: mine.csv row 103" in told.err and "5 row(s) left out, all listed in" in told.err
    assert "Not shown to be better" in told.out


def test_a_few_labels_move_little(labels_file: Path, tmp_path: Path):
    few = tmp_path / "few.csv"
    few.write_text("text,label\n" + "".join(f"actor {word} today,neutral\n" for word in ("sang", "ran", "sat")))
    assert train.main([str(few), "--out", str(tmp_path / "few")]) == 0
    sentences = [document.text.split("\n")[0] for document in seed_documents()]
    change = models.load(tmp_path / "few").predict(sentences) - models.load("fast").predict(sentences)
    assert 0 < np.abs(change[:, :3]).mean() < 0.03
    assert "fewer than 20 stories" in (tmp_path / "few" / "CARD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["fast", "fast/new", "mine"])
def test_a_shipped_model_is_never_overwritten(labels_file: Path, capsys, name):
    assert train.main([str(labels_file), "--out", str(models.SHIPPED / name)]) == 2
    assert "where shipped models are; expected a folder of its own" in capsys.readouterr().err


def test_a_file_named_like_a_seed_or_without_a_label_is_refused(tmp_path: Path, capsys):
    (tmp_path / "none.csv").write_text("text,label\nOdd,rosy\n", encoding="utf-8")
    shutil.copy(tmp_path / "none.csv", tmp_path / "labels_a.csv")
    assert train.main([str(tmp_path / "labels_a.csv"), "--out", str(tmp_path / "out")]) == 2
    assert train.main([str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "expected another name" in first
    assert "no usable label" in second and "none.csv row 2: label is 'rosy'" in second
    assert not (tmp_path / "out").exists()


def test_scoring_with_a_model_of_ones_own(own_model: Path, tmp_path: Path):
    text, out = tmp_path / "2022-01-05.txt", tmp_path / "scored.csv"
    text.write_text("Russia threatened Ukraine with war.", encoding="utf-8")
    arguments = ["score", str(text), "--out", str(out), "--classifier", str(own_model)]
    assert signals_main(arguments, load_classifier=load_classifier) == 0
    assert pd.read_csv(out)["p_escalatory"].between(0, 1).all()
