"""Where machine code is kept, when it still holds, and who makes it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from signals import compiled, kept_code, machine_code
from signals.kept_code import folder_of, is_kept, place
from tests.support import ROOT

SOURCE = """
from signals.compiled import compiled, part

LIMIT = 3
UNUSED = 1

@part
def is_above(number):
    return number > LIMIT

@compiled
def count(numbers):
    n = 0
    for number in numbers:
        n += is_above(number)
    return n
"""


@pytest.fixture
def kept_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder beside the sources, where nothing is kept yet."""
    place.cache_clear()
    monkeypatch.setattr(kept_code, "SOURCES", tmp_path / "signals")
    monkeypatch.setattr(kept_code, "_folders", {})
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    yield tmp_path / "signals" / "__pycache__" / "drumbeat"
    place.cache_clear()


def loaded(path: Path, source: str) -> ModuleType:
    """A module of this source, with the file's time left as it was."""
    if not path.exists():
        path.write_text(SOURCE)
    times = path.stat().st_mtime_ns, path.stat().st_mtime_ns
    path.write_text(source)
    os.utime(path, ns=times)
    spec = importlib.util.spec_from_file_location("loops", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def written(module: ModuleType) -> FunctionType:
    return compiled._written[module.count]


def test_a_constant_of_a_part_has_a_say_in_where_machine_code_is_kept(kept_in: Path, tmp_path: Path) -> None:
    path = tmp_path / "loops.py"
    first, same, other, unused = (
        folder_of(written(loaded(path, source)), compiled._written)
        for source in (SOURCE, SOURCE, SOURCE.replace("LIMIT = 3", "LIMIT = 4"), SOURCE.replace("= 1", "= 2"))
    )
    assert first == same == unused != other
    assert first.parent == kept_in and first.name.startswith("count-")


def test_machine_code_once_made_is_kept(kept_in: Path, tmp_path: Path) -> None:
    function = written(loaded(tmp_path / "loops.py", SOURCE))
    assert not is_kept(function, compiled._written)
    import numpy as np

    assert compiled.machine_code(function)(np.array([1, 4, 5])) == 2
    assert is_kept(function, compiled._written)


def test_a_folder_that_cannot_be_written_gives_way_to_the_users_own(kept_in: Path, tmp_path: Path) -> None:
    (tmp_path / "signals").write_text("no folder")
    assert place() == tmp_path / "home" / ".cache" / "drumbeat"


class Started:
    """Stands in for processes: notes what would be run."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **_: object) -> Started:
        self.commands.append(command)
        return self


@pytest.fixture
def started(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> Started:
    processes = Started()
    monkeypatch.setattr(machine_code.subprocess, "Popen", processes)
    monkeypatch.setattr(machine_code._Elsewhere, "process", None)
    return processes


def test_one_process_at_a_time_makes_machine_code(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    machine_code.let_it_be_made()
    machine_code.let_it_be_made()
    monkeypatch.setattr(machine_code._Elsewhere, "process", None)  # as another process would find it
    machine_code.let_it_be_made()
    assert started.commands == [[sys.executable, "-m", "signals.machine_code"]]


def test_who_was_stopped_before_the_end_is_not_waited_for(started: Started, kept_in: Path) -> None:
    place()
    note = kept_in / machine_code.BEGUN
    note.touch()
    os.utime(note, (0, 0))
    machine_code.let_it_be_made()
    assert len(started.commands) == 1


def test_all_that_scoring_needs_is_made() -> None:
    """`python -m signals.machine_code` leaves nothing to be compiled when articles are scored."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "signals.machine_code"], cwd=ROOT, env=environment, check=True)
    script = """
from pathlib import Path
import models
from signals import compiled
from signals.ingest import read_documents
from signals.pipeline import make_tools, score_stream
from signals.profile import Profile
list(score_stream(read_documents([Path("seeds/october_1962.jsonl")]), make_tools(), Profile(), models.load("fast")))
misses = [one for one in compiled._machine_code.values() if one.stats.cache_misses]
print(len(compiled._machine_code), *misses)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={**environment, "DRUMBEAT_COMPILED": "1"}, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    n_compiled, *misses = told.stdout.split()
    assert int(n_compiled) > 20 and misses == []
