"""Hold the trend against the Geopolitical Risk index: python -m models.validity ARTICLES GPR [--out docs/validity.md]

ARTICLES: news with a date and an outlet each, in any form that `signals score` reads. GPR: a CSV with the columns date,
GPRD, GPRD_ACT and GPRD_THREAT (Caldara and Iacoviello 2022). Every scorer reads the same articles; what comes out is
a page of figures, without a word of the articles. Method and limits stand on that page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from models.evaluation.index_agreement import (
    COMPARED_SCORERS,
    daily_cells,
    read_articles,
    read_index,
    sentence_measures,
)
from models.reporting.validity_document import write_validity_page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = argument_parser().parse_args(arguments)
    try:
        articles = read_articles(options.articles)
        index = read_index(options.index, articles[0].published_on, articles[-1].published_on)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    days = pd.DatetimeIndex(index.index)
    cells = {name: daily_cells(sentence_measures(articles, name), days) for name in COMPARED_SCORERS}
    write_validity_page(options.out, cells, index, len(articles))
    print(f"written to {options.out}")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m models.validity", description=__doc__)
    parser.add_argument("articles", type=Path, help="news with dates and outlets")
    parser.add_argument("index", type=Path, help="CSV with date, GPRD, GPRD_ACT, GPRD_THREAT")
    parser.add_argument("--out", type=Path, default=Path("docs/validity.md"), help="where to write the page")
    return parser


if __name__ == "__main__":
    sys.exit(main())
