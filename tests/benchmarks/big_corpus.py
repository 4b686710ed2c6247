"""Make a large corpus from a small one: python -m tests.benchmarks.big_corpus TABLE OUT.csv N_ROWS

The rows of TABLE come again and again, shuffled anew each time, with an id of their own and now and then a date that
cannot be read. Then, for example: /usr/bin/time -v python -m signals score OUT.csv --classifier fast --out scored/
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

SEED = 1
BAD_DATE_EVERY = 100


def repeated_rows(rows: pd.DataFrame, n_rows: int, *, date: str = "Date") -> Iterator[pd.DataFrame]:
    """Yield the rows, shuffled, until there are `n_rows`; same seed, same rows."""
    order = random.Random(SEED)
    for first in range(0, n_rows, len(rows)):
        picked = rows.iloc[order.sample(range(len(rows)), min(len(rows), n_rows - first))]
        numbers = range(first, first + len(picked))
        dates = ["31/02/24" if n % BAD_DATE_EVERY == 7 else day for n, day in zip(numbers, picked[date], strict=True)]
        yield picked.assign(**{date: dates, "id": [f"item-{n}" for n in numbers]})


def main(arguments: list[str]) -> int:
    """Write OUT.csv."""
    table, out, n_rows = arguments
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    with Path(out).open("w", encoding="utf-8", newline="") as stream:
        for number, part in enumerate(repeated_rows(rows, int(n_rows))):
            part.to_csv(stream, index=False, header=number == 0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
