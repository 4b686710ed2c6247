"""The command that joins the deep classifier: input that cannot be used is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import join_deep


def test_a_folder_without_networks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert join_deep.main(["--network", str(tmp_path), "--out", str(tmp_path / "deep")]) == 2
    assert "expected a folder of models.train_deep" in capsys.readouterr().err
    assert not (tmp_path / "deep").exists()
