"""Whether a fine-tuned model is better: measured on stories that neither model has seen, where there are enough."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import models
from models.classifiers.artefact import read_artefact
from models.datasets.labelled import read_labelled, seed_files
from models.evaluation.paired_comparison import MIN_STORIES, fine_tuning_comparison

LABELS = ("escalatory", "de-escalatory", "neutral")
WORDS = (
    "lorry", "harbour", "orchard", "violin", "glacier", "chapel", "saddle", "copper", "meadow", "lantern",
    "pepper", "anchor", "pigeon", "cellar", "thunder", "velvet", "canyon", "barley", "mirror", "walnut", "sulphur",
    "ribbon", "turnip", "gravel",
)  # fmt: skip


def labelled_with(path: Path, n_stories: int) -> tuple[pd.DataFrame, np.ndarray]:
    rows = [f"The {word} {word}s near {word}ville,{LABELS[at % 3]}" for at, word in enumerate(WORDS[:n_stories])]
    path.write_text("\n".join(["sentence,label", *rows]) + "\n", encoding="utf-8")
    labelled, _ = read_labelled([seed_files()[0], path])
    return labelled, (labelled["origin"] != "own").to_numpy()


@pytest.mark.parametrize("n_stories", [MIN_STORIES - 1, len(WORDS)])
def test_too_few_stories_are_not_compared(tmp_path: Path, n_stories: int) -> None:
    labelled, is_seed = labelled_with(tmp_path / "own.csv", n_stories)
    base = read_artefact(models.SHIPPED / "fast")
    heads, comparison = fine_tuning_comparison(base, models.SHIPPED / "fast", labelled, is_seed, seed=7)
    assert heads.coefficients.shape == base.coefficients.shape
    assert (comparison.n_known, comparison.is_tainted) == (0, False)
    assert [one.task for one in comparison.seeds] == ["three-way", "binary", "quad"]
    if n_stories < MIN_STORIES:
        assert comparison.held_out == ()
        return
    main = comparison.held_out[0]
    assert (main.task, main.n_stories) == ("three-way", n_stories)
    figures = main.figures
    assert figures.difference.value == pytest.approx(figures.second.value - figures.first.value)
