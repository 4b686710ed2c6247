"""Joining the two readers: only on stories that neither has seen, and the result loads."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import models
from models import join_deep
from models.datasets.held_out import read_held_out, sentence_key
from models.training import ensemble


class Flat:
    """A network that says nothing."""

    def log_odds(self, masked_sentences: list[str]) -> np.ndarray:
        return np.zeros((len(masked_sentences), 3))


@pytest.fixture
def networks(tmp_path: Path, few_labelled: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped network as the final one; the measured one says nothing of the held-out rows."""
    shutil.copytree(models.SHIPPED / "deep", tmp_path / "networks" / "final")
    known = read_held_out(models.SHIPPED / "fast").index
    is_held_out = few_labelled["sentence"].map(sentence_key).isin(known).to_numpy()
    assert 5 < is_held_out.sum() < len(few_labelled)
    teacher = SimpleNamespace(measured=Flat(), is_held_out=is_held_out)
    monkeypatch.setattr(ensemble, "load_teacher", lambda folder, labelled: teacher)
    return tmp_path / "networks"


def test_odds_of_a_silent_network_are_those_of_the_fast_classifier(networks: Path, few_labelled: pd.DataFrame) -> None:
    rows, odds = ensemble.held_out_log_odds(few_labelled, networks)
    keys = few_labelled["sentence"].iloc[rows].map(sentence_key)
    p_neutral = read_held_out(models.SHIPPED / "fast").loc[keys, "p_neutral"].clip(1e-6, 1 - 1e-6)
    np.testing.assert_allclose(odds[rows, 0], np.log(p_neutral / (1 - p_neutral)))
    assert np.isin(np.flatnonzero(odds.any(axis=1)), rows).all()


def test_stories_that_the_fast_classifier_has_seen_are_refused(
    networks: Path, few_labelled: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = read_held_out(models.SHIPPED / "fast").iloc[:0]
    monkeypatch.setattr(ensemble, "read_held_out", lambda folder: nothing)
    with pytest.raises(ValueError, match="were not held out from the fast"):
        ensemble.held_out_log_odds(few_labelled, networks)


def test_the_command_writes_a_model_that_loads(
    networks: Path, few_labelled: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(join_deep, "read_labelled", lambda paths: (few_labelled, []))
    assert join_deep.main(["--network", str(networks), "--out", str(tmp_path / "deep")]) == 0
    assert models.load(tmp_path / "deep").predict(["actor attacked actor"]).shape == (1, 4)
    assert "few            three-way" in (tmp_path / "deep" / "CARD.md").read_text(encoding="utf-8")
    assert len(read_held_out(tmp_path / "deep")) > 5
