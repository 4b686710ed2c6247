"""What the dashboard takes over a large corpus.

python -m tests.benchmarks.dashboard_memory TABLE [--rows N] [--date COLUMN]

The rows of TABLE are repeated up to N (big_corpus.py), a real server reads them as its only seeds, and a real
browser opens the page and moves a slider. Printed: how long the browser waited, the server's own CPU time up to a
second after, and its memory, now and at its peak, as the kernel counts them (/proc, so Linux only). Needs a Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from playwright.sync_api import Page

from tests.benchmarks.big_corpus import repeated_rows
from tests.browser.driver import ROOT, find_chromium, running_browser, running_server

PROGRAM = ("dashboard.py", "dashboard_pages", "signals", "models", ".streamlit")
HOUR_MS = 3_600_000
LINES = "() => JSON.stringify(document.querySelector('.js-plotly-plot').data.map(trace => [trace.name, trace.y]))"
CHANGED = f"before => ({LINES})() !== before"
READ = "text=/sentences? from .* documents?/"


def main(arguments: list[str]) -> int:
    """Make the corpus, open the page, move a weight, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.dashboard_memory", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--date", default="Date", help="the column of TABLE with the date")
    options = parser.parse_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        parser.error("no Chromium found; expected chromium, chromium-browser or google-chrome")
    with TemporaryDirectory(prefix="drumbeat-") as folder:
        copy_program(Path(folder))
        write_rows(options.table, Path(folder) / "seeds" / "big.csv", options.rows, options.date)
        with running_server(Path(folder)) as (pid, address), running_browser(chromium) as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            measure(page, pid, address)
    return 0


def copy_program(folder: Path) -> None:
    """Copy the program into a folder of its own, with machine code for that place but without the seeds."""
    for name in (*PROGRAM, "seeds"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-m", "signals.cli.warm_up"], cwd=folder, env=environment, check=True)
    shutil.rmtree(folder / "seeds")
    (folder / "seeds").mkdir()


def write_rows(table: Path, out: Path, n_rows: int, date: str) -> None:
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    for number, part in enumerate(repeated_rows(rows, n_rows, date=date)):
        part.to_csv(out, index=False, header=number == 0, mode="a")


def measure(page: Page, pid: int, address: str) -> None:
    """Open the page, move the slider of a family three times, and print what each step took."""
    with reported("opened", page, pid):
        page.goto(address)
        page.wait_for_selector("article.evidence", timeout=HOUR_MS)
    print(page.locator(READ).first.inner_text())
    page.get_by_text("Families of cues").click()
    slider = page.get_by_role("slider", name="Attacks and combat")
    for _ in range(3):
        before = page.evaluate(LINES)
        with reported("moved a family's slider", page, pid):
            slider.press("ArrowRight")
            page.wait_for_function(CHANGED, arg=before, timeout=HOUR_MS)


@contextmanager
def reported(step: str, page: Page, pid: int) -> Iterator[None]:
    """Print what a step took."""
    began, cpu = time.perf_counter(), cpu_seconds(pid)
    yield
    waited = time.perf_counter() - began
    page.wait_for_timeout(1000)  # what comes after the chart
    memory = f"memory {resident(pid, 'VmRSS'):,} MiB, at most {resident(pid, 'VmHWM'):,}"
    print(f"{step}: {waited:.2f} s, CPU {cpu_seconds(pid) - cpu:.2f} s; {memory}", flush=True)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process and its threads have taken, in seconds."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int, field: str) -> int:
    """Return a process's resident memory in MiB: now (VmRSS) or at its peak (VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
