"""The command behind docs/validity.md."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from models import validity
from models.evaluation import index_agreement
from models.evaluation import time_series as series


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Articles of two outlets that turn from museums to strikes on 24 February, and an index that does so, too."""
    folder = tmp_path_factory.mktemp("validity")
    days = pd.date_range("2021-09-01", "2022-05-31")
    rows = []
    for number, day in enumerate(days):
        is_war = day >= index_agreement.INVASION
        peace = f"The museum opened hall {number}. " * (2 if is_war else 6)
        war = f"Russia shelled Ukraine on day {number}. " * (4 if is_war else number % 2)
        rows += [{"date": day.date(), "outlet": outlet, "text": peace + war} for outlet in ("one.net", "two.net")]
    index = pd.DataFrame({name: 50.0 + np.arange(len(days)) % 3 for name in index_agreement.INDEX_COLUMNS})
    index.loc[days >= index_agreement.INVASION] += 100
    pd.DataFrame(rows).to_csv(folder / "news.csv", index=False)
    index.assign(date=days).to_csv(folder / "index.csv", index=False)
    return folder / "news.csv", folder / "index.csv"


def test_the_page(inputs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "N_BOOTSTRAP", 20)
    out = tmp_path / "page.md"
    assert validity.main([*map(str, inputs), "--out", str(out)]) == 0
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in out.read_text("utf-8").splitlines()]
    rows = {row[0]: row for row in cells if len(row) == 12}
    assert rows["the index: GPRD_ACT"][-2:] == ["+0", "+0"]
    for scorer in ("rules", "fast", "deep"):
        row = rows[f"{scorer}: acts"]
        assert row[1] == "GPRD_ACT" and row[-1] == "+0" and abs(int(row[-2])) <= 3
        assert float(row[4].split()[0]) > 0.9, "Pearson between daily values"
    assert {name.partition(":")[0] for name in rows} >= {"the index", "rules", "fast", "deep", "VADER"}
    assert "museum" not in out.read_text("utf-8")


def test_unusable_input_is_one_line(
    inputs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, index = inputs
    other = tmp_path / "other.csv"
    other.write_text("date,GPRD\n2022-01-01,3\n", encoding="utf-8")
    assert validity.main([str(articles), str(other)]) == 2
    assert "expected the columns date, GPRD, GPRD_ACT, GPRD_THREAT" in capsys.readouterr().err
    empty = tmp_path / "empty.csv"
    empty.write_text("text,date\n,2022-01-01\n", encoding="utf-8")
    assert validity.main([str(empty), str(index)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
