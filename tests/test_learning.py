"""From a file of labels to a model of one's own: the training, the comparison with the shipped one, the card."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import models
from models import train
from models.datasets.labelled import read_labelled
from models.datasets.seen_sentences import has_learned_from, write_learned_from
from models.evaluation.metrics import Estimate, Paired, macro_f1, paired_macro_f1
from models.reporting.own_model_card import verdict
from models.training.adaptation import Heads, adapted
from models.training.fine_tuning import Compared, Comparison
from models.training.heads import Task
from signals.__main__ import load_classifier
from signals.cli.parser import main as signals_main
from tests.support import ROOT, seed_documents


def test_training_reads_other_encodings_and_separators(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("title;label\nCafé talks began;de-escalatory\n'-5 degrees;neutral\nx;y;z\n".encode("cp1252"))
    labelled, rejected = read_labelled([path])
    assert labelled["sentence"].tolist() == ["Café talks began", "-5 degrees"]
    assert [one.place for one in rejected] == ["excel.csv row 4"]


def test_paired_figures_agree_with_the_plain_ones():
    rng = np.random.default_rng(1)
    truth, first = rng.integers(0, 3, 200), rng.integers(-1, 3, 200)
    second = np.where(rng.random(200) < 0.7, truth, first)
    found = paired_macro_f1(truth, first, second, np.arange(200) // 2, 3, seed=7)
    assert found.first.value == pytest.approx(macro_f1(truth, first, 3))
    assert found.second.value == pytest.approx(macro_f1(truth, second, 3))
    assert found.difference.value == pytest.approx(found.second.value - found.first.value)
    assert 0 < found.difference.low < found.difference.value < found.difference.high
    same = paired_macro_f1(truth, first, first, np.arange(200), 3, seed=7)
    assert same.difference == (0, 0, 0)


def test_heads_move_toward_labels_and_only_as_far_as_they_push():
    heads = Heads(np.zeros((1, 2)), np.zeros(1))
    matrix = sparse.csr_array(np.array([[1.0, 0.0]] * 50))

    def moved(n_labels: int) -> Heads:
        task = Task(np.ones(50, dtype=bool), np.ones(50, dtype=bool), np.ones(50))
        return adapted(heads, matrix, {"neutral": task}, np.arange(n_labels))

    none, few, many = moved(0), moved(5), moved(50)
    np.testing.assert_array_equal(none.coefficients, heads.coefficients)
    assert 0 < few.coefficients[0, 0] < many.coefficients[0, 0] and many.coefficients[0, 1] == 0
    # at the optimum the pull of the labels and that of the prior are equal
    odds = few.coefficients[0, 0] + few.intercepts[0]
    assert 5 / (1 + np.exp(odds)) == pytest.approx(few.coefficients[0, 0] / 0.3, rel=1e-3)


def test_what_a_model_has_learned_from_is_known_without_its_text(tmp_path):
    write_learned_from(tmp_path, ["One  thing.", "Another"])
    assert has_learned_from(tmp_path, ["one thing.", "third"]).tolist() == [True, False]
    assert has_learned_from(tmp_path / "none", ["one thing."]).tolist() == [False]
    seeds = pd.read_csv(ROOT / "seeds" / "labels_a.csv")["sentence"]
    assert has_learned_from(models.SHIPPED / "fast", seeds).mean() > 0.99


def compared(low: float, high: float, **changed) -> Comparison:
    estimate = Estimate((low + high) / 2, low, high)
    one = Compared("three-way", 90, 80, Paired(estimate, estimate, estimate))
    return Comparison(**{"held_out": (one,), "seeds": (), "n_known": 0, "is_tainted": False, "share_right": 0.7,
                         "share_expected": 0.75, **changed})  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        pytest.param(compared(0.01, 0.05), "Better than", id="better"),
        pytest.param(compared(-0.05, -0.01), "WORSE than", id="worse"),
        pytest.param(compared(-0.01, 0.05), "Not shown to be better", id="chance"),
        pytest.param(compared(0.2, 0.5, share_right=0.1), "Cannot be told: .* picked because it was", id="picked"),
        pytest.param(compared(0.2, 0.5, is_tainted=True), "Cannot be told: .* learned from these", id="known"),
        pytest.param(compared(0, 0, held_out=()), "fewer than 20 stories", id="few"),
    ],
)
def test_the_verdict_is_plain(comparison, words):
    assert pd.Series([verdict(comparison)]).str.contains(words).all()


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
