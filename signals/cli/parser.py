"""What the command line accepts, and what it says. The work is in `commands.py`, imported only when there is some."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from signals.documents import ClassifierLoader
from signals.version import __version__

DONE, BAD_INPUT = 0, 2

DESCRIPTION = "Score news text for escalation, say who acts toward whom and when, and average the trend."
EXAMPLES = """examples:
  python -m signals score news/ --out scored.csv
  python -m signals score article.txt --published 2022-01-14 --classifier none --out article.xlsx
  python -m signals score rows.csv --one-sentence-per-row --out scored.parquet
  python -m signals score archive.zip --out scored/            (a folder: Parquet files by month, as they come)
  python -m signals score archive/ --out scored/ --engine dask      (all cores; --scheduler for a cluster)
  python -m signals trend scored.parquet --by dyad --every week --out trend.csv
"""
SCORE_HELP = """INPUT: .txt .md .html .csv .tsv .jsonl .parquet .docx .pdf .zip, or folders of them.
Tables need a text column (text, body, content, desc, description or sentence) and a date (date, published,
published_on or publish_date); title, outlet and url are used where they are there, other columns are kept.
Rows that are turned away are counted on stderr and written beside OUT with the reason."""

TREND_HELP = """Writes one row per actor (or pair) and period that has text: n_sentences, n_documents, signal (-1..1, +
is escalatory) and its 95 % interval low, high; escalatory_share, deescalatory_share; rolling_signal, rolling_n."""
ACCURACY_HELP = "Prints how often source and target are right. Columns: sentence, source_actor, target_actor (codes)."
WARM_UP_HELP = """Compiles the loops that large inputs run through, up to two minutes, and removes what was compiled of
sources that have changed. `make setup` calls it; without it the first large input waits."""


def day(text: str) -> date:
    """Read a YYYY-MM-DD argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date (YYYY-MM-DD)") from None


class OneLineParser(argparse.ArgumentParser):
    """Says what was wrong in one line, and exits with 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = OneLineParser(
        prog="python -m signals",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"drumbeat {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=OneLineParser)
    _add_score(commands)
    _add_trend(commands)
    _add_accuracy(commands)
    commands.add_parser("warm-up", help="compile what large inputs need, once", description=WARM_UP_HELP)
    return parser


def _add_score(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    score = commands.add_parser(
        "score",
        help="score every sentence of the input",
        description=SCORE_HELP,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    score.add_argument("inputs", nargs="+", metavar="INPUT", help="a file or a folder")
    score.add_argument(
        "--out", required=True, metavar="FILE", help=".csv .xlsx .jsonl .parquet, or DIR/ for Parquet by month"
    )
    score.add_argument("--published", type=day, metavar="YYYY-MM-DD", help="the date of documents that carry none")
    score.add_argument("--date-order", choices=("mdy", "dmy"), help="how to read dates such as 02/03/2022")
    score.add_argument(
        "--classifier",
        default=None,
        metavar="fast|deep|none",
        help="which classifier, or a folder with one (default: the best shipped)",
    )
    score.add_argument("--profile", type=Path, metavar="FILE", help="weights and settings saved from the dashboard")
    score.add_argument(
        "--actors", type=Path, metavar="FILE", help="a CSV with aliases of your own: alias, code, kind, start, end"
    )
    score.add_argument(
        "--one-sentence-per-row", action="store_true", help="never split a row; one output row per input row"
    )
    _add_engine(score)


def _add_engine(score: argparse.ArgumentParser) -> None:
    score.add_argument(
        "--engine",
        default="local",
        choices=("local", "dask"),
        help="local: one process (default); dask: many, here or on a cluster, into DIR/ (docs/cluster.md)",
    )
    score.add_argument(
        "--scheduler", metavar="ADDRESS", help="tcp://HOST:PORT of a Dask scheduler (default: this machine)"
    )
    score.add_argument(
        "--partition-mb",
        type=int,
        default=16,
        metavar="N",
        help="with --engine dask, about how many MB of text one task takes (default: 16)",
    )


def _add_trend(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    trend = commands.add_parser(
        "trend",
        help="average scored sentences by actor and period",
        description=TREND_HELP,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    trend.add_argument("scored", type=Path, metavar="SCORED", help="a table written by `score`")
    trend.add_argument("--out", required=True, type=Path, metavar="FILE", help=".csv .xlsx .jsonl .parquet")
    trend.add_argument(
        "--by", default="source", choices=("source", "target", "actor", "dyad"), help="whose trend (default: source)"
    )
    trend.add_argument("--every", default="day", choices=("day", "week", "month"), help="the period (default: day)")


def _add_accuracy(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    accuracy = commands.add_parser(
        "accuracy",
        help="compare source and target with gold codes",
        description=ACCURACY_HELP,
    )
    accuracy.add_argument("table", type=Path, metavar="FILE", help="a table with one sentence per row and gold codes")
    accuracy.add_argument("--published", type=day, metavar="YYYY-MM-DD", help="the date of rows that carry none")


def main(arguments: Sequence[str] | None = None, *, load_classifier: ClassifierLoader) -> int:
    """Run a command; return its exit status: 0 done, 2 bad input or usage, with one line on stderr."""
    asked = build_parser().parse_args(arguments)
    from signals.cli import commands
    from signals.cli.warm_up import run_warm_up

    try:
        if asked.command == "score":
            return commands.run_score(asked, load_classifier)
        if asked.command == "warm-up":
            return run_warm_up(load_classifier)
        return {"trend": commands.run_trend, "accuracy": commands.run_accuracy}[asked.command](asked)
    except (ValueError, OSError) as error:
        print(f"drumbeat: {' '.join(str(error).split())}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("drumbeat: stopped; OUT was not written (a folder keeps the files that are whole)", file=sys.stderr)
        return 130
