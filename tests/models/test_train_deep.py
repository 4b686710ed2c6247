"""The command that trains the deep classifier's network, up to the network itself, which needs torch."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import models
from models import train_deep
from models.training import network_lessons

TOKENIZER = (models.SHIPPED / "deep" / "tokenizer.json").read_bytes()
PLACES = ("Kenya", "Peru", "Norway", "Laos", "Ghana", "Chile", "Oman", "Cuba", "Fiji", "Mali")


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray]:
    """Which rows each network learns from, in the place of the network."""
    rows_of: list[np.ndarray] = []

    def trained_network(lessons: object, rows: np.ndarray, warm_up: object, *, epochs: int, seed: int) -> bytes:
        rows_of.append(rows)
        return b"network"

    stub = ModuleType("models.training.network")
    stub.trained_network = trained_network  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "models.training.network", stub)
    for module in (train_deep, network_lessons):
        monkeypatch.setattr(module, "tokenizer_bytes", lambda: TOKENIZER)
    monkeypatch.setattr(train_deep, "seed_files", list)
    return rows_of


def test_one_network_sees_four_fifths_and_the_other_everything(learned: list[np.ndarray], tmp_path: Path) -> None:
    path, out = tmp_path / "own.csv", tmp_path / "networks"
    path.write_text("sentence,label\n" + "".join(f"{place} threatens war,escalatory\n" for place in PLACES[:5])
                    + "".join(f"It rains over {place} {place},neutral\n" for place in PLACES[5:]))  # fmt: skip
    assert train_deep.main([str(path), "--out", str(out), "--epochs", "2"]) == 0
    measured, final = learned
    assert final.tolist() == list(range(10)) and 0 < len(measured) < 10
    held_back = (out / "measured" / "held_back.csv").read_text(encoding="utf-8").split()
    assert len(held_back) == 1 + 10 - len(measured)
    meta = json.loads((out / "final" / "meta.json").read_text(encoding="utf-8"))
    assert (meta["kind"], meta["rows"], meta["epochs"]) == ("network", {"own": 10}, 2)
    assert meta["command"] == f"python -m models.train_deep {path} --seed 7 --epochs 2 --out {out}"


def test_unusable_input_is_one_line(
    learned: list[np.ndarray], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert train_deep.main(["--synthetic", str(tmp_path / "bad.csv")]) == 2
    assert "expected a CSV file with text and plover_root" in capsys.readouterr().err and learned == []
