"""The labelled files of the accuracy report: our own pairs, and the public data that you hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.datasets import real_labels
from models.datasets.labelled import LABEL_KINDS, SENTENCE_NAMES, read_labelled, seed_files

CODEBOOK_KIND = "label"  # the column of files that were labelled by our codebook


@dataclass(frozen=True)
class ReportData:
    """A table as `dataset.read_labelled` makes it, and which of its rows are what.

    `is_news`: real news (rows that name their outlet) labelled by the codebook. `is_development`: real sentences
    labelled by the codebook, whose errors are listed.
    """

    labelled: pd.DataFrame
    is_news: np.ndarray
    is_development: np.ndarray


def read_report_data(paths: Sequence[Path], joined: Path) -> ReportData:
    """Read seeds/labels*.csv, the files named, and the labelled CSV files of the folders named.

    A folder that holds the texts of models/labels/real_labels.csv adds these; they are written to `joined` on the way.
    Raises ValueError for a file that cannot be read or a folder without labelled files.
    """
    seeds = seed_files()
    labelled, _ = read_labelled([*seeds, *labelled_files(paths, joined)])
    is_ours = labelled["origin"].isin([path.stem for path in seeds]).to_numpy()
    is_codebook = (labelled["kind"] == CODEBOOK_KIND).to_numpy() & ~is_ours
    return ReportData(labelled, is_codebook & (labelled["outlet"] != "").to_numpy(), is_codebook)


def labelled_files(paths: Sequence[Path], joined: Path) -> list[Path]:
    """Return the files named and, for each folder, its CSV files that have a sentence and a label column, by name."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [one for one in sorted(path.glob("*.csv")) if _is_labelled(one)]
        if not inside:
            raise ValueError(f"{path}: no labelled CSV file; expected columns sentence, and label, quad or conflict")
        found += inside + _with_texts(path, joined)
    return found


def _is_labelled(path: Path) -> bool:
    try:
        columns = {str(name).strip().lower() for name in pd.read_csv(path, nrows=0, encoding="utf-8-sig")}
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        return False
    return bool(columns & set(SENTENCE_NAMES)) and bool(columns & {kind.column for kind in LABEL_KINDS})


def _with_texts(folder: Path, joined: Path) -> list[Path]:
    """Put our labels of real sentences and the folder's texts together, where it holds all of them."""
    if not all((folder / name).is_file() for name in real_labels.TEXT_FILES.values()):
        return []
    if (folder / real_labels.LABELS_FILE.name).is_file():
        return []  # already among the folder's CSV files
    joined.parent.mkdir(parents=True, exist_ok=True)
    real_labels.join_texts(folder).to_csv(joined, index=False, lineterminator="\n")
    return [joined]
