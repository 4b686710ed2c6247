"""What labels are worth: the command on a small file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.evaluation import learning_curve


def test_each_way_of_learning_is_measured_beside_the_shipped_model(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(_labelled: object, _matrix: object, _rows: object, judged: np.ndarray, **_: Any) -> np.ndarray:
        return np.full((len(judged), 4), 1 / 3)

    monkeypatch.setattr(learning_curve, "N_LABELS", (20,))
    monkeypatch.setattr(learning_curve, "seed_probabilities", unsure)  # fitting them takes long
    table = learning_curve.learning_curve(news, 1)
    assert table["model"].tolist() == ["shipped", *["on top", "seeds and labels"] * 2]
    assert table["chosen"].tolist() == ["", *["at random"] * 2, *["errors only"] * 2]
    assert table["macro_f1"].between(0, 1).all() and (table["log_loss"] > 0).all()
    assert table["least_gain"][0] == table["most"][0] == 0
    of_unsure = table[table["model"] == "seeds and labels"]
    np.testing.assert_allclose(of_unsure["log_loss"], np.log(3), atol=1e-6)


def test_a_file_that_cannot_be_read_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert learning_curve.main(["nowhere.csv"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
