"""What the commands do with the files that they are given."""

from __future__ import annotations

import gc
from pathlib import Path

import pandas as pd
import pytest

import signals
from signals.cli.parser import main
from tests.cli.test_parser import no_classifier


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "2022-02-24.txt"
    path.write_text("Russia attacked Ukraine on Thursday.\n\nKyiv asked for talks.")
    return path


def run(*arguments: object) -> int:
    return main(list(map(str, arguments)), load_classifier=no_classifier)


def test_score_writes_what_the_library_computes(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert run("score", article, "--out", out) == 0
    text = article.read_text()
    expected = signals.score([{"date": "2022-02-24", "text": text}])
    read = pd.read_parquet(out)
    assert read["sentence"].tolist() == expected["sentence"].tolist()
    assert read["signal"].tolist() == expected["signal"].tolist()
    assert gc.isenabled() and gc.get_freeze_count() == 0


def test_trend_averages_a_scored_table(article: Path, tmp_path: Path) -> None:
    assert run("score", article, "--out", tmp_path / "scored.csv") == 0
    assert run("trend", tmp_path / "scored.csv", "--by", "dyad", "--every", "week", "--out", tmp_path / "t.csv") == 0
    trend = pd.read_csv(tmp_path / "t.csv")
    assert trend[["source", "target", "date"]].iloc[0].tolist() == ["RUS", "UKR", "2022-02-21"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(["score", "nowhere", "--out", "x.csv"], "INPUT nowhere is not there", id="missing_input"),
        pytest.param(["score", "ARTICLE", "--out", "x.doc"], "OUT is 'x.doc'; expected an ending of .csv", id="ending"),
        pytest.param(["score", "ARTICLE", "--out", "x.csv", "--engine", "dask"], "expected a folder, DIR/", id="dask"),
        pytest.param(
            ["score", "ARTICLE", "--out", "x.csv", "--scheduler", "a"], "without --engine dask", id="scheduler"
        ),
        pytest.param(["trend", "ARTICLE", "--out", "x.txt"], "OUT is 'x.txt'", id="trend_ending"),
        pytest.param(["trend", "ARTICLE", "--out", "x.csv"], "expected .csv .xlsx .jsonl .parquet", id="no_table"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(
    arguments: list[str], line: str, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    before = sorted(article.parent.iterdir())
    assert run(*(article if one == "ARTICLE" else one for one in arguments)) == 2
    told = capsys.readouterr().err
    assert told.startswith("drumbeat: ") and told.count("\n") == 1 and line in told
    assert sorted(article.parent.iterdir()) == before
