"""Put our labels of real sentences and their texts together: python -m models.real_labels DATA_FOLDER --out FILE

The labels (ids, no text) stand in models/labels/real_labels.csv; the texts are those of public research data that you
hold: ruwa_articles.csv.gz, aw_train.csv and cameo_train.csv. The result is a CSV that `models.train` and
`models.evaluate` read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from signals.ingest.boilerplate import strip_title
from signals.ingest.cleaning import one_line

LABELS = Path(__file__).parent / "labels" / "real_labels.csv"
FILES = {"ruwa": "ruwa_articles.csv.gz", "aw": "aw_train.csv", "cameo": "cameo_train.csv"}
Text = Callable[[pd.DataFrame, int, str], tuple[str, str, str]]  # row number, field -> sentence, outlet, date


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the data cannot be read (one line on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m models.real_labels", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with " + ", ".join(FILES.values()))
    parser.add_argument("--out", type=Path, default=Path("out") / "real_labels.csv")
    options = parser.parse_args(arguments)
    try:
        joined = join_texts(options.folder)
    except (OSError, KeyError) as error:
        print(
            f"{options.folder}: {error}; expected the files {', '.join(FILES.values())} with their rows",
            file=sys.stderr,
        )
        return 2
    options.out.parent.mkdir(parents=True, exist_ok=True)
    joined.to_csv(options.out, index=False, lineterminator="\n")
    print(f"{len(joined)} labelled sentences written to {options.out}")
    return 0


def join_texts(folder: Path) -> pd.DataFrame:
    """Return sentence, label, form, sure, outlet, date and id, a row per label, in the order of the labels.

    Raises OSError for a missing file, KeyError for a row that a file does not hold.
    """
    labels = pd.read_csv(LABELS, keep_default_na=False)
    tables = {name: pd.read_csv(folder / file, keep_default_na=False) for name, file in FILES.items()}
    rows = []
    for label in labels.to_dict("records"):
        origin, row, *field = str(label["id"]).split(":")
        sentence, outlet, day = _texts[origin](tables[origin], int(row), "".join(field))
        rows.append({"sentence": sentence, **label, "outlet": outlet, "date": day})
    return pd.DataFrame(rows)


def _article(table: pd.DataFrame, row: int, field: str) -> tuple[str, str, str]:
    article = table.loc[row]
    outlet = str(article["Site"])
    return strip_title(one_line(str(article[field])), outlet), outlet, str(article["Date"])


def _plain(table: pd.DataFrame, row: int, field: str) -> tuple[str, str, str]:
    return one_line(str(table.loc[row, "sentence"])), "", ""


_texts: dict[str, Text] = {"ruwa": _article, "aw": _plain, "cameo": _plain}

if __name__ == "__main__":
    sys.exit(main())
