"""The commands of `models`: what the documents say of them exists, and every option says what it is for."""

from __future__ import annotations

import argparse
import re
from importlib import import_module

import pytest

from tests.support import ROOT

COMMANDS = (
    "models.train",
    "models.evaluate",
    "models.fit_rules",
    "models.train_deep",
    "models.join_deep",
    "models.validity",
    "models.datasets.real_labels",
    "models.evaluation.learning_curve",
)
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "Makefile", *(str(path) for path in (ROOT / "docs").rglob("*.md"))]
# In running text a command ends with its backtick, elsewhere with its line.
QUOTED = re.compile(r"`python -m (models\.[\w.]+)([^`]*)`")
PLAIN = re.compile(r"^[^`\n]*python -m (models\.[\w.]+)(.*)$", re.MULTILINE)
OPTION = re.compile(r"--[a-z][\w-]*")


def parser_of(command: str) -> argparse.ArgumentParser:
    parser = import_module(command).argument_parser()
    assert isinstance(parser, argparse.ArgumentParser)
    return parser


def documented() -> set[tuple[str, str, str]]:
    """Document, command and option; an empty option for a command that is named at all."""
    found = set()
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for command, rest in (*QUOTED.findall(text), *PLAIN.findall(text)):
            options = OPTION.findall(rest.split(" # ")[0])
            found |= {(name, command.rstrip("."), option) for option in ("", *options)}
    return found


def test_documents_name_commands_and_options_that_exist() -> None:
    named = documented()
    assert len(named) > 20 and {command for _, command, _ in named} >= {"models.train", "models.evaluate"}
    assert {command for _, command, _ in named} <= set(COMMANDS)
    known = {command: set(parser_of(command)._option_string_actions) | {""} for command in COMMANDS}
    assert sorted(one for one in named if one[2] not in known[one[1]]) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_is_for(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = parser_of(command)
    assert parser.prog == f"python -m {command}"
    assert [action.dest for action in parser._actions if not action.help] == []
    with pytest.raises(SystemExit) as stopped:
        import_module(command).main(["--help"])
    assert stopped.value.code == 0 and parser.prog in capsys.readouterr().out
