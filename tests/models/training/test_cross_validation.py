"""Who may see whom: folds by story, and probabilities calibrated on other stories."""

from __future__ import annotations

import numpy as np
import pytest

import models
from models.datasets.labelled import read_labelled, seed_files
from models.training.cross_validation import cross_calibrated_probabilities, folds_of


def test_folds_keep_stories_together():
    labelled, _ = read_labelled(seed_files())
    for training, held_out in folds_of(labelled, seed=7):
        assert not set(labelled["group"].iloc[training]) & set(labelled["group"].iloc[held_out])


def test_cross_calibrated_probabilities() -> None:
    """Log-odds ten times too large come back as probabilities that fit the shares seen in other stories."""
    seeds, _ = read_labelled([models.SHIPPED.parent / "seeds" / "labels_a.csv"])
    random = np.random.default_rng(5)
    is_neutral = (seeds["label"] == "neutral").to_numpy()
    guess = np.where(random.random(len(seeds)) < 0.8, is_neutral, ~is_neutral)
    odds = np.column_stack([np.where(guess, 20.0, -20.0), random.normal(size=(len(seeds), 2))])
    rows = np.arange(0, len(seeds), 2)
    probabilities = cross_calibrated_probabilities(odds, seeds, rows, np.full(len(seeds), True), seed=7)
    assert probabilities.shape == (len(rows), 4)
    np.testing.assert_allclose(probabilities[:, :3].sum(axis=1), 1, atol=1e-6)
    claimed = probabilities[guess[rows], 2]
    assert claimed.mean() == pytest.approx(is_neutral[rows][guess[rows]].mean(), abs=0.05)
    np.testing.assert_array_equal(
        probabilities, cross_calibrated_probabilities(odds, seeds, rows, np.full(len(seeds), True), seed=7)
    )
