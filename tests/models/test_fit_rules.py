"""Fitting the rules' weights: recovers what the data say, near the judgement where they say little, never across 0."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models import fit_rules
from models.training.rule_weights import LabelledHits, fit_weights
from signals.cues.lexicon import FITTED, load_lexicon
from signals.data.csv_tables import TABLES

BAND = 0.15


JUDGED = np.array([0.1, -0.3, 0.4, 0.0])


def fitted(learn: LabelledHits, pull: float = 1.0) -> np.ndarray:
    return fit_weights(learn, JUDGED, neutral_band=BAND, pull=pull, min_sentences=3)[0]


def test_stories_are_held_out_whole() -> None:
    groups = np.repeat(np.arange(30), 3)
    is_held_out = fit_rules.held_out_stories(groups, seed=1).reshape(30, 3)
    assert (is_held_out.all(axis=1) | ~is_held_out.any(axis=1)).all() and is_held_out.mean() == pytest.approx(1 / 3)


def test_the_command_keeps_every_cue_and_every_judgement(tmp_path: Path) -> None:
    assert fit_rules.main(["--out", str(tmp_path / "lexicon.csv")]) == 0
    shipped, written = (fit_rules.read_rows(folder / "lexicon.csv") for folder in (TABLES, tmp_path))
    lexicon = load_lexicon()
    assert list(written) == list(shipped)
    assert fit_rules.prior_weights(written, lexicon).tolist() == fit_rules.prior_weights(shipped, lexicon).tolist()
    fitted = [row for row in written.values() if "labels_a" in row["fitted_on"]]
    assert len(fitted) > 100 and all(row["method"] == FITTED and int(row["n_sentences"]) > 0 for row in fitted)


def test_an_unreadable_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    assert fit_rules.main([str(bad), "--out", str(tmp_path / "lexicon.csv")]) == 2
    assert "bad.csv" in capsys.readouterr().err and not (tmp_path / "lexicon.csv").exists()


def test_no_fitted_weight_is_of_another_sign_than_its_judgement() -> None:
    rows = fit_rules.read_rows(TABLES / "lexicon.csv").values()
    fitted = [row for row in rows if row["n_sentences"]]
    assert len(fitted) > 300
    assert [row["pattern"] for row in fitted if float(row["weight"]) * float(row["prior_weight"]) < 0] == []
