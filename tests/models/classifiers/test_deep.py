"""The deep classifier: what it returns, what it refuses, and that neighbours do not change a sentence's answer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import models
from models.classifiers.deep import FAST_SHARE, DeepClassifier, ensemble_log_odds
from tests.support import seed_documents

TOLERANCE = 0.01


@pytest.fixture(scope="module")
def deep() -> DeepClassifier:
    return models.load("deep")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    return [piece for document in seed_documents()[:60] for piece in document.text.split(". ") if len(piece) > 20][:150]


def test_is_the_best_shipped() -> None:
    assert models.best_shipped() == "deep"


def test_probabilities(deep: DeepClassifier, sentences: list[str]) -> None:
    probabilities = deep.predict(sentences)
    assert probabilities.shape == (len(sentences), 4)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    np.testing.assert_allclose(probabilities[:, :3].sum(axis=1), 1, atol=1e-6)


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        pytest.param("actor launched missiles at place, killing twelve people.", 0, id="strike"),
        pytest.param("actor threatened to attack actor unless its demands were met.", 0, id="threat"),
        pytest.param("actor and actor signed a ceasefire agreement.", 1, id="ceasefire"),
        pytest.param("actor offered to hold talks with actor.", 1, id="offer"),
        pytest.param("The film festival opens in place next week.", 2, id="culture"),
    ],
)
def test_plain_cases(deep: DeepClassifier, sentence: str, column: int) -> None:
    assert deep.predict([sentence])[0, :3].argmax() == column


def test_neighbours_do_not_matter(deep: DeepClassifier, sentences: list[str]) -> None:
    together = deep.predict(sentences)
    backwards = deep.predict(sentences[::-1])[::-1]
    alone = np.concatenate([deep.predict([sentence]) for sentence in sentences[:40]])
    assert np.abs(together - backwards).max() <= TOLERANCE
    assert np.abs(together[:40] - alone).max() <= TOLERANCE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t", id="blank"),
        pytest.param("12.34 - 56", id="no_letters"),
        pytest.param("Президент заявил, что переговоры сорваны.", id="other_script"),
        pytest.param(
            "Der Minister hat gestern gesagt dass diese Verhandlungen leider nicht fortgesetzt werden können",
            id="german",
        ),
    ],
)
def test_what_cannot_be_judged(deep: DeepClassifier, text: str) -> None:
    assert np.isnan(deep.predict([text])).all()


@pytest.mark.parametrize(
    "text", [pytest.param("talks " * 10_000, id="long"), pytest.param("war\x00\x07 began", id="control")]
)
def test_odd_text_is_judged(deep: DeepClassifier, text: str) -> None:
    assert not np.isnan(deep.predict([text])).any()


def test_no_sentences(deep: DeepClassifier) -> None:
    assert deep.predict([]).shape == (0, 4)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(models.SHIPPED / "deep", tmp_path / "deep")
    network = tmp_path / "deep" / "network.onnx"
    network.write_bytes(network.read_bytes()[:-1] + b"x")
    with pytest.raises(ValueError, match=r"network\.onnx: sha256 .* changed or damaged"):
        models.load(tmp_path / "deep")


def test_two_readers_add_up() -> None:
    network = np.array([[1.0, -2.0, 0.5], [1.0, -2.0, 0.5]])
    fast = np.array([[0.6, 0.2, 0.2, 0.9], [np.nan] * 4])
    expected = [[1 + FAST_SHARE * np.log(0.25), -2 + FAST_SHARE * np.log(3), 0.5 + FAST_SHARE * np.log(9)], network[1]]
    np.testing.assert_allclose(ensemble_log_odds(network, fast), expected)


def test_the_deep_classifier_wants_the_fast_one_that_it_was_calibrated_beside(tmp_path: Path) -> None:
    shutil.copytree(models.SHIPPED / "deep", tmp_path / "deep")
    meta = tmp_path / "deep" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"fast": "0" * 12}))
    with pytest.raises(ValueError, match="calibrated beside the fast classifier 000000000000, found"):
        models.load(tmp_path / "deep")
