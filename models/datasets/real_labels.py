"""Put our labels of real sentences and their texts together.

python -m models.datasets.real_labels DATA_FOLDER --out FILE

The labels (ids, no text) stand in models/labels/real_labels.csv; the texts are those of public research data that you
hold: ruwa_articles.csv.gz, aw_train.csv and cameo_train.csv. The result is a CSV that `models.train` and
`models.evaluate` read. Beside it comes news_labels.csv: the one in DATA_FOLDER with the labels of
models/labels/news_label_mends.csv, which a further reading by the codebook corrected.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from signals.ingest.cleaning.item_cleaning import strip_title
from signals.ingest.cleaning.text_cleaning import one_line

LABELS_FILE = Path(__file__).parent.parent / "labels" / "real_labels.csv"
MENDS_FILE = Path(__file__).parent.parent / "labels" / "news_label_mends.csv"
TEXT_FILES = {"ruwa": "ruwa_articles.csv.gz", "aw": "aw_train.csv", "cameo": "cameo_train.csv"}
NEWS_FILE = "news_labels.csv"
EXPECTED_FILES = ", ".join([*TEXT_FILES.values(), NEWS_FILE])
MENDED_COLUMNS = ["label", "form", "sure"]
Text = Callable[[pd.DataFrame, int, str], tuple[str, str, str]]  # row number, field -> sentence, outlet, date


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the data cannot be read (one line on stderr)."""
    parser = argument_parser()
    options = parser.parse_args(arguments)
    news_out = options.out.with_name(NEWS_FILE)
    if news_out.resolve() in (options.out.resolve(), (options.folder / NEWS_FILE).resolve()):
        parser.error(
            f"--out {options.out}: {NEWS_FILE} comes beside it; expected another name, not in {options.folder}"
        )
    try:
        joined = join_texts(options.folder)
        given = _read_cells(options.folder / NEWS_FILE)
        mended = mended_labels(given, _read_cells(MENDS_FILE))
    except (OSError, KeyError, ValueError) as error:
        print(f"{options.folder}: {error}; expected the files {EXPECTED_FILES} with their rows", file=sys.stderr)
        return 2
    options.out.parent.mkdir(parents=True, exist_ok=True)
    joined.to_csv(options.out, index=False, lineterminator="\n")
    mended.to_csv(news_out, index=False, lineterminator="\n")
    n_mended = (given[MENDED_COLUMNS] != mended[MENDED_COLUMNS]).any(axis=1).sum()
    print(f"{len(joined)} labelled sentences written to {options.out}")
    print(f"{len(mended)} labelled items written to {news_out}, {n_mended} of them mended")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m models.datasets.real_labels", description=__doc__)
    parser.add_argument("folder", type=Path, help=f"the folder with {EXPECTED_FILES}")
    parser.add_argument("--out", type=Path, default=Path("out") / "real_labels.csv", help="the CSV to write")
    return parser


def join_texts(folder: Path) -> pd.DataFrame:
    """Return sentence, label, form, sure, outlet, date and id, a row per label, in the order of the labels.

    Raises OSError for a missing file, KeyError for a row that a file does not hold.
    """
    labels = pd.read_csv(LABELS_FILE, keep_default_na=False)
    tables = {name: pd.read_csv(folder / file, keep_default_na=False) for name, file in TEXT_FILES.items()}
    rows = []
    for label in labels.to_dict("records"):
        origin, row, *field = str(label["id"]).split(":")
        sentence, outlet, day = TEXT_READERS[origin](tables[origin], int(row), "".join(field))
        rows.append({"sentence": sentence, **label, "outlet": outlet, "date": day})
    return pd.DataFrame(rows)


def mended_labels(items: pd.DataFrame, mends: pd.DataFrame) -> pd.DataFrame:
    """Return the items with label, form and sure of the mends of the same id; order and other columns stay.

    items has a row per labelled item, mends id, label, form, sure and rule (the codebook's rule that decides; 0: its
    definitions), all as text. Raises ValueError for a mend whose id no item has, KeyError for a missing column.
    """
    unknown = sorted(set(mends["id"]) - set(items["id"]))
    if unknown:
        raise ValueError(f"{NEWS_FILE} has no item with id {', '.join(unknown)}, which {MENDS_FILE.name} mends")
    told = mends.set_index("id")[MENDED_COLUMNS].reindex(items["id"]).set_axis(items.index)
    return items.assign(**{column: told[column].fillna(items[column]) for column in MENDED_COLUMNS})


def _read_cells(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _article(table: pd.DataFrame, row: int, field: str) -> tuple[str, str, str]:
    article = table.loc[row]
    outlet = str(article["Site"])
    return strip_title(one_line(str(article[field])), outlet), outlet, str(article["Date"])


def _bare_sentence(table: pd.DataFrame, row: int, field: str) -> tuple[str, str, str]:
    return one_line(str(table.loc[row, "sentence"])), "", ""


TEXT_READERS: dict[str, Text] = {"ruwa": _article, "aw": _bare_sentence, "cameo": _bare_sentence}

if __name__ == "__main__":
    sys.exit(main())
