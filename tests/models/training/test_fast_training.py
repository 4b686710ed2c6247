"""Training from nothing: the same input and seed give the same bytes, and what was held out is known afterwards."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models.datasets.held_out import read_held_out
from models.datasets.labelled import read_labelled
from models.datasets.seen_sentences import has_learned_from
from models.training import fast_training
from models.training.fast_training import Trained, read_unlabelled, save_trained, shipped_knowledge
from models.training.word_vectors import word_vectors


def test_training_twice_gives_the_same_bytes(
    trained: Trained, few_labelled: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # without the shipped runs of words, to be quick
    monkeypatch.setattr(
        fast_training, "shipped_knowledge", lambda masked, *, seed: (word_vectors(masked, seed=seed), [])
    )
    again = fast_training.train(few_labelled, [], seed=7)
    for name, one in (("one", trained), ("two", again)):
        save_trained(tmp_path / name, few_labelled, one, {"name": "fast", "seed": 7})
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    assert models.load(tmp_path / "one").predict(["actor attacks actor"]).shape == (1, 4)
    with zipfile.ZipFile(tmp_path / "one" / "heads.skops") as archive:
        assert "schema.json" in archive.namelist()


def test_a_saved_model_tells_what_it_knows(trained: Trained, few_labelled: pd.DataFrame, tmp_path: Path) -> None:
    save_trained(tmp_path, few_labelled, trained, {"name": "fast", "seed": 7})
    meta = json.loads((tmp_path / "meta.json").read_text(encoding="utf-8"))
    assert (meta["name"], meta["seed"], meta["rows_calibrated_on"]) == ("fast", 7, len(few_labelled))
    assert len(read_held_out(tmp_path)) == len(few_labelled)
    assert has_learned_from(tmp_path, few_labelled["sentence"]).all()


def test_every_row_is_measured_by_a_model_that_did_not_see_it(trained: Trained, few_labelled: pd.DataFrame) -> None:
    assert trained.measured.tolist() == list(range(len(few_labelled)))
    for probabilities in (trained.out_of_fold, trained.lower_bound):
        assert probabilities.shape == (len(few_labelled), 4) and not np.isnan(probabilities).any()


def test_no_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text("sentence,label\nOdd,rosy\n", encoding="utf-8")
    nothing, _ = read_labelled([tmp_path / "none.csv"])
    with pytest.raises(ValueError, match="no usable labelled row"):
        fast_training.train(nothing, [], seed=7)


def test_the_shipped_model_lends_its_vectors_and_its_runs_of_words() -> None:
    (names, vectors, scale), runs = shipped_knowledge([], seed=7)
    assert len(names) == len(vectors) == len(scale) > 1000 and vectors.dtype == np.int8 and (scale > 0).all()
    assert {len(run.split()) for run in runs if run.strip()} >= {1, 2, 3}


def test_unlabelled_text_is_cut_and_said_once(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("title,desc,day\nOne. Two,One,3\nThree,,4\n", encoding="utf-8")
    assert read_unlabelled([tmp_path / "news.csv"]) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("day,index\n1,2\n", "found columns day, index; expected one of title, desc", id="columns"),
        pytest.param("", "expected a CSV file", id="empty"),
    ],
)
def test_unusable_text_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "news.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_unlabelled([tmp_path / "news.csv"])
