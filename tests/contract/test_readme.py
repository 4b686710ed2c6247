"""What the README says is run: its Python lines, and every option that it names."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from signals.cli.parser import build_parser
from tests.support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.search(r"```python\n(.*?)```", README, flags=re.DOTALL)
    assert lines is not None
    names: dict[str, object] = {}
    exec(lines[1], names)  # the README's own lines
    scored = names["scored"]
    assert isinstance(scored, pd.DataFrame)
    assert scored["source"].tolist() == ["UKR", "RUS", "RUS"]
    assert scored["label"].tolist() == ["escalatory", "escalatory", "de-escalatory"]
    assert "2022-02-21" in capsys.readouterr().out


def test_every_option_is_in_the_readme() -> None:
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    for name, command in commands.items():  # type: ignore[union-attr]
        assert f"python -m signals {name}" in README
        for action in command._actions:
            for option in action.option_strings:
                assert option in README or option in ("-h", "--help"), f"{name} {option}"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_a_linked_file_is_there(path: str) -> None:
    assert (ROOT / path).exists()
