"""A trend that follows changed weights: only the sentences that hold a changed cue are scored again.

What comes out is the same to the bit as scoring everything anew. Measurements: docs/decisions/004-trend.md
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .cues import row_pointers
from .lexicon import Lexicon
from .pipeline import Tagged
from .profile import Profile, effective_weights
from .scoring import P_DEESCALATORY, P_ESCALATORY, score_hits
from .trends import TrendPlan, in_millionths


class LiveTrend:
    """Holds a tagged corpus, the plan of its trend, and what each sentence scored last. Not for several threads."""

    def __init__(self, tagged: Tagged, lexicon: Lexicon, plan: TrendPlan) -> None:
        """`lexicon`: the one whose cues were found in `tagged`; `plan`: of the trend of these sentences."""
        self._lexicon, self._plan, self._probabilities = lexicon, plan, tagged.probabilities
        self._matrix = tagged.hits.matrix(lexicon)
        by_cue = np.argsort(tagged.hits.cue, kind="stable")
        self._sentences_of_cues = tagged.hits.sentence[by_cue]
        self._first_of_cue = row_pointers(tagged.hits.cue[by_cue], len(lexicon.cues))
        self._first_membership = row_pointers(plan.sentence, len(tagged))
        nothing = np.zeros(len(tagged))
        self._millionths, self._label = nothing.copy(), np.full(len(tagged), -1, dtype=np.int8)
        self._totals = plan.totals(nothing, nothing, nothing)
        self._weights, self._settings = np.full(len(lexicon.cues), np.nan), (np.nan, np.nan)

    def trend(self, profile: Profile) -> pd.DataFrame:
        """Return the trend (`trends.trend`) under a profile that changes weights, scales, blend or band, but adds no
        cue that the lexicon does not hold."""
        weights = effective_weights(self._lexicon, profile)
        rows = self._rows_to_score(weights, (profile.blend, profile.neutral_band))
        if len(rows):
            self._score(rows, weights, profile)
        return self._plan.table(self._totals)

    def _rows_to_score(self, weights: np.ndarray, settings: tuple[float, float]) -> np.ndarray:
        """Return the sentences that the change concerns, in order, and remember what it changes to."""
        changed = np.flatnonzero(weights != self._weights)
        is_all = settings != self._settings
        self._weights, self._settings = weights, settings
        if is_all:
            return np.arange(len(self._millionths))
        spans = [self._sentences_of_cues[self._first_of_cue[cue] : self._first_of_cue[cue + 1]] for cue in changed]
        return _distinct(np.concatenate(spans)) if spans else np.zeros(0, dtype=np.int64)

    def _score(self, rows: np.ndarray, weights: np.ndarray, profile: Profile) -> None:
        """Score the sentences at `rows` again, and put the differences into the totals."""
        scores = score_hits(
            self._matrix[rows],
            self._lexicon,
            weights,
            None if self._probabilities is None else self._probabilities[rows],
            blend=profile.blend,
            neutral_band=profile.neutral_band,
        )
        millionths = in_millionths(scores.signal)
        gained, before = millionths - self._millionths[rows], self._label[rows]
        self._millionths[rows], self._label[rows] = millionths, scores.label
        of_row, memberships = self._memberships(rows)
        np.add.at(self._totals.signal, self._plan.cluster[memberships], gained[of_row])
        for label, total in ((P_ESCALATORY, self._totals.escalatory), (P_DEESCALATORY, self._totals.deescalatory)):
            more = (scores.label == label).astype(float) - (before == label)
            np.add.at(total, self._plan.cell[memberships], more[of_row])

    def _memberships(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the plan's memberships of the sentences at `rows`: which of the rows, and which membership."""
        first, last = self._first_membership[rows], self._first_membership[rows + 1]
        counts = last - first
        of_row = np.repeat(np.arange(len(rows)), counts)
        return of_row, np.arange(len(of_row)) + np.repeat(first - (np.cumsum(counts) - counts), counts)


def _distinct(rows: np.ndarray) -> np.ndarray:
    """Return the rows in order, each once. Each cue's come sorted, which a stable sort (unlike np.unique) makes use of."""
    rows = np.sort(rows, kind="stable")
    return rows[np.append(True, rows[1:] != rows[:-1])] if len(rows) else rows
