"""Compile all kernels beforehand: `python -m signals warm-up`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from signals.cues.profile import Profile
from signals.documents import ClassifierLoader, Document
from signals.ingest.document_reader import read_documents
from signals.output.files import write_tables
from signals.pipeline import make_tools, score_stream
from signals.text.jit import use_machine_code

SEEDS = Path(__file__).parents[2] / "seeds"


def run_warm_up(load_classifier: ClassifierLoader) -> int:
    """Score the embedded corpora, which calls every kernel, and throw the result away; returns 0."""
    use_machine_code()
    documents = (item for item in read_documents(sorted(SEEDS.glob("*.jsonl"))) if isinstance(item, Document))
    tables = score_stream(documents, make_tools(), Profile(), load_classifier("fast"))
    with TemporaryDirectory() as folder:
        write_tables(tables, Path(folder) / "scored.parquet", about={})
    return 0
