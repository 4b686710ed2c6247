"""A corpus with what is hard about cutting one up, and a Dask cluster of real processes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client

from signals.__main__ import load_classifier
from signals.cluster.worker import ScoringJob
from signals.cues.profile import Profile
from signals.ingest.sources import Options
from signals.output.columns import OUTPUT_COLUMNS
from signals.output.provenance import provenance_of
from tests.support import ROOT, seed_documents

START_SECONDS = 60


def write_corpus(folder: Path) -> None:
    """Write tables of every kind, pages, ids that several tables use, boilerplate in all of them, and damaged files."""
    items = [
        {"date": one.published_on.isoformat(), "title": one.title, "text": f"{one.text}\n\nSubscribe to our newsletter"}
        for one in seed_documents()[:90]
    ]
    (folder / "pages").mkdir(parents=True)
    rows = pd.DataFrame(items)
    rows.assign(id=[f"d{n % 20}" for n in range(len(rows))]).to_csv(folder / "named.csv", index=False)
    named = [f"plain-{n}" if n % 5 == 0 else f"d{n}~2" if n % 5 == 1 else "" for n in range(len(rows))]
    rows.assign(id=named, date=rows["date"].str.replace(r"(\d+)-(\d+)-(\d+)", r"\2/\3/\1", regex=True)).to_csv(
        folder / "mixed.tsv", index=False, sep="\t"
    )
    rows.to_csv(folder / "plain.csv.gz", index=False, encoding="utf-16")
    lines = [
        json.dumps(item | {"place": f"desk {n % 3}", "late": n} if n > 40 else item) for n, item in enumerate(items)
    ]
    (folder / "lines.jsonl").write_text("\n".join([*lines[:30], '{"text": "No date."}', "{broken", *lines[30:]]))
    pq.write_table(pa.Table.from_pandas(rows), folder / "groups.parquet", row_group_size=20)
    for number, item in enumerate(items[:12]):
        (folder / "pages" / f"page {number} {item['date']}.txt").write_text(f"{item['title']}\n\n{item['text']}")
    write_damaged(folder, rows)


def write_damaged(folder: Path, rows: pd.DataFrame) -> None:
    """Write files that cannot be read, or not to their end."""
    (folder / "empty.csv").write_bytes(b"")
    (folder / "columns.csv").write_text("x,y\n1,2\n")
    (folder / "notes.xyz").write_text("no such format")
    (folder / "pages" / "undated.txt").write_text("Russia left.")
    packed = gzip.compress(rows.to_csv(index=False).encode())
    (folder / "short.csv.gz").write_bytes(packed[: len(packed) * 2 // 3])
    path = folder / "torn.parquet"
    pq.write_table(pa.Table.from_pandas(rows), path, row_group_size=20, compression="gzip")
    torn_at = pq.read_metadata(path).row_group(2).column(2).data_page_offset + 60
    content = bytearray(path.read_bytes())
    content[torn_at : torn_at + 400] = bytes(400)
    path.write_bytes(content)


def job_of(*inputs: Path, classifier: str = "none", one_sentence_per_row: bool = False) -> ScoringJob:
    """What `score INPUT...` asks for."""
    about = provenance_of(Profile(), load_classifier(classifier))
    options = Options(one_sentence_per_row=one_sentence_per_row)
    return ScoringJob(inputs, options, Profile(), classifier, None, about, load_classifier)


def sorted_rows(scored: pd.DataFrame) -> pd.DataFrame:
    """The rows by sentence_id, without the month that is only in the files' place."""
    columns = [name for name in scored.columns if name != "month"]
    return scored[columns].sort_values("sentence_id", ignore_index=True)


def assert_same_rows(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Every row is there once, with the same value in every column, to the bit."""
    assert expected["sentence_id"].is_unique
    assert tuple(found.columns[: len(OUTPUT_COLUMNS)]) == OUTPUT_COLUMNS
    pd.testing.assert_frame_equal(sorted_rows(found), sorted_rows(expected), check_exact=True)


@contextmanager
def processes_of_a_cluster(folder: Path, n_workers: int) -> Iterator[str]:
    """Start a scheduler and workers as processes of their own; give the scheduler's address."""
    file = folder / "scheduler.json"
    scheduler = _start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
    started = [scheduler]
    try:
        deadline = time.monotonic() + START_SECONDS
        while not file.exists():
            assert scheduler.poll() is None and time.monotonic() < deadline, "no scheduler"
            time.sleep(0.05)
        address: str = json.loads(file.read_text())["address"]
        if n_workers:
            counts = ("--nworkers", n_workers, "--nthreads", 1)
            started.append(_start("worker", address, *counts, "--no-dashboard", "--local-directory", folder))
            with Client(address) as client:
                client.wait_for_workers(n_workers, timeout=START_SECONDS)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def _start(kind: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
