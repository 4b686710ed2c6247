"""After `python -m signals warm-up` nothing is left to compile when the seeds are scored, and nothing stale is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from signals.cli.warm_up import stale_code
from signals.text import jit
from tests.support import ROOT

SCORE_SEEDS = """
from pathlib import Path

import models
from signals.cues.profile import Profile
from signals.ingest.document_reader import read_documents
from signals.output.cues_json import cues_as_json
from signals.pipeline import make_tools, score_stream
from signals.text import jit

compiled = []
compile_kernel = jit._compile

def noting(function):
    dispatcher = compile_kernel(function)
    compiled.append(dispatcher)
    return dispatcher

jit._compile = noting
seeds = sorted(Path("seeds").glob("*.jsonl"))
list(score_stream(read_documents(seeds), make_tools(), Profile(), models.load("fast")))
kernels = set(compiled)
print(len(kernels), *[kernel.py_func.__name__ for kernel in kernels if sum(kernel.stats.cache_misses.values())])
"""


def test_all_that_scoring_needs_is_compiled() -> None:
    environment = {**os.environ, "DRUMBEAT_JIT": "1"}
    subprocess.run([sys.executable, "-m", "signals", "warm-up"], cwd=ROOT, env=environment, check=True)
    told = subprocess.run(
        [sys.executable, "-c", SCORE_SEEDS], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    n_kernels, *missed = told.stdout.split()
    assert int(n_kernels) >= 20 and missed == []
    assert "compiling" not in told.stderr


def test_code_of_changed_and_deleted_sources_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "signals" / "text" / "loops.py"
    source.parent.mkdir(parents=True)
    monkeypatch.setattr(jit, "ROOT", tmp_path)
    kept_in = tmp_path / ".kernels"
    before, now = (code_folder_of(source, f"@kernel\ndef loop(): return {version}\n") for version in (1, 2))
    deleted, other = kept_in / f"gone-{'0' * 16}", kept_in / "notes"
    for folder in (deleted, other):
        folder.mkdir()
    assert stale_code(kept_in) == sorted([before, deleted])
    assert now.is_dir() and other.is_dir()


def code_folder_of(source: Path, text: str) -> Path:
    source.write_text(text)
    folder = jit.cache_folder(source)
    assert folder is not None and folder.is_dir()
    return folder


def test_without_a_folder_nothing_is_stale(tmp_path: Path) -> None:
    assert stale_code(tmp_path / ".kernels") == []
