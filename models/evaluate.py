"""Measure the scorers on labelled sentences: python -m models.evaluate FILE, or --report DATA ...

With a FILE: prints macro-F1 with 95 % intervals, per-class figures, confusion and calibration beside simpler systems,
and writes all of it as JSON. With --report: measures every scorer on all data there is, on stories that it did not
learn from, and writes the accuracy report, its page and the cards (`models.evaluation.report`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.evaluation.file_metrics import file_metrics
from models.reporting.metrics_text import metrics_text
from models.reporting.write_report import write_report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    parser = argument_parser()
    options = parser.parse_args(arguments)
    if (options.file is None) == (options.report is None):
        parser.error("found no file and no --report, or both; expected one of them")
    try:
        for line in _lines(options):
            print(line)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--classifier", default="fast", help="fast, deep, a model's folder, or none (default: fast)")
    parser.add_argument(
        "--report", type=Path, nargs="+", metavar="DATA", help="write the accuracy report from these files or folders"
    )
    parser.add_argument("--show-text", action="store_true", help="print the worst errors with their text (--report)")
    parser.add_argument(
        "--out",
        type=Path,
        help="where to write: the file of metrics (default: out/metrics-FILE.json), or with --report a folder "
        "(default: models/accuracy.json, docs/accuracy.md and the cards)",
    )
    return parser


def _lines(options: argparse.Namespace) -> Iterator[str]:
    if options.report:
        yield from write_report(options.report, options.out, show_text=options.show_text)
        return
    report = file_metrics(options.file, None if options.classifier == "none" else options.classifier)
    out = options.out or Path("out") / f"metrics-{options.file.name.split('.')[0]}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    yield metrics_text(report)
    yield f"written to {out}"


if __name__ == "__main__":
    sys.exit(main())
