"""A trend that follows changed weights: only the sentences that hold a changed cue are scored again.

What comes out is the same to the bit as scoring everything anew. Measurements: docs/decisions/004-trend.md
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np
import pandas as pd
from scipy import sparse

from signals.cues.cue_finder import indptr_of_rows
from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile, effective_weights
from signals.cues.scoring import P_DEESCALATORY, P_ESCALATORY, score_hits
from signals.pipeline import Tagged
from signals.trends.averages import TrendPlan, in_millionths


@dataclass(frozen=True)
class Part:
    """The sentences that one change concerns: their row numbers (or a slice: all), hits and probabilities; and their
    memberships in the trend: of which of the rows, in which cluster, in which cell."""

    rows: np.ndarray | slice
    matrix: sparse.csr_array
    probabilities: np.ndarray | None
    of_row: np.ndarray
    cluster: np.ndarray
    cell: np.ndarray


class LiveTrend:
    """Holds a tagged corpus, the plan of its trend, and what each sentence scored last.

    Several threads may ask; one waits for the other.
    """

    def __init__(self, tagged: Tagged, lexicon: Lexicon, plan: TrendPlan) -> None:
        """`lexicon`: the one whose cues were found in `tagged`; `plan`: of the trend of these sentences, or of some."""
        self._lexicon, self._plan, self._probabilities = lexicon, plan, tagged.probabilities
        self._matrix = tagged.hits.matrix(lexicon)
        by_cue = np.argsort(tagged.hits.cue, kind="stable")
        self._sentences_of_cues = tagged.hits.sentence[by_cue]
        self._first_of_cue = indptr_of_rows(tagged.hits.cue[by_cue], len(lexicon.cues))
        self._first_membership = indptr_of_rows(plan.sentence, len(tagged)).astype(np.int32)
        nothing = np.zeros(len(tagged))
        self._millionths, self._label = nothing.copy(), np.full(len(tagged), -1, dtype=np.int8)
        self._totals = plan.totals(nothing, nothing, nothing)
        self._weights, self._settings = np.full(len(lexicon.cues), np.nan), (np.nan, np.nan)
        self._last: tuple[bytes, Part] | None = None
        self._turn = Lock()

    def trend(self, profile: Profile) -> pd.DataFrame:
        """Return the trend (`trends.trend`) under a profile that changes weights, scales, blend or band, but adds no
        cue that the lexicon does not hold."""
        with self._turn:
            self._follow(profile)
            return self._plan.table(self._totals)

    def _follow(self, profile: Profile) -> None:
        weights, settings = effective_weights(self._lexicon, profile), (profile.blend, profile.neutral_band)
        changed = np.flatnonzero(weights != self._weights)
        if settings != self._settings:
            self._score(self._everything(), weights, profile)
        elif len(changed):
            self._score(self._part_with(changed), weights, profile)
        self._weights, self._settings = weights, settings

    def _everything(self) -> Part:
        plan = self._plan
        return Part(slice(None), self._matrix, self._probabilities, plan.sentence, plan.cluster, plan.cell)

    def _part_with(self, cues: np.ndarray) -> Part:
        """Return the sentences that hold any of the cues. The last answer is kept: a slider asks again and again."""
        key = cues.tobytes()
        if self._last is None or self._last[0] != key:
            spans = [self._sentences_of_cues[self._first_of_cue[cue] : self._first_of_cue[cue + 1]] for cue in cues]
            self._last = key, self._part(_distinct(np.concatenate(spans)))
        return self._last[1]

    def _part(self, rows: np.ndarray) -> Part:
        first = self._first_membership[rows]
        counts = self._first_membership[rows + 1] - first
        of_row = np.repeat(np.arange(len(rows)), counts)
        memberships = np.arange(len(of_row)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
        return Part(
            rows,
            self._matrix[rows],
            None if self._probabilities is None else self._probabilities.take(rows, axis=0),
            of_row,
            self._plan.cluster[memberships],
            self._plan.cell[memberships],
        )

    def _score(self, part: Part, weights: np.ndarray, profile: Profile) -> None:
        """Score the part's sentences again, and put the differences into the totals."""
        scores = score_hits(
            part.matrix,
            self._lexicon,
            weights,
            part.probabilities,
            blend=profile.blend,
            neutral_band=profile.neutral_band,
        )
        millionths = in_millionths(scores.signal)
        gained, before = millionths - self._millionths[part.rows], self._label[part.rows]
        np.add.at(self._totals.signal, part.cluster, gained[part.of_row])
        for label, total in ((P_ESCALATORY, self._totals.escalatory), (P_DEESCALATORY, self._totals.deescalatory)):
            more = (scores.label == label).astype(float) - (before == label)
            np.add.at(total, part.cell, more[part.of_row])
        self._millionths[part.rows], self._label[part.rows] = millionths, scores.label


def _distinct(rows: np.ndarray) -> np.ndarray:
    """Return the rows in order, each once. A cue's come sorted, which a stable sort makes use of and np.unique not."""
    rows = np.sort(rows, kind="stable")
    return rows[np.append(True, rows[1:] != rows[:-1])] if len(rows) else rows
