"""Make the machine code of all compiled functions, once per machine and version: python -m signals.machine_code

Where some is missed, another process makes it, and whoever missed it goes on without: nobody waits for a compiler.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
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
    if hasattr(os, "nice"):
        os.nice(10)  # others go first
    import models

    from .documents import Document
    from .export import write_tables
    from .ingest import read_documents
    from .pipeline import make_tools, score_stream
    from .profile import Profile

    try:
        documents = (item for item in read_documents(SEEDS) if isinstance(item, Document))
        with TemporaryDirectory() as folder:
            scored = score_stream(documents, make_tools(), Profile(), models.load("fast"))
            write_tables(scored, Path(folder) / "scored.parquet", about={})
    finally:
        (place() / BEGUN).unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
