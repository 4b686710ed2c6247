"""Counts and averages over a whole corpus: by line, period, actor, cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from signals.cues.cue_finder import Hits
from signals.cues.lexicon import Lexicon
from signals.trends.averages import LineKey, key_columns, period_start, trend


def periods_of(scored: pd.DataFrame, every: str) -> list[date]:
    """Return the first days of the periods that have text, the latest first."""
    return [day.date() for day in sorted(period_start(scored["dated_on"], every).dropna().unique(), reverse=True)]


def line_summary(scored: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Average over the whole of `scored`: one row per actor or dyad, the one with the most sentences first.

    The columns are those of the trend without date and rolling ones.
    """
    return as_summary(trend(as_one_day(scored), by=by, every="day"))


def as_one_day(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the facts with one day for all sentences: the trend of these is one point per line."""
    return facts.assign(dated_on=pd.Timestamp(0))


def as_summary(averaged: pd.DataFrame) -> pd.DataFrame:
    """Return the trend of `as_one_day` as a table of lines, the one with the most sentences first, equals by code."""
    summary = averaged.drop(columns=["date", "rolling_signal", "rolling_n"])
    return summary.sort_values("n_sentences", ascending=False, kind="stable", ignore_index=True)


def actor_counts(facts: pd.DataFrame) -> dict[str, int]:
    """Return how many sentences name each actor, the most frequent first, equals by code."""
    codes = facts["actors"].str.split(";").explode()
    counts = codes[codes.fillna("") != ""].value_counts()
    return dict(sorted(((str(code), int(n)) for code, n in counts.items()), key=lambda pair: (-pair[1], pair[0])))


def cue_counts(hits: Hits, lexicon: Lexicon) -> Mapping[str, int]:
    """Return how often each cue was found, by pattern."""
    counts = np.bincount(hits.cue, minlength=len(lexicon.cues))
    return {cue.pattern: int(n) for cue, n in zip(lexicon.cues, counts, strict=True)}


def busiest_lines(summary: pd.DataFrame, *, by: str, wanted: Sequence[str] = (), limit: int = 5) -> list[LineKey]:
    """Return the keys of the lines to draw: the `limit` with the most sentences in `summary` (see `line_summary`);
    only those of `wanted` actors where there are any, except for dyads."""
    keys = list(summary[key_columns(by)].itertuples(index=False, name=None))
    if wanted and by != "dyad":
        keys = [key for key in keys if key[0] in wanted]
    return keys[:limit]
