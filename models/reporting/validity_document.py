"""Write docs/validity.md: what was compared, the one table of all scorers, and what it does not show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from models.evaluation import time_series as series
from models.evaluation.index_agreement import (
    BASELINE,
    COMPARED_PAIRS,
    INDEX_COLUMNS,
    MAX_LAG_DAYS,
    MIN_DAY_SENTENCES,
    MIN_WINDOW_SENTENCES,
    WEEK_DAYS,
    Agreement,
    DailyCells,
    Turning,
    agreement,
    turning_days,
)
from models.evaluation.metrics import N_BOOTSTRAP
from models.reporting.markdown import markdown_table

VALIDITY_TEMPLATE = Path(__file__).parent / "validity.md"
OTHER_STATISTICS = (
    "share of escalatory sentences, outlets standardised (used above)",
    "the same, all sentences in one pot",
    "mean signal, outlets standardised",
    "number of escalatory sentences",
    "number of sentences, whatever they say",
)


def write_validity_page(out: Path, cells: Mapping[str, DailyCells], index: pd.DataFrame, n_articles: int) -> None:
    """Write the page; `cells` by scorer, `index` a row per day."""
    first = next(iter(cells.values()))
    figures = {
        "n_articles": f"{n_articles:,}",
        "n_sentences": f"{int(first.counts.sum()):,}",
        "first_day": f"{first.days[0]:%-d %B %Y}",
        "last_day": f"{first.days[-1]:%-d %B %Y}",
        "n_outlets": str(len(first.outlets)),
        "min_sentences": str(MIN_DAY_SENTENCES),
        "min_window_sentences": str(MIN_WINDOW_SENTENCES),
        "block_days": str(series.BLOCK_DAYS),
        "n_bootstrap": f"{N_BOOTSTRAP:,}",
        "max_lag_days": str(MAX_LAG_DAYS),
        "baseline": " to ".join(f"{pd.Timestamp(one):%-d %B %Y}" for one in BASELINE),
        "agreement": markdown_table(AGREEMENT_HEADS, agreement_rows(cells, index)),
        "statistics": markdown_table(("statistic", *cells), statistic_rows(cells, index["GPRD"].to_numpy())),
        "outlets": markdown_table(
            ("outlet", "sentences", "first day", *cells), outlet_rows(cells, index["GPRD"].to_numpy())
        ),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(VALIDITY_TEMPLATE.read_text(encoding="utf-8").format(**figures), encoding="utf-8")


AGREEMENT_HEADS = (
    "ours", "against", "days", "Spearman, days", "Pearson, days", "Spearman, weeks", "Pearson, weeks", "changes",
    "since March 2022", "best lag", "onset", "break",
)  # fmt: skip


def agreement_rows(cells: Mapping[str, DailyCells], index: pd.DataFrame) -> Iterable[list[str]]:
    """Yield the rows of the one table: the index alone, then every scorer against each of its columns."""
    for column in INDEX_COLUMNS:
        daily = index[column].to_numpy()
        turning = turning_days(_weekly(daily), daily, pd.DatetimeIndex(index.index))
        yield [f"the index: {column}", *[""] * 9, *_turning_cells(turning)]
    for name, one in cells.items():
        for pair in COMPARED_PAIRS:
            found = agreement(one, pair.measure, index[pair.column].to_numpy())
            turning = turning_days(one.weekly(pair.measure), one.daily(pair.measure), one.days)
            yield [f"{name}: {pair.name}", pair.column, *_agreement_cells(found), *_turning_cells(turning)]


def _agreement_cells(found: Agreement) -> list[str]:
    estimates = [
        found.days, found.days_pearson, found.weeks, found.weeks_pearson, found.changes, found.since_march
    ]  # fmt: skip
    return [str(found.days.n_days), *map(correlation_text, estimates), f"{found.peak:+d} ({found.at_peak:.2f})"]


def _turning_cells(turning: Turning) -> list[str]:
    return ["none" if turning.onset is None else f"{turning.onset:+d}", f"{turning.break_day:+d}"]


def statistic_rows(cells: Mapping[str, DailyCells], index: np.ndarray) -> Iterable[list[str]]:
    """Yield Spearman's correlation with the whole index, 7-day means, of statistics that one might take instead."""
    by_scorer = [_other_statistics(one) for one in cells.values()]
    for name in OTHER_STATISTICS:
        yield [
            name,
            *(_cell(series.spearman(one[name], _weekly(index))) if name in one else "" for one in by_scorer),
        ]


def _other_statistics(cells: DailyCells) -> dict[str, np.ndarray]:
    n_sentences = series.window_sums(cells.counts.sum(axis=1), WEEK_DAYS)
    n_escalatory = series.window_sums(cells.sums["escalatory"].sum(axis=1), WEEK_DAYS)
    pooled = np.where(n_sentences >= MIN_WINDOW_SENTENCES, n_escalatory / np.maximum(n_sentences, 1), np.nan)
    signal = [cells.weekly("signal")] if "signal" in cells.sums else []
    values = [cells.weekly("escalatory"), pooled, *signal, n_escalatory, n_sentences]
    names = [name for name in OTHER_STATISTICS if signal or "signal" not in name]
    return dict(zip(names, values, strict=True))


def outlet_rows(cells: Mapping[str, DailyCells], index: np.ndarray) -> Iterable[list[str]]:
    """Yield per outlet: sentences, first day with text, and Spearman's correlation of its own 7-day share."""
    first = next(iter(cells.values()))
    for at, outlet in enumerate(first.outlets):
        days = first.days[first.counts[:, at] > 0]
        shares = [one.of_outlet(outlet).weekly("escalatory") for one in cells.values()]
        agreed = [_cell(series.spearman(share, _weekly(index))) for share in shares]
        yield [outlet, f"{int(first.counts[:, at].sum()):,}", f"{days[0]:%Y-%m-%d}", *agreed]


def _weekly(daily: np.ndarray) -> np.ndarray:
    return series.window_mean(daily, WEEK_DAYS, min_days=WEEK_DAYS)


def correlation_text(correlation: series.Correlation) -> str:
    """Write a correlation with its interval: ".31 (.13 to .48)"; "-" for too few days."""
    if math.isnan(correlation.value):
        return "-"
    return f"{_cell(correlation.value)} ({_cell(correlation.low)} to {_cell(correlation.high)})"


def _cell(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2f}"
