"""Compiled loops: the same answers in plain Python and in machine code, and when which of the two runs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

import numpy as np
import pytest

from signals import compiled as module
from signals.compiled import ENOUGH_NUMBERS, compiled, maker, part
from tests.support import ROOT

LIMIT = 3
calls_in_plain_python = []


class Pair(NamedTuple):
    """Two columns."""

    left: np.ndarray
    right: np.ndarray


class Step(NamedTuple):
    """What one row adds."""

    value: int
    counts: bool


@part
def step(pair: Pair, row: int) -> Step:
    return Step(pair.left[row] * pair.right[row], pair.left[row] > LIMIT)


@compiled
def total(pair: Pair) -> int:
    """Sum the products where the left one is above LIMIT."""
    found = 0
    for row in range(len(pair.left)):
        one = step(pair, row)
        if one.counts:
            found += one.value
    return found


@maker
def doubled(pair: Pair) -> Pair:
    return Pair(pair.left * 2, pair.right)


@compiled
def total_of_doubles(pair: Pair) -> int:
    """Sum the products where twice the left one is above LIMIT, each twice."""
    twice = doubled(pair)
    return total(twice)


@part
def step_of_doubles(pair: Pair, row: int) -> Step:
    return step(doubled(pair), row)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each call of `total` ran that was not plain Python, in a process that has done nothing yet."""
    ways: list[str] = []
    monkeypatch.setattr(module._Work, "done", 0)
    monkeypatch.setattr(module._Work, "is_enough", False)
    monkeypatch.setattr(module._Work, "setting", None)
    monkeypatch.setattr(module, "is_kept", lambda *_: True)
    monkeypatch.setattr(module, "let_it_be_made", lambda: ways.append("made elsewhere"))
    monkeypatch.setattr(module, "machine_code", lambda function: lambda *_: ways.append("machine code"))
    return ways


def a_pair(size: int) -> Pair:
    return Pair(np.arange(size) % 7, np.arange(size) % 5)


def expected(pair: Pair) -> int:
    return int((pair.left * pair.right)[pair.left > LIMIT].sum())


def test_plain_python_and_machine_code_agree() -> None:
    pair = a_pair(1000)
    written = module._written[total]
    assert written(pair) == module.machine_code(written)(pair) == expected(pair) > 0


def test_a_maker_hands_arrays_to_the_function_that_calls_it() -> None:
    pair = a_pair(1000)
    written = module._written[total_of_doubles]
    for _ in range(3):
        assert module.machine_code(written)(pair) == written(pair) == expected(Pair(pair.left * 2, pair.right))


def test_a_part_that_calls_a_maker_is_turned_away() -> None:
    with pytest.raises(AssertionError, match="step_of_doubles calls a maker"):
        module.machine_code(module._written[step_of_doubles])


def test_an_article_does_not_load_the_compiler(counted: list[str]) -> None:
    assert total(a_pair(100)) == expected(a_pair(100))
    assert counted == []


def test_much_work_in_one_call_is_done_by_machine_code(counted: list[str]) -> None:
    total(a_pair(ENOUGH_NUMBERS))
    assert counted == ["machine code"]


def test_many_small_calls_are_much_work_too(counted: list[str]) -> None:
    pair = a_pair(ENOUGH_NUMBERS // 10)  # two columns of a tenth each: the sixth call has done enough
    for _ in range(6):
        total(pair)
    assert counted == ["machine code"]


def test_who_misses_machine_code_goes_on_in_plain_python(counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_kept", lambda *_: False)
    monkeypatch.setattr(module, "_machine_code", {})
    pair = a_pair(ENOUGH_NUMBERS)
    assert total(pair) == expected(pair) and counted == ["made elsewhere"]


ONE_ARTICLE = """
import sys
from datetime import date

from signals import score
from signals.documents import Document

score([Document("one", date(2022, 2, 1), "Russia threatened Ukraine with new strikes on Friday, Kyiv said.")])
print("numba" in sys.modules)
"""


@pytest.mark.parametrize(("setting", "is_loaded"), [("0", "False"), ("", "False"), ("1", "True")])
def test_the_environment_has_the_last_word(setting: str, is_loaded: str) -> None:
    environment = {**os.environ, "DRUMBEAT_COMPILED": setting, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", ONE_ARTICLE], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == is_loaded
