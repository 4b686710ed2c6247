"""Hold the trend against the Geopolitical Risk index: every scorer reads the same articles, outlets standardised."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import signals
from models.classifiers.loading import load
from models.datasets.labelled import ESCALATORY
from models.evaluation import time_series as series
from models.evaluation.baselines import vader_verdicts
from signals.documents import Document
from signals.ingest.document_reader import read_documents

INDEX_COLUMNS = ("GPRD", "GPRD_ACT", "GPRD_THREAT")
COMPARED_SCORERS = ("rules", "fast", "deep", "VADER")
WEEK_DAYS = 7
MIN_DAY_SENTENCES = 5  # of one outlet on one day, before their mean counts; judgement
MIN_WINDOW_SENTENCES = 20  # the same, in a window of seven days
MAX_LAG_DAYS = 14
BASELINE = ("2021-09-07", "2021-11-30")  # the quiet months before the build-up was reported; the first full window
INVASION = pd.Timestamp("2022-02-24")


@dataclass(frozen=True)
class ComparedPair:
    """What of ours is held against which column of the index."""

    name: str
    column: str
    measure: str


COMPARED_PAIRS = (
    ComparedPair("all", "GPRD", "escalatory"),
    ComparedPair("acts", "GPRD_ACT", "material"),
    ComparedPair("threats", "GPRD_THREAT", "verbal"),
)


@dataclass(frozen=True)
class DailyCells:
    """Sentences by day and outlet: `counts` (days, outlets), and `sums` of each measure over them, same shape."""

    days: pd.DatetimeIndex
    outlets: tuple[str, ...]
    counts: np.ndarray
    sums: dict[str, np.ndarray]

    def daily(self, measure: str) -> np.ndarray:
        """Return the measure's mean per day, outlets standardised; NaN on days with too few sentences."""
        return series.standardised_means(self.sums[measure], self.counts, min_count=MIN_DAY_SENTENCES)

    def weekly(self, measure: str) -> np.ndarray:
        """Return the same over the seven days that end with each day."""
        sums, counts = (series.window_sums(one, WEEK_DAYS) for one in (self.sums[measure], self.counts))
        return series.standardised_means(sums, counts, min_count=MIN_WINDOW_SENTENCES)

    def of_outlet(self, outlet: str) -> DailyCells:
        """Return the cells of one outlet."""
        at = [self.outlets.index(outlet)]
        sums = {name: one[:, at] for name, one in self.sums.items()}
        return DailyCells(self.days, (outlet,), self.counts[:, at], sums)


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


def sentence_measures(articles: Sequence[Document], scorer: str) -> pd.DataFrame:
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
        verdicts = vader_verdicts(scored["sentence"].tolist())
        if verdicts is None:
            raise ValueError("VADER is not installed; expected the packages of requirements-dev.txt")
        is_negative = (verdicts.label == ESCALATORY).astype(float)
        return sentences.assign(**dict.fromkeys(("escalatory", "material", "verbal"), is_negative))
    is_escalatory = scored["label"] == "escalatory"
    measures = {form: is_escalatory & (scored["form"] == form) for form in ("material", "verbal")}
    return sentences.assign(signal=scored["signal"], escalatory=is_escalatory, **measures)


def daily_cells(sentences: pd.DataFrame, days: pd.DatetimeIndex) -> DailyCells:
    """Count and add up the sentences by day and outlet; columns other than day and outlet are measures."""
    outlets = tuple(sorted(sentences["outlet"].unique()))
    row = days.get_indexer(pd.DatetimeIndex(sentences["day"]))
    at = row * len(outlets) + pd.Categorical(sentences["outlet"], categories=outlets).codes
    shape = (len(days), len(outlets))

    def added(values: np.ndarray | None) -> np.ndarray:
        return np.bincount(at, weights=values, minlength=shape[0] * shape[1]).reshape(shape)

    measures = [name for name in sentences.columns if name not in ("day", "outlet")]
    sums = {name: added(sentences[name].to_numpy(dtype=float)) for name in measures}
    return DailyCells(days, outlets, added(None), sums)


@dataclass(frozen=True)
class Agreement:
    """How far one of our series follows one of the index: estimates by kind of series, and who moves first.

    `peak`: days by which ours leads where the correlation of daily values is highest; `at_peak`: that correlation.
    """

    days: series.Correlation
    days_pearson: series.Correlation
    weeks: series.Correlation
    weeks_pearson: series.Correlation
    changes: series.Correlation
    since_march: series.Correlation
    peak: int
    at_peak: float


def agreement(cells: DailyCells, measure: str, index: np.ndarray) -> Agreement:
    """Hold a measure of ours against one column of the index, day by day and in windows of seven days."""
    daily, weekly = cells.daily(measure), cells.weekly(measure)
    index_weekly = series.window_mean(index, WEEK_DAYS, min_days=WEEK_DAYS)
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


@dataclass(frozen=True)
class Turning:
    """When a series moves, in days from 24 February 2022 (negative: before); None where it does not."""

    onset: int | None
    break_day: int


def turning_days(weekly: np.ndarray, daily: np.ndarray, days: pd.DatetimeIndex) -> Turning:
    """Date a series: the onset in its 7-day means, and the likeliest single break in its daily values."""
    first, last = days.searchsorted([pd.Timestamp(one) for one in BASELINE])
    start = series.onset(weekly, slice(int(first), int(last) + 1))
    return Turning(
        None if start is None else _from_invasion(days, start), _from_invasion(days, series.break_day(daily))
    )


def _from_invasion(days: pd.DatetimeIndex, row: int) -> int:
    return int((days[row] - INVASION).days)
