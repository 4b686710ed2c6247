"""Hold the trend against the Geopolitical Risk index: python -m models.validity ARTICLES GPR [--out docs/validity.md]

ARTICLES: news with a date and an outlet each, in any form that `signals score` reads. GPR: a CSV with the columns date,
GPRD, GPRD_ACT and GPRD_THREAT (Caldara and Iacoviello 2022). Every scorer reads the same articles; what comes out is
a page of figures, without a word of the articles. Method and limits stand on that page.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import signals
from models import load
from models.evaluation import time_series as series
from models.evaluation.baselines import ESCALATORY, vader
from signals.documents import Document
from signals.ingest.document_reader import read_documents

INDEX_COLUMNS = ("GPRD", "GPRD_ACT", "GPRD_THREAT")
SCORERS = ("rules", "fast", "deep", "VADER")
WINDOW_DAYS = 7
MIN_SENTENCES = 5  # of one outlet on one day, before their mean counts; judgement
MIN_WINDOW_SENTENCES = 20  # the same, in a window of seven days
INVASION = pd.Timestamp("2022-02-24")


@dataclass(frozen=True)
class Pair:
    """What of ours is held against which column of the index."""

    name: str
    column: str
    measure: str


PAIRS = (
    Pair("all", "GPRD", "escalatory"),
    Pair("acts", "GPRD_ACT", "material"),
    Pair("threats", "GPRD_THREAT", "verbal"),
)


@dataclass(frozen=True)
class Cells:
    """Sentences by day and outlet: `counts` (days, outlets), and `sums` of each measure over them, same shape."""

    days: pd.DatetimeIndex
    outlets: tuple[str, ...]
    counts: np.ndarray
    sums: dict[str, np.ndarray]

    def daily(self, measure: str) -> np.ndarray:
        """Return the measure's mean per day, outlets standardised; NaN on days with too few sentences."""
        return series.standardised(self.sums[measure], self.counts, min_count=MIN_SENTENCES)

    def weekly(self, measure: str) -> np.ndarray:
        """Return the same over the seven days that end with each day."""
        sums, counts = (series.window_sums(one, WINDOW_DAYS) for one in (self.sums[measure], self.counts))
        return series.standardised(sums, counts, min_count=MIN_WINDOW_SENTENCES)

    def of_outlet(self, outlet: str) -> Cells:
        """Return the cells of one outlet."""
        at = [self.outlets.index(outlet)]
        sums = {name: one[:, at] for name, one in self.sums.items()}
        return Cells(self.days, (outlet,), self.counts[:, at], sums)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    from models.reporting.validity_document import write_page

    options = _parser().parse_args(arguments)
    try:
        articles = read_articles(options.articles)
        index = read_index(options.index, articles[0].published_on, articles[-1].published_on)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    cells = {name: cells_of(judged(articles, name), pd.DatetimeIndex(index.index)) for name in SCORERS}
    write_page(options.out, cells, index, len(articles))
    print(f"written to {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.validity", description=__doc__)
    parser.add_argument("articles", type=Path, help="news with dates and outlets")
    parser.add_argument("index", type=Path, help="CSV with date, GPRD, GPRD_ACT, GPRD_THREAT")
    parser.add_argument("--out", type=Path, default=Path("docs/validity.md"), help="where to write the page")
    return parser


def read_articles(path: Path) -> list[Document]:
    """Return the articles by day, those that one outlet printed twice once. Raises ValueError if there is none."""
    read = {
        (one.outlet, one.title, one.text): one
        for one in read_documents([path])
        if isinstance(one, Document) and one.outlet
    }
    if not read:
        raise ValueError(
            f"{path}: found no article with a date and an outlet; expected news that `signals score` reads"
        )
    return sorted(read.values(), key=lambda one: one.published_on)


def read_index(path: Path, first: object, last: object) -> pd.DataFrame:
    """Return the index from day `first` to day `last`: a row per calendar day, NaN where a day is missing.

    Raises ValueError for a file without the columns, or without any of these days.
    """
    try:
        index = pd.read_csv(path, parse_dates=["date"], index_col="date")[list(INDEX_COLUMNS)]
    except (OSError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"{path}: {reason}; expected the columns date, {', '.join(INDEX_COLUMNS)}") from error
    days = pd.date_range(str(first), str(last), name="date")
    found = index.reindex(days)
    if found["GPRD"].isna().all():
        raise ValueError(f"{path}: no day from {first} to {last}; expected the days of the articles")
    return found


def judged(articles: Sequence[Document], scorer: str) -> pd.DataFrame:
    """Return a row per sentence that the scorer could read: day, outlet, signal (-1..1), and 0 or 1 for each measure.

    `escalatory`: labelled so; `material` and `verbal`: escalatory and of that form. VADER's negative sentences count
    as escalatory, and its opposite as the signal; it knows no forms, so that its three measures are the same.
    """
    classifier = load(scorer) if scorer in ("fast", "deep") else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        scored = signals.score(list(articles), classifier=classifier)
    scored = scored[~scored["source_basis"].str.startswith("not read")]
    sentences = pd.DataFrame({"day": scored["published_on"], "outlet": scored["outlet"]})
    if scorer == "VADER":
        verdicts = vader(scored["sentence"].tolist())
        if verdicts is None:
            raise ValueError("VADER is not installed; expected the packages of requirements-dev.txt")
        is_negative = (verdicts.label == ESCALATORY).astype(float)
        return sentences.assign(**dict.fromkeys(("escalatory", "material", "verbal"), is_negative))
    is_escalatory = scored["label"] == "escalatory"
    measures = {form: is_escalatory & (scored["form"] == form) for form in ("material", "verbal")}
    return sentences.assign(signal=scored["signal"], escalatory=is_escalatory, **measures)


def cells_of(sentences: pd.DataFrame, days: pd.DatetimeIndex) -> Cells:
    """Count and add up the sentences by day and outlet; columns other than day and outlet are measures."""
    outlets = tuple(sorted(sentences["outlet"].unique()))
    row = days.get_indexer(pd.DatetimeIndex(sentences["day"]))
    at = row * len(outlets) + pd.Categorical(sentences["outlet"], categories=outlets).codes
    shape = (len(days), len(outlets))

    def added(values: np.ndarray | None) -> np.ndarray:
        return np.bincount(at, weights=values, minlength=shape[0] * shape[1]).reshape(shape)

    measures = [name for name in sentences.columns if name not in ("day", "outlet")]
    sums = {name: added(sentences[name].to_numpy(dtype=float)) for name in measures}
    return Cells(days, outlets, added(None), sums)


@dataclass(frozen=True)
class Agreement:
    """How far one of our series follows one of the index: estimates by kind of series, and who moves first.

    `peak`: days by which ours leads where the correlation of daily values is highest; `at_peak`: that correlation.
    """

    days: series.Estimate
    days_pearson: series.Estimate
    weeks: series.Estimate
    weeks_pearson: series.Estimate
    changes: series.Estimate
    since_march: series.Estimate
    peak: int
    at_peak: float


MAX_LAG_DAYS = 14


def agreement(cells: Cells, measure: str, index: np.ndarray) -> Agreement:
    """Hold a measure of ours against one column of the index, day by day and in windows of seven days."""
    daily, weekly = cells.daily(measure), cells.weekly(measure)
    index_weekly = series.window_mean(index, WINDOW_DAYS, min_days=WINDOW_DAYS)
    war = np.asarray(cells.days >= pd.Timestamp("2022-03-01"))
    lags = series.lead_lag(daily, index, max_days=MAX_LAG_DAYS)
    peak = max(lags, key=lags.__getitem__)
    return Agreement(
        series.correlation(daily, index),
        series.correlation(daily, index, kind="Pearson"),
        series.correlation(weekly, index_weekly),
        series.correlation(weekly, index_weekly, kind="Pearson"),
        series.correlation(series.differences(daily), series.differences(index)),
        series.correlation(daily[war], index[war]),
        peak,
        lags[peak],
    )


BASELINE = ("2021-09-07", "2021-11-30")  # the quiet months before the build-up was reported; the first full window


@dataclass(frozen=True)
class Movement:
    """When a series moves, in days from 24 February 2022 (negative: before); None where it does not."""

    onset: int | None
    break_day: int


def movement(weekly: np.ndarray, daily: np.ndarray, days: pd.DatetimeIndex) -> Movement:
    """Date a series: the onset in its 7-day means, and the likeliest single break in its daily values."""
    first, last = days.searchsorted([pd.Timestamp(one) for one in BASELINE])
    start = series.onset(weekly, slice(int(first), int(last) + 1))
    return Movement(
        None if start is None else _from_invasion(days, start), _from_invasion(days, series.break_day(daily))
    )


def _from_invasion(days: pd.DatetimeIndex, row: int) -> int:
    return int((days[row] - INVASION).days)


if __name__ == "__main__":
    sys.exit(main())
