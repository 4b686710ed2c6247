"""What the command line accepts, and the one line that it says of anything else."""

from __future__ import annotations

import argparse
from datetime import date

import pytest

from signals.cli.parser import BAD_INPUT, build_parser, main
from signals.trends.averages import GROUPINGS, PERIODS
from signals.version import __version__


def no_classifier(name: str | None, *, threads: int | None = None) -> None:
    return None


def test_defaults_of_score_and_trend() -> None:
    score = build_parser().parse_args(["score", "a.txt", "b", "--out", "x.csv", "--published", "2022-01-14"])
    assert (score.inputs, score.out, score.published) == (["a.txt", "b"], "x.csv", date(2022, 1, 14))
    assert (score.classifier, score.engine, score.partition_mb, score.one_sentence_per_row) == (
        None,
        "local",
        16,
        False,
    )
    trend = build_parser().parse_args(["trend", "x.csv", "--out", "t.csv"])
    assert (trend.by, trend.every) == ("source", "day")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(["score", "--out", "x.csv"], "the following arguments are required: INPUT", id="no_input"),
        pytest.param(["score", "a", "--out", "x", "--published", "14.1.22"], "'14.1.22' is not a date", id="date"),
        pytest.param(["trend", "x.csv", "--out", "t.csv", "--by", "outlet"], "invalid choice: 'outlet'", id="choice"),
        pytest.param(["sing"], "invalid choice: 'sing'", id="command"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments, load_classifier=no_classifier)
    told = capsys.readouterr().err
    assert stopped.value.code == BAD_INPUT and told.count("\n") == 1 and line in told and "--help" in told


def subparsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = (one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(commands.choices)


@pytest.mark.parametrize("command", sorted(subparsers()))
def test_every_command_and_option_says_what_it_is_for(command: str) -> None:
    parser = subparsers()[command]
    assert parser.description
    assert [action.dest for action in parser._actions if not action.help] == []


def test_trend_offers_the_groupings_and_periods_that_there_are() -> None:
    choices = {action.dest: action.choices for action in subparsers()["trend"]._actions}
    assert (choices["by"], choices["every"]) == (GROUPINGS, PERIODS)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"], load_classifier=no_classifier)
    assert stopped.value.code == 0 and capsys.readouterr().out == f"drumbeat {__version__}\n"


def test_an_interrupt_says_that_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("signals.cli.commands.run_score", interrupted)
    assert main(["score", "a", "--out", "x.csv"], load_classifier=no_classifier) == 130
    assert "stopped; OUT was not written" in capsys.readouterr().err
