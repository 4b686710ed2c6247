"""Write docs/benchmarks.md and its pictures from a run: python -m tests.benchmarks.page RUN.json [--docs DIR]"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.flow_steps import MAX_WORDS, MIN_WORDS

from .curves import log_log_svg

DOCS = Path(__file__).parent.parent.parent / "docs"
HEAD = f"""# What it costs

Written by `make bench`; do not edit, run it again.

The figures are ratios: the CPU time that a sentence takes here, over the CPU time that VADER's bare `polarity_scores`
takes for a news sentence of {MIN_WORDS} to {MAX_WORDS} words, measured beside it. Below 1 is faster than VADER.
A bare time would say more about the machine than about the program. Shown is the least of the rounds; spread is the
greatest over the least.
"""


class Section(NamedTuple):
    """A group of benchmarks on the page: its heading, what the sizes count (empty: no picture), what is measured."""

    heading: str
    axis: str
    text: str


SECTIONS = {
    "throughput": Section("The whole pipeline", "", "From a file of news on the disk to a Parquet file, on one core."),
    "corpus": Section(
        "Size of the corpus",
        "sentences in the corpus",
        "The whole flow with rules alone, streamed in batches and written by month.",
    ),
    "cues": Section("Number of cues", "cues in the lexicon", "Finding the cues, with their modifiers."),
    "actors": Section("Number of names", "names in the actor table", "Finding the actors, each name by its day."),
    "document": Section(
        "Length of a document", "characters in a document", "The whole flow over a like amount of text."
    ),
    "reweighting": Section(
        "A changed weight",
        "sentences in the corpus",
        "From a changed weight to a new 7-day trend, on a corpus whose hits are known.",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    parser.add_argument("run", type=Path, help="what --benchmark-json wrote")
    parser.add_argument("--docs", type=Path, default=DOCS)
    options = parser.parse_args(arguments)
    run = json.loads(options.run.read_text())
    groups = grouped(run["benchmarks"])
    pictures = options.docs / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for name, entries in groups.items():
        if SECTIONS[name].axis:
            points = [(entry["size"], entry["ratio"]) for entry in entries]
            picture = log_log_svg(points, SECTIONS[name].axis, "times VADER, a sentence")
            (pictures / picture_name(name)).write_text(picture)
    (options.docs / "benchmarks.md").write_text(page(machine(run["machine_info"]), groups))
    return 0


def grouped(benchmarks: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return what each benchmark noted, by section, in the order of SECTIONS and of size."""
    noted = [one["extra_info"] | {"name": one["name"]} for one in benchmarks]
    found = {name: [entry for entry in noted if entry["section"] == name] for name in SECTIONS}
    return {name: sorted(entries, key=lambda entry: entry["size"]) for name, entries in found.items() if entries}


def machine(info: dict[str, Any]) -> str:
    """Return the machine in words, from what pytest-benchmark noted of it."""
    cpu = info["cpu"]
    brand = cpu.get("brand_raw") or info["processor"]
    return f"{brand}, {cpu['count']} cores, {info['system']}, Python {info['python_version']}"


def page(machine_words: str, groups: dict[str, list[dict[str, Any]]]) -> str:
    """Return the page in Markdown."""
    return "\n".join([HEAD, f"Machine: {machine_words}.\n", *(_section(name, rows) for name, rows in groups.items())])


def picture_name(section: str) -> str:
    return f"benchmark-{section}.svg"


def _section(name: str, entries: list[dict[str, Any]]) -> str:
    section = SECTIONS[name]
    lines = [f"## {section.heading}", "", section.text, ""]
    has_peak = all("peak_mb" in entry for entry in entries)
    header = [section.axis or "what", "sentences", "times VADER, a sentence", "spread", *["peak MB"] * has_peak]
    lines += [f"| {' | '.join(header)} |", "|---" * len(header) + "|"]
    for entry in entries:
        what = f"{entry['size']:,}" if section.axis else entry["what"]
        cells = [what, f"{entry['n']:,}", f"{entry['ratio']:.3g}", f"{entry['spread']:.2f}"]
        lines.append(f"| {' | '.join([*cells, *([str(entry['peak_mb'])] if has_peak else [])])} |")
    if section.axis:
        lines += ["", f"A sentence's cost grows as the size to the power {exponent(entries):.2f} (0: it does not).", ""]
        lines += [f"![Cost of a sentence against {section.axis}](pictures/{picture_name(name)})"]
    return "\n".join([*lines, ""])


def exponent(entries: Sequence[dict[str, Any]]) -> float:
    """Return the slope of log cost of a sentence over log size, by least squares; nan for one size."""
    if len(entries) < 2:
        return math.nan
    x = [math.log(entry["size"]) for entry in entries]
    y = [math.log(entry["ratio"]) for entry in entries]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - middle_x) ** 2 for a in x)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread


if __name__ == "__main__":
    sys.exit(main())
