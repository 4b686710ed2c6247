"""The trend: mean signal per actor or dyad and day, week or month, with its interval and n.

Method: docs/decisions/004-trend.md. Sentences of one document are not independent, so the 95 % interval is
cluster-robust by document (Liang and Zeger 1986), with Student's t on the number of documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from signals.cues.scoring import DECIMALS

GROUPINGS = ("source", "target", "actor", "dyad")
PERIODS = ("day", "week", "month")
LineKey = tuple[str, ...]  # what names a line: an actor's code; source and target of a dyad
WINDOW_DAYS = {"day": 7, "week": 28, "month": 91}
MILLION = 10**DECIMALS
MEASURES = (
    "n_sentences", "n_documents", "signal", "low", "high",
    "escalatory_share", "deescalatory_share", "rolling_signal", "rolling_n",
)  # fmt: skip


def trend(
    scored: pd.DataFrame, *, by: str = "source", every: str = "day", window_days: int | None = None
) -> pd.DataFrame:
    """Average the signal per actor (as source, as target, in either role) or per source-target pair, and period.

    `scored` has the columns of `signals.score`. Returns one row per (actor, period) that has text, sorted: the actor's
    code (columns `source` and `target` for dyads), `date` (first day of the period; weeks begin on Monday),
    n_sentences, n_documents, signal (-1..1, + is escalatory), low and high (95 % interval; missing for fewer than two
    documents), escalatory_share and deescalatory_share (0..1), rolling_signal (mean over all sentences of the
    `window_days` calendar days that end with the period's first day; 7, 28 or 91 unless said otherwise) and rolling_n.
    A period without text has no row. Raises ValueError for an unknown `by` or `every`, or window_days < 1.
    """
    plan = plan_trend(scored, by=by, every=every, window_days=window_days)
    return plan.measure(scored["signal"].to_numpy(dtype=float), scored["label"].to_numpy(dtype=object))


@dataclass
class Totals:
    """What the trend is made of, and all that a changed weight changes: the sum of the signals of each cluster, in
    millionths, and the number of escalatory and de-escalatory sentences of each cell.

    Signals have six decimals, so the sums are whole numbers, exact in float64 up to 2**53: in whatever order sentences
    are added, or taken out and added again, the bits are the same.
    """

    signal: np.ndarray
    escalatory: np.ndarray
    deescalatory: np.ndarray


@dataclass(frozen=True)
class TrendPlan:
    """Which sentence counts in which row of the trend: made once per corpus and filter, used at every changed weight.

    `sentence` and `cell` name the memberships, ordered by sentence (a sentence counts for each actor in it); `cluster`
    is the row of the (cell, document) pair of each membership, `cell_of_cluster` its cell, in ascending order; `cells`
    holds the key columns of the rows; `window` is the first row that enters each row's rolling mean.
    """

    cells: pd.DataFrame
    sentence: np.ndarray
    cell: np.ndarray
    cluster: np.ndarray
    cell_of_cluster: np.ndarray
    window: np.ndarray

    @cached_property
    def n_sentences(self) -> np.ndarray:
        return np.bincount(self.cell, minlength=len(self.cells))

    @cached_property
    def n_documents(self) -> np.ndarray:
        return np.bincount(self.cell_of_cluster, minlength=len(self.cells))

    @cached_property
    def rolling_n(self) -> np.ndarray:
        return _window_sums(self.n_sentences, self.window)

    @cached_property
    def _n_of_cluster(self) -> np.ndarray:
        return np.bincount(self.cluster, minlength=len(self.cell_of_cluster)).astype(float)

    @cached_property
    def _first_cluster(self) -> np.ndarray:
        return np.cumsum(self.n_documents) - self.n_documents

    @cached_property
    def _width(self) -> np.ndarray:
        """Half the interval of each cell, for a sum of squared residuals of 1; missing for fewer than two documents."""
        several = self.n_documents > 1
        degrees, rows = np.unique(self.n_documents[several] - 1, return_inverse=True)
        quantile = stats.t.ppf(0.975, degrees)[rows] if len(degrees) else np.zeros(0)
        width = np.full(len(self.cells), np.nan)
        width[several] = quantile * np.sqrt((degrees[rows] + 1) / degrees[rows]) / self.n_sentences[several]
        return width

    def measure(self, signal: np.ndarray, label: np.ndarray) -> pd.DataFrame:
        """Return the trend for one signal (six decimals) and label per sentence of the corpus."""
        return self.table(self.totals(in_millionths(signal), label == "escalatory", label == "de-escalatory"))

    def totals(self, millionths: np.ndarray, is_escalatory: np.ndarray, is_deescalatory: np.ndarray) -> Totals:
        """Add up one signal (`in_millionths`) and two booleans per sentence of the corpus."""
        signal = np.bincount(self.cluster, weights=millionths[self.sentence], minlength=len(self.cell_of_cluster))
        counts = [
            np.bincount(self.cell, weights=is_of_label[self.sentence], minlength=len(self.cells))
            for is_of_label in (is_escalatory, is_deescalatory)
        ]
        return Totals(signal, *counts)

    def table(self, totals: Totals) -> pd.DataFrame:
        """Return the trend that these totals make."""
        sums = np.add.reduceat(totals.signal, self._first_cluster)
        mean = sums / self.n_sentences
        residuals = totals.signal - self._n_of_cluster * np.repeat(mean, self.n_documents)
        squares = np.add.reduceat(residuals * residuals, self._first_cluster)
        half = self._width * np.sqrt(squares)
        columns = {
            "n_sentences": self.n_sentences,
            "n_documents": self.n_documents,
            "signal": mean / MILLION,
            "low": np.maximum((mean - half) / MILLION, -1),
            "high": np.minimum((mean + half) / MILLION, 1),
            "escalatory_share": totals.escalatory / self.n_sentences,
            "deescalatory_share": totals.deescalatory / self.n_sentences,
            "rolling_signal": _window_sums(sums, self.window) / self.rolling_n / MILLION,
            "rolling_n": self.rolling_n,
        }
        return self.cells.assign(**{name: np.round(column, DECIMALS) for name, column in columns.items()})


def in_millionths(signal: np.ndarray) -> np.ndarray:
    """Return signals as whole numbers of millionths, as floats; missing stays missing."""
    return np.rint(signal * MILLION)


def plan_trend(
    scored: pd.DataFrame, *, by: str = "source", every: str = "day", window_days: int | None = None
) -> TrendPlan:
    """Group the sentences of `scored` (columns doc_id, dated_on, source, target, actors). Raises as `trend` does."""
    if by not in GROUPINGS or every not in PERIODS:
        raise ValueError(f"by={by!r}, every={every!r}; expected by one of {GROUPINGS} and every one of {PERIODS}")
    window_days = WINDOW_DAYS[every] if window_days is None else window_days
    if window_days < 1:
        raise ValueError(f"window_days is {window_days}; expected at least 1")
    memberships = _memberships(scored, by).sort_values("sentence", kind="stable")
    memberships["date"] = period_start(scored["dated_on"], every).to_numpy()[memberships["sentence"]]
    memberships = memberships.dropna(subset=["date"])
    keys = key_columns(by)
    cell, cells = _number_groups(memberships[[*keys, "date"]])
    document = pd.factorize(scored["doc_id"])[0][memberships["sentence"]]
    cluster, pairs = _number_groups(pd.DataFrame({"cell": cell, "document": document}))
    return TrendPlan(
        cells,
        memberships["sentence"].to_numpy(dtype=np.int32),
        cell.astype(np.int32),
        cluster.astype(np.int32),
        pairs["cell"].to_numpy(),
        _windows(cells, keys, window_days),
    )


def period_start(dated_on: pd.Series, every: str) -> pd.Series:
    """Return the first day of each date's day, week (Monday) or month, as datetime64."""
    days = pd.to_datetime(dated_on)
    if every == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return pd.Series(days.dt.to_period("M").dt.to_timestamp()) if every == "month" else days


def key_columns(by: str) -> list[str]:
    """Return the columns of a trend that name its lines."""
    return ["source", "target"] if by == "dyad" else [by]


def _memberships(scored: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per (sentence, key): `sentence` is a row number of `scored`; sentences without the actor have none."""
    rows = np.arange(len(scored))
    if by == "actor":
        codes = _text(scored["actors"]).str.split(";")
        exploded = pd.DataFrame({"sentence": rows, "actor": codes.to_numpy()}).explode("actor")
        return exploded[exploded["actor"].astype(str) != ""].drop_duplicates()
    keys = {name: _text(scored[name]).to_numpy() for name in key_columns(by)}
    named = pd.DataFrame({"sentence": rows, **keys})
    return named[np.logical_and.reduce([named[name] != "" for name in keys])]


def _text(column: pd.Series) -> pd.Series:
    return column.astype(object).where(column.notna(), "").astype(str)


def _number_groups(keys: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return each row's group number, groups sorted by key, and the groups' keys."""
    grouped = keys.groupby(list(keys.columns), sort=True)
    cells = grouped.size().index.to_frame(index=False)
    return grouped.ngroup().to_numpy(), cells


def _windows(cells: pd.DataFrame, keys: list[str], window_days: int) -> np.ndarray:
    """For each row, the first row of the same actor whose period begins within `window_days` up to its own."""
    days = pd.to_datetime(cells["date"]).to_numpy().astype("datetime64[D]").astype(np.int64)
    series = cells.groupby(keys, sort=False).ngroup().to_numpy() if len(cells) else np.zeros(0, dtype=np.int64)
    span = (days.max() - days.min() + window_days + 1) if len(days) else 1
    position = series * span + (days - days.min() if len(days) else days)
    return np.maximum(np.searchsorted(position, position - window_days + 1), np.searchsorted(series, series))


def _window_sums(values: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Sum values[start[i]] to values[i] for every i, each sum on its own: other actors' rows never enter."""
    if not len(values):
        return values.copy()
    bounds = np.column_stack([start, np.arange(1, len(values) + 1)]).ravel()
    return np.add.reduceat(np.append(values, values.dtype.type(0)), bounds)[::2]
