"""What each head learns from, and what a teacher adds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from models.datasets.labelled import read_labelled
from models.training.heads import Taught, fit_heads, log_odds, targets_of

OWN = """sentence,label,form
Iran threatens Israel with a strike,escalatory,verbal
The museum opens a new wing,neutral,
Egypt and Sudan sign a treaty,neutral,
Chad closes its border with Niger,escalatory,material
"""

QUADS = """sentence,quad
Egypt and Sudan sign a treaty,2
A spokesman stood beside him,0
Peru expels an envoy,4
"""

DIRECTIONS = """sentence,conflict
Chad closes its border with Niger,0
"""


@pytest.fixture
def labelled(tmp_path: Path) -> pd.DataFrame:
    for name, content in (("own", OWN), ("quads", QUADS), ("directions", DIRECTIONS)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return read_labelled([tmp_path / f"{name}.csv" for name in ("own", "quads", "directions")])[0]


def test_a_research_set_answers_its_own_question(labelled: pd.DataFrame) -> None:
    tasks = targets_of(labelled)
    own = labelled["origin"] == "own"
    at = {text: row for row, text in enumerate(labelled["sentence"]) if own[row]}
    treaty, border = at["Egypt and Sudan sign a treaty"], at["Chad closes its border with Niger"]
    assert not tasks["neutral"].rows[treaty]
    assert not tasks["escalatory"].rows[border]
    assert tasks["neutral"].rows[border]
    assert tasks["escalatory"].rows[at["Iran threatens Israel with a strike"]]
    in_quads = labelled.index[(labelled["origin"] == "quads") & labelled["sentence"].str.startswith("Egypt")]
    assert tasks["escalatory"].rows[in_quads].all()


def test_a_taught_sentence_speaks_for_yes_and_for_no() -> None:
    odds = np.array([[np.log(3), 0.0, 0.0], [-np.inf, np.log(4), 0.0]])  # neutral .75 and 0, escalatory .5 and .8
    taught = Taught(sparse.csr_array(np.eye(2)), odds, weight=0.1)
    yes, no = taught.weights("neutral")
    np.testing.assert_allclose(yes, [0.075, 0.0])
    np.testing.assert_allclose(no, [0.025, 0.1])
    yes, no = taught.weights("escalatory")
    np.testing.assert_allclose(yes, [0.1 * 0.25 * 0.5, 0.1 * 0.8])
    np.testing.assert_allclose(no, [0.1 * 0.25 * 0.5, 0.1 * 0.2])


def test_heads_learn_from_what_they_are_taught(labelled: pd.DataFrame) -> None:
    n = len(labelled)
    matrix = sparse.csr_array(np.hstack([np.eye(n), np.zeros((n, 1))]))
    word = sparse.csr_array(np.hstack([np.zeros((20, n)), np.ones((20, 1))]))  # a word that no labelled row holds
    taught = Taught(word, np.tile([-4.0, 4.0, 4.0], (20, 1)), weight=0.5)
    alone = fit_heads(matrix, targets_of(labelled), np.arange(n))
    helped = fit_heads(matrix, targets_of(labelled), np.arange(n), taught)
    judged = sparse.csr_array(word[:1])
    assert log_odds(helped, judged)[0, 1] > log_odds(alone, judged)[0, 1] + 0.5
    assert log_odds(helped, judged)[0, 0] < log_odds(alone, judged)[0, 0] - 0.5
