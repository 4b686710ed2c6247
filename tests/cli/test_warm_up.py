"""After `python -m signals warm-up` nothing is left to compile when the seeds are scored."""

from __future__ import annotations

import os
import subprocess
import sys

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
list(score_stream(read_documents([Path("seeds/october_1962.jsonl")]), make_tools(), Profile(), models.load("fast")))
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
