"""The command line as a user meets it: real processes, exit statuses, one line per error."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from signals.__main__ import load_classifier
from signals.cli.parser import build_parser, main
from signals.output.columns import OUTPUT_COLUMNS
from tests.support import ROOT

ROWS = "text,date,n\nRussia attacked Ukraine.,2022-01-14,7\nIran offered talks. Talks resumed.,2022-02-15,8\n"
BAD = "Late.,31/02/24,9\n,2022-01-14,10\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "signals", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=120, stdin=subprocess.DEVNULL, check=False
    )


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_scores_a_file(rows: Path, tmp_path: Path) -> None:
    done = run("score", rows, "--classifier", "none", "--out", tmp_path / "out.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"3 sentences written to {tmp_path / 'out.csv'}\n"  # and no progress bar when piped
    scored = pd.read_csv(tmp_path / "out.csv")
    assert tuple(scored.columns) == (*OUTPUT_COLUMNS, "n")
    assert scored["source"].tolist()[:2] == ["RUS", "IRN"]


def test_scores_with_a_shipped_classifier(rows: Path, tmp_path: Path) -> None:
    done = run("score", rows, "--classifier", "fast", "--out", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    first = json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])
    assert first["p_escalatory"] + first["p_deescalatory"] + first["p_neutral"] == pytest.approx(1, abs=2e-6)


def test_what_is_turned_away_is_counted_and_listed(rows: Path, tmp_path: Path) -> None:
    rows.write_text(ROWS + BAD, encoding="utf-8")
    done = run("score", rows, "--classifier", "none", "--out", tmp_path / "out.csv")
    assert done.returncode == 0
    lines = done.stderr.splitlines()
    assert lines[0].startswith("3 sentences written") and lines[1].startswith("2 inputs turned away, listed in ")
    assert len(lines) == 4
    with (tmp_path / "out.csv.rejected.csv").open(encoding="utf-8", newline="") as listed:
        rejected = list(csv.DictReader(listed))
    assert [row["place"].rpartition(" ")[2] for row in rejected] == ["3", "4"]
    assert "31/02/24" in rejected[0]["reason"]


def in_process(*arguments: str | Path) -> int:
    """Run without a new process; a refusal of the parser is its exit status."""
    try:
        return main([str(one) for one in arguments], load_classifier=load_classifier)
    except SystemExit as left:
        return int(left.code or 0)


def test_an_earlier_list_of_rejected_rows_goes_when_there_are_none(rows: Path, tmp_path: Path) -> None:
    stale = tmp_path / "out.csv.rejected.csv"
    stale.write_text("place,reason\n")
    assert in_process("score", rows, "--classifier", "none", "--out", tmp_path / "out.csv") == 0
    assert not stale.exists()


def test_a_folder_gets_parquet_by_month_and_makes_a_trend(rows: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scored"
    assert in_process("score", rows, "--classifier", "none", "--out", f"{folder}/") == 0
    assert sorted(one.name for one in folder.iterdir()) == ["month=2022-01", "month=2022-02"]
    done = run("trend", folder, "--by", "dyad", "--every", "week", "--out", tmp_path / "trend.csv")
    assert (done.returncode, done.stderr) == (0, f"1 rows written to {tmp_path / 'trend.csv'}\n")
    averaged = pd.read_csv(tmp_path / "trend.csv")
    assert averaged[["source", "target", "date"]].to_numpy().tolist() == [["RUS", "UKR", "2022-01-10"]]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_the_trend_of_every_format_is_the_same(rows: Path, tmp_path: Path, ending: str) -> None:
    scored, averaged = tmp_path / f"scored{ending}", tmp_path / "trend.csv"
    assert in_process("score", rows, "--classifier", "none", "--out", scored) == 0
    assert in_process("trend", scored, "--by", "actor", "--every", "month", "--out", averaged) == 0
    assert pd.read_csv(averaged)[["actor", "n_sentences"]].to_numpy().tolist() == [["IRN", 1], ["RUS", 1], ["UKR", 1]]


def test_one_row_per_row(tmp_path: Path) -> None:
    path = tmp_path / "sentences.csv"
    path.write_text(
        'sentence,date,label\n"One. Two.",2022-01-14,a\n,2022-01-14,b\nThree.,2022-01-15,c\n', encoding="utf-8"
    )
    out = tmp_path / "out.parquet"
    assert in_process("score", path, "--one-sentence-per-row", "--classifier", "none", "--out", out) == 0
    back = pd.read_parquet(out)
    assert back["sentence"].tolist() == ["One. Two.", "Three."] and back["input_label"].tolist() == ["a", "c"]


def test_a_profile_and_own_actors_are_used(rows: Path, tmp_path: Path) -> None:
    profile, own = tmp_path / "p.json", tmp_path / "own.csv"
    profile.write_text('{"drumbeat_profile": 1, "family_scale": {"attack": 0}}')
    own.write_text("alias,code,kind\nRussia,MINE,name\nx,bad code,name\n")
    out = tmp_path / "out.csv"
    assert in_process("score", rows, "--classifier", "none", "--profile", profile, "--actors", own, "--out", out) == 0
    scored = pd.read_csv(out)
    assert scored.loc[0, ["source", "rule_score"]].tolist() == ["MINE", 0]
    assert "own.csv line 3" in (tmp_path / "out.csv.rejected.csv").read_text()


Make = Callable[[Path], list[str]]


def written(name: str, content: str, *more: str) -> Make:
    def make(folder: Path) -> list[str]:
        (folder / name).write_text(content, encoding="utf-8")
        return ["score", str(folder / name), "--classifier", "none", "--out", str(folder / "out.csv"), *more]

    return make


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda _: [], "the following arguments are required: COMMAND", id="no_command"),
        pytest.param(lambda _: ["sing"], "invalid choice: 'sing'", id="unknown_command"),
        pytest.param(lambda _: ["score", "x.txt"], "required: --out", id="no_out"),
        pytest.param(
            written("a.csv", ROWS, "--published", "soon"), "'soon' is not a date (YYYY-MM-DD)", id="published"
        ),
        pytest.param(written("a.csv", ROWS, "--out", "out.doc"), "expected an ending of .csv", id="ending_of_out"),
        pytest.param(written("a.csv", ROWS, "--loud"), "unrecognized arguments: --loud", id="unknown_option"),
        pytest.param(written("a.csv", ROWS, "--classifier", "best"), "classifier 'best'", id="unknown_classifier"),
        pytest.param(written("a.csv", ROWS, "--profile", "no.json"), "profile no.json: No such file", id="no_profile"),
        pytest.param(written("a.csv", ROWS, "--actors", "no.csv"), "no.csv", id="no_actors"),
        pytest.param(written("a.csv", "x,y\n1,2\n"), "no text column; found the columns x, y", id="no_text_column"),
        pytest.param(written("a.txt", "Russia left."), "no document could be read", id="no_date"),
        pytest.param(written("a.csv", ""), "no document could be read", id="empty"),
        pytest.param(lambda _: ["score", "no.txt", "--out", "o.csv"], "INPUT no.txt is not there", id="no_input"),
        pytest.param(lambda _: ["trend", "no.csv", "--out", "o.csv"], "no.csv: cannot be read", id="no_scored"),
        pytest.param(lambda _: ["trend", "no.csv", "--out", "o.doc"], "OUT is 'o.doc'", id="ending_of_trend"),
        pytest.param(lambda _: ["trend", "a", "--out", "o.csv", "--by", "x"], "argument --by: invalid choice", id="by"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    make: Make, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_process(*make(tmp_path)) == 2
    said = capsys.readouterr()
    assert said.out == "" and reason in said.err
    assert said.err.count("\n") == 1 and said.err.endswith("\n")
    assert not (tmp_path / "out.csv").exists()


def test_bad_input_of_a_real_process(tmp_path: Path) -> None:
    done = run("score", tmp_path / "no.txt", "--out", tmp_path / "out.csv")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def parsers() -> dict[str, argparse.ArgumentParser]:
    (action,) = (one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("command", sorted(parsers()))
def test_help_lists_every_option_with_a_word_on_it(command: str) -> None:
    options = parsers()[command]._actions
    assert [one.dest for one in options if not one.help] == []
    done = run(command, "--help")
    assert done.returncode == 0
    for option in options:
        assert all(name in done.stdout for name in option.option_strings or [option.metavar])


def test_help_lists_every_command() -> None:
    shown = build_parser().format_help()
    assert set(parsers()) >= {"score", "trend"}
    assert all(f"\n    {command} " in shown for command in parsers())


def test_the_readme_names_every_option() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("no README.md yet")
    text = readme.read_text("utf-8")
    options = {name for parser in parsers().values() for one in parser._actions for name in one.option_strings}
    assert {name for name in options - {"-h", "--help"} if name not in text} == set()
