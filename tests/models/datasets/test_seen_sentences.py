"""What a model has learned from is known by digests, without text."""

from __future__ import annotations

import pandas as pd

import models
from models.datasets.seen_sentences import has_learned_from, write_learned_from
from tests.support import ROOT


def test_what_a_model_has_learned_from_is_known_without_its_text(tmp_path):
    write_learned_from(tmp_path, ["One  thing.", "Another"])
    assert has_learned_from(tmp_path, ["one thing.", "third"]).tolist() == [True, False]
    assert has_learned_from(tmp_path / "none", ["one thing."]).tolist() == [False]
    seeds = pd.read_csv(ROOT / "seeds" / "labels_a.csv")["sentence"]
    assert has_learned_from(models.SHIPPED / "fast", seeds).mean() > 0.99
