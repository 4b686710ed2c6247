"""Kernels give the same results as written and as machine code; where that is kept, and who may write there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from signals.text import jit
from tests.support import ROOT, loops_run_as

LIMIT = 3


class Pair(NamedTuple):
    left: np.ndarray
    right: np.ndarray


@jit.inlined
def product(pair: Pair, row: int) -> int:
    return pair.left[row] * pair.right[row] if pair.left[row] > LIMIT else 0


@jit.allocating
def doubled(pair: Pair) -> Pair:
    return Pair(pair.left * 2, pair.right)


@jit.kernel
def total_of_doubles(pair: Pair) -> int:
    """Sum the products where twice the left one is above LIMIT."""
    twice = doubled(pair)
    total = 0
    for row in range(len(twice.left)):
        total += product(twice, row)
    return total


@jit.kernel
def count_of_rows(pair: Pair) -> int:
    return len(list(map(str, pair.left)))  # nothing that compiles


def a_pair(size: int) -> Pair:
    return Pair(np.arange(size) % 7, np.arange(size) % 5)


def test_plain_python_and_machine_code_agree() -> None:
    pair = a_pair(1000)
    twice = pair.left * 2
    expected = int((twice * pair.right)[twice > LIMIT].sum())
    for is_compiled in (False, True):
        with loops_run_as(machine_code=is_compiled):
            assert total_of_doubles(pair) == expected > 0


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has not decided yet how kernels run."""
    monkeypatch.setattr(jit.Mode, "setting", "")
    monkeypatch.setattr(jit.Mode, "is_compiled", False)


@pytest.mark.usefixtures("undecided")
def test_a_small_text_stays_with_plain_python_and_a_large_one_does_not() -> None:
    jit.use_machine_code(jit.ENOUGH_CHARACTERS - 1)
    assert not jit.Mode.is_compiled
    assert count_of_rows(a_pair(4)) == 4  # would not compile
    jit.use_machine_code(jit.ENOUGH_CHARACTERS)
    assert jit.Mode.is_compiled


@pytest.mark.usefixtures("undecided")
def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jit.Mode, "setting", "0")
    jit.use_machine_code()
    assert not jit.Mode.is_compiled


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_wait_is_said_once_where_a_kernel_is_not_compiled_yet(
    is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @jit.kernel
    def first(numbers: np.ndarray) -> int:
        return numbers[0]

    @jit.kernel
    def second(numbers: np.ndarray) -> int:
        return numbers[1]

    if is_kept:
        for name in ("first", "second"):
            (tmp_path / f"test_jit.{name}-1.nbi").touch()
    monkeypatch.setattr(jit, "cache_folder", lambda _: tmp_path)
    monkeypatch.setattr(jit.Mode, "is_wait_said", False)
    with loops_run_as(machine_code=True):
        assert first(np.arange(3)) == 0 and second(np.arange(3)) == 1
    assert capsys.readouterr().err.count("compiling") == (0 if is_kept else 1)


ONE_ARTICLE = """
import sys
import signals
signals.score([{"date": "2022-02-01", "text": "Russia threatened Ukraine with new strikes on Friday, Kyiv said."}])
print("numba" in sys.modules)
"""


@pytest.mark.parametrize(("setting", "is_loaded"), [("0", "False"), ("", "False"), ("1", "True")])
def test_an_article_does_not_load_the_compiler(setting: str, is_loaded: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ONE_ARTICLE],
        env={**os.environ, "DRUMBEAT_JIT": setting},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == is_loaded


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of a kernel's file and one that it imports, where nothing is kept yet; a cache directory beside it."""
    text = tmp_path / "checkout" / "signals" / "text"
    text.mkdir(parents=True)
    (text / "limits.py").write_text("LIMIT = 3\n")
    (text / "loops.py").write_text("from signals.text.limits import LIMIT\n")
    (text / "other.py").write_text("")
    monkeypatch.setattr(jit, "ROOT", tmp_path / "checkout")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "checkout"


def folder_now(checkout: Path) -> Path | None:
    return jit.cache_folder(checkout / "signals" / "text" / "loops.py")


@pytest.mark.parametrize(("changed", "is_same"), [("loops", False), ("limits", False), ("other", True)])
def test_a_change_in_what_a_kernels_file_imports_changes_the_folder(
    checkout: Path, changed: str, is_same: bool
) -> None:
    before = folder_now(checkout)
    with (checkout / "signals" / "text" / f"{changed}.py").open("a") as source:
        source.write("OTHER = 4\n")
    after = folder_now(checkout)
    assert before is not None and after is not None and (before == after) is is_same
    assert before.parent == after.parent == checkout / ".kernels"
    assert before.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_folder_that_others_can_write_to_holds_no_code(checkout: Path, mode: int) -> None:
    checkout.chmod(mode)
    folder = folder_now(checkout)
    assert folder is not None and folder.parent == checkout.parent / "cache" / "drumbeat"
    folder.parent.chmod(mode)
    assert folder_now(checkout) is None


def test_kernels_compile_without_a_folder_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jit, "cache_folder", lambda _: None)

    @jit.kernel
    def last(numbers: np.ndarray) -> int:
        return numbers[len(numbers) - 1]

    with loops_run_as(machine_code=True):
        assert last(np.arange(5)) == 4
