"""Make the machine code of all compiled functions, once per machine and version: python -m signals.machine_code

Where some is missed, another process makes it, and whoever missed it goes on without: nobody waits for a compiler.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from .kept_code import place

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.jsonl"))
BEGUN = "being made"  # a file that is there while one process makes machine code
LONGEST = 900  # seconds; who began earlier than that and has not finished was stopped


class _Elsewhere:
    """The process that this one has started to make machine code."""

    process: subprocess.Popen[bytes] | None = None


def let_it_be_made() -> None:
    """Start a process that makes what is missing, unless this one has done so or another is being at it."""
    if _Elsewhere.process is None and _may_begin(place() / BEGUN):
        _Elsewhere.process = subprocess.Popen(
            [sys.executable, "-m", "signals.machine_code"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it outlives this one
        )


def _may_begin(note: Path) -> bool:
    """Whether nobody else has begun: of several who ask at once, one may."""
    try:
        if note.exists() and time.time() - note.stat().st_mtime > LONGEST:
            note.unlink()
        note.touch(exist_ok=False)
    except OSError:
        return False
    return True


def main() -> int:
    """Score the embedded corpora, which calls all that is compiled; returns an exit status."""
    os.environ["DRUMBEAT_COMPILED"] = "1"  # before compiled.py is imported
    from .__main__ import load_classifier
    from .cli import main as command_line

    (place() / BEGUN).touch()
    told = StringIO()
    try:
        with TemporaryDirectory() as folder, redirect_stderr(told):
            arguments = ["score", *map(str, SEEDS), "--classifier", "fast", "--out", f"{folder}/scored.parquet"]
            status = command_line(arguments, load_classifier=load_classifier)
    finally:
        (place() / BEGUN).unlink(missing_ok=True)
    if status:
        print(told.getvalue(), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
