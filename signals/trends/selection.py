"""Which sentences an analyst wants to see: filters, the sentences behind a point of the trend, pages of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from signals.trends.averages import GROUPINGS, LineKey, key_columns, period_start

NO_FORM = "none"  # the filter's word for a neutral sentence, which has no form


@dataclass(frozen=True, slots=True)
class Filters:
    """What an analyst wants to see; an empty tuple and None mean everything.

    `role`: where one of `actors` must stand: source, target, actor (anywhere in the sentence) or dyad (source and
    target are both among `actors`; with a single actor: one of the two). `first` and `last` bound `dated_on` and are
    included. `forms`: verbal, material, or none (neutral sentences).
    """

    actors: tuple[str, ...] = ()
    role: str = "source"
    first: date | None = None
    last: date | None = None
    outlets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def is_selected(scored: pd.DataFrame, filters: Filters) -> np.ndarray:
    """Return which sentences of `scored` pass the filters, as booleans. Raises ValueError for an unknown role."""
    if filters.role not in GROUPINGS:
        raise ValueError(f"role is {filters.role!r}; expected one of {', '.join(GROUPINGS)}")
    chosen = np.ones(len(scored), dtype=bool)
    if filters.actors:
        chosen &= has_actor(scored, filters.actors, filters.role)
    if filters.first is not None:
        chosen &= (scored["dated_on"] >= pd.Timestamp(filters.first)).to_numpy()
    if filters.last is not None:
        chosen &= (scored["dated_on"] <= pd.Timestamp(filters.last)).to_numpy()
    if filters.outlets:
        chosen &= scored["outlet"].isin(filters.outlets).to_numpy()
    if filters.forms:
        chosen &= scored["form"].isin(["" if form == NO_FORM else form for form in filters.forms]).to_numpy()
    return chosen


def has_actor(scored: pd.DataFrame, codes: Sequence[str], role: str) -> np.ndarray:
    """Return whether one of `codes` stands in `role` (see `Filters`), one boolean per sentence."""
    if role == "actor":
        padded = ";" + scored["actors"].fillna("") + ";"
        return np.logical_or.reduce(
            [padded.str.contains(f";{code};", regex=False).to_numpy(dtype=bool) for code in codes]
        )
    as_source, as_target = scored["source"].isin(codes).to_numpy(), scored["target"].isin(codes).to_numpy()
    if role == "dyad":
        both_known = ((scored["source"] != "") & (scored["target"] != "")).to_numpy()
        return both_known & (as_source & as_target if len(codes) > 1 else as_source | as_target)
    return as_source if role == "source" else as_target


def is_behind_point(
    scored: pd.DataFrame, *, by: str, line: LineKey = (), every: str = "day", period: date | None = None
) -> np.ndarray:
    """Return which sentences a point of the trend averages: of one `line` (an actor's code; source and target for
    dyads) and one `period` (its first day); without them, all."""
    chosen = np.ones(len(scored), dtype=bool)
    if line:
        for code, role in zip(line, key_columns(by), strict=True):
            chosen &= has_actor(scored, [code], role)
    if period is not None:
        chosen &= (period_start(scored["dated_on"], every) == pd.Timestamp(period)).to_numpy()
    return chosen


def latest_first(scored: pd.DataFrame, chosen: np.ndarray) -> np.ndarray:
    """Return the positions of the chosen sentences, the latest day first, in the order of reading within a day."""
    rows = np.flatnonzero(chosen)
    days = scored["dated_on"].to_numpy()[rows].astype("datetime64[D]").astype(np.int64)
    return rows[np.argsort(-days, kind="stable")]


def n_pages(rows: np.ndarray, per_page: int) -> int:
    """Return how many pages of `per_page` hold the rows."""
    return -(-len(rows) // per_page)


def page_of(rows: np.ndarray, number: int, per_page: int) -> np.ndarray:
    """Return the rows on a page, counted from 1; the last may have fewer."""
    return rows[(number - 1) * per_page : number * per_page]
