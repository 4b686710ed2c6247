"""The trend: mean signal per actor or dyad and day, week or month, with its interval and n.

Method: docs/decisions/004-trend.md. Sentences of one document are not independent, so the 95 % interval is
cluster-robust by document (Liang and Zeger 1986), with Student's t on the number of documents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .scoring import DECIMALS

GROUPINGS = ("source", "target", "actor", "dyad")
PERIODS = ("day", "week", "month")
WINDOW_DAYS = {"day": 7, "week": 28, "month": 91}
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


@dataclass(frozen=True)
class TrendPlan:
    """Which sentence counts in which row of the trend: made once per corpus and filter, used at every changed weight.

    `sentence` and `cell` name the memberships (a sentence counts for each actor in it); `cluster` is the row of the
    (cell, document) pair of each membership, `cell_of_cluster` its cell; `cells` holds the key columns of the rows.
    """

    cells: pd.DataFrame
    sentence: np.ndarray
    cell: np.ndarray
    cluster: np.ndarray
    cell_of_cluster: np.ndarray
    window: np.ndarray

    def measure(self, signal: np.ndarray, label: np.ndarray) -> pd.DataFrame:
        """Return the trend for one signal and label per sentence of the corpus."""
        n_cells = len(self.cells)
        values = signal[self.sentence]
        counts = np.bincount(self.cell, minlength=n_cells)
        sums = np.bincount(self.cell, weights=values, minlength=n_cells)
        n_documents = np.bincount(self.cell_of_cluster, minlength=n_cells)
        mean = sums / counts
        half = self._half_width(values, mean, counts, n_documents)
        rolling_n = _window_sums(counts, self.window)
        columns = {
            "n_sentences": counts,
            "n_documents": n_documents,
            "signal": mean,
            "low": np.maximum(mean - half, -1),
            "high": np.minimum(mean + half, 1),
            "escalatory_share": self._share(label == "escalatory", counts),
            "deescalatory_share": self._share(label == "de-escalatory", counts),
            "rolling_signal": _window_sums(sums, self.window) / rolling_n,
            "rolling_n": rolling_n,
        }
        return self.cells.assign(**{name: np.round(column, DECIMALS) for name, column in columns.items()})

    def _share(self, is_of_label: np.ndarray, counts: np.ndarray) -> np.ndarray:
        return np.bincount(self.cell, weights=is_of_label[self.sentence], minlength=len(counts)) / counts

    def _half_width(
        self, values: np.ndarray, mean: np.ndarray, counts: np.ndarray, n_documents: np.ndarray
    ) -> np.ndarray:
        residuals = np.bincount(self.cluster, weights=values - mean[self.cell], minlength=len(self.cell_of_cluster))
        squares = np.bincount(self.cell_of_cluster, weights=residuals**2, minlength=len(counts))
        several = n_documents > 1
        spread = np.full(len(counts), np.nan)
        spread[several] = n_documents[several] / (n_documents[several] - 1) * squares[several] / counts[several] ** 2
        degrees, rows = np.unique(n_documents[several] - 1, return_inverse=True)
        quantile = np.full(len(counts), np.nan)
        quantile[several] = stats.t.ppf(0.975, degrees)[rows] if len(degrees) else []
        return quantile * np.sqrt(spread)


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
    keys = _key_columns(by)
    cell, cells = _number_groups(memberships[[*keys, "date"]])
    document = pd.factorize(scored["doc_id"])[0][memberships["sentence"]]
    cluster, pairs = _number_groups(pd.DataFrame({"cell": cell, "document": document}))
    return TrendPlan(
        cells,
        memberships["sentence"].to_numpy(),
        cell,
        cluster,
        pairs["cell"].to_numpy(),
        _windows(cells, keys, window_days),
    )


def period_start(dated_on: pd.Series, every: str) -> pd.Series:
    """Return the first day of each date's day, week (Monday) or month, as datetime64."""
    days = pd.to_datetime(dated_on)
    if every == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return pd.Series(days.dt.to_period("M").dt.to_timestamp()) if every == "month" else days


def _key_columns(by: str) -> list[str]:
    return ["source", "target"] if by == "dyad" else [by]


def _memberships(scored: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per (sentence, key): `sentence` is a row number of `scored`; sentences without the actor have none."""
    rows = np.arange(len(scored))
    if by == "actor":
        codes = _text(scored["actors"]).str.split(";")
        exploded = pd.DataFrame({"sentence": rows, "actor": codes.to_numpy()}).explode("actor")
        return exploded[exploded["actor"].astype(str) != ""].drop_duplicates()
    keys = {name: _text(scored[name]).to_numpy() for name in _key_columns(by)}
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


def _window_sums(values: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Sum values[first[i]] to values[i] for every i, each sum on its own: other actors' rows never enter."""
    if not len(values):
        return values.copy()
    edges = np.column_stack([first, np.arange(1, len(values) + 1)]).ravel()
    return np.add.reduceat(np.append(values, values.dtype.type(0)), edges)[::2]
