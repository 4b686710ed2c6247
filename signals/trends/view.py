"""What an analyst looks at: the sentences that pass the filters, grouped, with averages that follow the weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile
from signals.pipeline import Tagged, score_columns, score_tagged
from signals.trends.averages import LineKey, TrendPlan, key_columns, plan_trend
from signals.trends.corpus import take
from signals.trends.live import LiveTrend
from signals.trends.selection import Filters, is_behind_point, is_selected, latest_first
from signals.trends.summaries import as_one_day, as_summary, periods_of

PLANNED = ["doc_id", "dated_on", "source", "target", "actors"]  # the columns that a plan reads


def chosen_sentences(tagged: Tagged, lexicon: Lexicon, profile: Profile, filters: Filters) -> np.ndarray:
    """Return which sentences pass the filters, as booleans. They are scored only for a filter that asks for a form."""
    return is_selected(score_columns(tagged, lexicon, profile) if filters.forms else tagged.facts, filters)


class View:
    """The chosen sentences of a corpus by `by` and `every`, for one session: what it computes, it remembers.

    Whatever depends on weights takes a profile, which may change weights, scales, blend and band, but add no cue that
    `lexicon` does not hold. The numbers are those of `signals.score` and `signals.trend`, to the bit.
    """

    def __init__(self, tagged: Tagged, lexicon: Lexicon, chosen: np.ndarray, *, by: str, every: str) -> None:
        """`lexicon`: the one whose cues were found in `tagged`; `chosen`: one boolean per sentence."""
        self.tagged, self.lexicon, self.chosen, self.by, self.every = tagged, lexicon, chosen, by, every
        self._rows_behind: tuple[tuple[LineKey, date | None], np.ndarray] | None = None

    def __len__(self) -> int:
        return int(self.chosen.sum())

    def trend(self, profile: Profile) -> pd.DataFrame:
        """Return the trend of the chosen sentences, as `signals.trend` does."""
        return self._live.trend(profile)

    def summary(self, profile: Profile) -> pd.DataFrame:
        """Return the averages of each line over all days, as `summaries.line_summary` does."""
        return as_summary(self._live_summary.trend(profile))

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """The lines with their n_sentences, the one with the most first, equals by code."""
        keys = key_columns(self.by)
        sizes = self._plan.cells[keys].assign(n_sentences=self._plan.n_sentences).groupby(keys, sort=True).sum()
        return sizes.reset_index().sort_values("n_sentences", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def periods(self) -> list[date]:
        """The first days of the periods that have text, the latest first."""
        return periods_of(self.tagged.facts.loc[self.chosen, ["dated_on"]], self.every)

    @cached_property
    def published(self) -> tuple[date, date]:
        """The first and the last day on which anything of the corpus was published."""
        days = self.tagged.facts["published_on"]
        return days.min().date(), days.max().date()

    def rows_behind(self, line: LineKey, period: date | None) -> np.ndarray:
        """Return the positions of the chosen sentences behind a point (`is_behind_point`), the latest first."""
        if self._rows_behind is None or self._rows_behind[0] != (line, period):
            facts = self.tagged.facts
            is_behind = self.chosen & is_behind_point(facts, by=self.by, line=line, every=self.every, period=period)
            self._rows_behind = (line, period), latest_first(facts, is_behind)
        return self._rows_behind[1]

    def scored(self, rows: np.ndarray, profile: Profile) -> pd.DataFrame:
        """Return the output table of the sentences at `rows`."""
        return score_tagged(take(self.tagged, rows), self.lexicon, profile)

    @cached_property
    def _plan(self) -> TrendPlan:
        return self._plan_of(self.tagged.facts[PLANNED])

    @cached_property
    def _live(self) -> LiveTrend:
        return LiveTrend(self.tagged, self.lexicon, self._plan)

    @cached_property
    def _live_summary(self) -> LiveTrend:
        return LiveTrend(self.tagged, self.lexicon, self._plan_of(as_one_day(self.tagged.facts[PLANNED]), every="day"))

    def _plan_of(self, facts: pd.DataFrame, *, every: str | None = None) -> TrendPlan:
        plan = plan_trend(facts[self.chosen], by=self.by, every=every or self.every)
        return replace(plan, sentence=np.flatnonzero(self.chosen).astype(np.int32)[plan.sentence])
