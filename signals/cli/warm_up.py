"""Compile all kernels beforehand: `python -m signals warm-up`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from signals.cues.profile import Profile
from signals.documents import ClassifierLoader, Document
from signals.ingest.document_reader import read_documents
from signals.output.files import write_tables
from signals.pipeline import make_tools, score_stream
from signals.text import jit

WARM_UP_SEEDS = jit.ROOT / "seeds"
KERNEL_MARK = re.compile(r"^@(?:jit\.)?kernel$", re.MULTILINE)
CODE_FOLDER = re.compile(r"\w+-[0-9a-f]{16}")  # the names that `jit.cache_folder` gives


def run_warm_up(load_classifier: ClassifierLoader) -> int:
    """Score the embedded corpora, which calls every kernel, and throw the result away; returns 0.

    Machine code in the checkout that no present source needs is removed.
    """
    jit.use_machine_code()
    documents = (item for item in read_documents(sorted(WARM_UP_SEEDS.glob("*.jsonl"))) if isinstance(item, Document))
    tables = score_stream(documents, make_tools(), Profile(), load_classifier("fast"))
    with TemporaryDirectory() as folder:
        write_tables(tables, Path(folder) / "scored.parquet", about={})
    for stale in stale_code(jit.ROOT / ".kernels"):
        shutil.rmtree(stale, ignore_errors=True)
    return 0


def stale_code(kept_in: Path) -> list[Path]:
    """Return the folders of machine code in `kept_in` that belong to sources which have changed or are gone."""
    sources = [path for top in ("signals", "models", "tests") for path in (jit.ROOT / top).rglob("*.py")]
    with_kernels = [path for path in sources if KERNEL_MARK.search(path.read_text(encoding="utf-8"))]
    needed = {jit.cache_folder(path) for path in with_kernels}
    return [path for path in sorted(kept_in.glob("*")) if CODE_FOLDER.fullmatch(path.name) and path not in needed]
