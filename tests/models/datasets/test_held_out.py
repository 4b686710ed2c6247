"""Held-out probabilities: kept beside a model without text, and used only for the model that they are of."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models.datasets.held_out import (
    HELD_OUT,
    files_learned_from,
    read_held_out,
    sentence_key,
    unseen_probabilities,
    write_held_out,
)
from models.datasets.labelled import read_labelled

LABELLED = """sentence,label,form
Iran threatens Israel with a strike,escalatory,verbal
The museum opens a new wing,neutral,
Egypt and Sudan sign a border treaty,de-escalatory,material
"""

SAID = np.array([[0.9, 0.05, 0.05, 0.2], [0.1, 0.2, 0.7, 0.5]])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(models.SHIPPED / "fast", tmp_path / "fast")


@pytest.fixture
def labelled(tmp_path: Path) -> pd.DataFrame:
    (tmp_path / "lessons.csv").write_text(LABELLED, encoding="utf-8")
    return read_labelled([tmp_path / "lessons.csv"])[0]


def test_what_is_written_is_read_and_holds_no_text(folder: Path, labelled: pd.DataFrame) -> None:
    write_held_out(folder, labelled, np.array([0, 1]), SAID)
    table = read_held_out(folder)
    assert table.index.tolist() == [sentence_key(sentence) for sentence in labelled["sentence"][:2]]
    np.testing.assert_allclose(table.to_numpy(), SAID, atol=1e-4)
    written = (folder / HELD_OUT).read_text(encoding="utf-8")
    assert "Iran" not in written and "museum" not in written


def test_a_sentence_is_known_whatever_its_case_and_spaces() -> None:
    assert sentence_key("Iran  threatens\nIsrael") == sentence_key("iran threatens israel")
    assert sentence_key("Iran threatens Israel") != sentence_key("Israel threatens Iran")


def test_rows_and_probabilities_must_be_as_many(folder: Path, labelled: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="3 rows and 2 probabilities"):
        write_held_out(folder, labelled, np.array([0, 1, 2]), SAID)


def test_those_of_another_model_are_refused(folder: Path, labelled: pd.DataFrame) -> None:
    write_held_out(folder, labelled, np.array([0, 1]), SAID)
    meta = (folder / "meta.json").read_text(encoding="utf-8")
    (folder / "meta.json").write_text(meta.replace('"seed": 7', '"seed": 8'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"held_out\.csv: of model .* is installed; train the model again"):
        read_held_out(folder)


def test_a_model_without_them_is_refused(folder: Path) -> None:
    (folder / HELD_OUT).unlink(missing_ok=True)
    with pytest.raises(ValueError, match="expected the held-out probabilities"):
        read_held_out(folder)


def test_only_stories_that_were_not_learned_from_are_measured(
    folder: Path, labelled: pd.DataFrame, tmp_path: Path
) -> None:
    """A held-out row keeps what was said of it; a near-duplicate of it is left out; a new story is judged now."""
    write_held_out(folder, labelled, np.array([0, 1]), SAID)
    new = "sentence,label\nThe museum soon opens a new wing,neutral\nTroops shell the city of Kherson,escalatory\n"
    (tmp_path / "new.csv").write_text(new, encoding="utf-8")
    together, _ = read_labelled([tmp_path / "lessons.csv", tmp_path / "new.csv"])
    unseen = unseen_probabilities(together, folder)
    assert unseen.is_measured.tolist() == [True, True, True, False, True]
    np.testing.assert_allclose(unseen.probabilities[:2], SAID, atol=1e-4)
    assert np.isnan(unseen.probabilities[3]).all()
    assert unseen.probabilities[4, :3].argmax() == 0


def test_a_file_that_was_learned_from_is_not_measured_beyond_its_held_out_rows(folder: Path) -> None:
    seeds, _ = read_labelled([models.SHIPPED.parent / "seeds" / "labels_a.csv"])
    assert "labels_a" in files_learned_from(folder)
    write_held_out(folder, seeds, np.array([0, 1]), SAID)
    assert unseen_probabilities(seeds, folder).is_measured.sum() == 2


@pytest.mark.parametrize("name", ["fast", "deep"])
def test_a_shipped_model_has_its_own(name: str) -> None:
    seeds, _ = read_labelled(sorted((models.SHIPPED.parent / "seeds").glob("labels*.csv")))
    unseen = unseen_probabilities(seeds, models.SHIPPED / name)
    assert 0.1 < unseen.is_measured.mean() < 0.4  # a fifth of the stories was held back
    assert np.isnan(unseen.probabilities[~unseen.is_measured]).all()
    measured = unseen.probabilities[unseen.is_measured]
    np.testing.assert_allclose(measured[:, :3].sum(axis=1), 1, atol=1e-3)
