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
class AffectedSentences:
    """The sentences that a change concerns: their row numbers (or a slice: all), hits and probabilities; and their
    memberships in the trend: `member` (which of the rows), its cluster, its cell."""

    rows: np.ndarray | slice
    matrix: sparse.csr_array
    probabilities: np.ndarray | None
    member: np.ndarray
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
        self._sentences_by_cue = tagged.hits.sentence[by_cue]
        self._indptr_of_cues = indptr_of_rows(tagged.hits.cue[by_cue], len(lexicon.cues))
        self._indptr_of_sentences = indptr_of_rows(plan.sentence, len(tagged)).astype(np.int32)
        nothing = np.zeros(len(tagged))
        self._millionths, self._label = nothing.copy(), np.full(len(tagged), -1, dtype=np.int8)
        self._totals = plan.totals(nothing, nothing, nothing)
        self._weights, self._settings = np.full(len(lexicon.cues), np.nan), (np.nan, np.nan)
        self._last: tuple[bytes, AffectedSentences] | None = None
        self._lock = Lock()

    def trend(self, profile: Profile) -> pd.DataFrame:
        """Return the trend (`averages.trend`) under a profile that changes weights, scales, blend or band, but adds no
        cue that the lexicon does not hold."""
        with self._lock:
            self._follow(profile)
            return self._plan.table(self._totals)

    def _follow(self, profile: Profile) -> None:
        weights, settings = effective_weights(self._lexicon, profile), (profile.blend, profile.neutral_band)
        changed = np.flatnonzero(weights != self._weights)
        if settings != self._settings:
            self._score(self._everything(), weights, profile)
        elif len(changed):
            self._score(self._sentences_with(changed), weights, profile)
        self._weights, self._settings = weights, settings

    def _everything(self) -> AffectedSentences:
        plan = self._plan
        return AffectedSentences(slice(None), self._matrix, self._probabilities, plan.sentence, plan.cluster, plan.cell)

    def _sentences_with(self, cues: np.ndarray) -> AffectedSentences:
        """Return the sentences that hold any of the cues. The last answer is kept: a slider asks again and again."""
        key = cues.tobytes()
        if self._last is None or self._last[0] != key:
            spans = [self._sentences_by_cue[self._indptr_of_cues[cue] : self._indptr_of_cues[cue + 1]] for cue in cues]
            self._last = key, self._affected(_distinct_rows(np.concatenate(spans)))
        return self._last[1]

    def _affected(self, rows: np.ndarray) -> AffectedSentences:
        start = self._indptr_of_sentences[rows]
        counts = self._indptr_of_sentences[rows + 1] - start
        member = np.repeat(np.arange(len(rows)), counts)
        memberships = np.arange(len(member)) + np.repeat(start - (np.cumsum(counts) - counts), counts)
        return AffectedSentences(
            rows,
            self._matrix[rows],
            None if self._probabilities is None else self._probabilities.take(rows, axis=0),
            member,
            self._plan.cluster[memberships],
            self._plan.cell[memberships],
        )

    def _score(self, affected: AffectedSentences, weights: np.ndarray, profile: Profile) -> None:
        """Score the sentences again, and put the differences into the totals."""
        scores = score_hits(
            affected.matrix,
            self._lexicon,
            weights,
            affected.probabilities,
            blend=profile.blend,
            neutral_band=profile.neutral_band,
        )
        millionths = in_millionths(scores.signal)
        gained, before = millionths - self._millionths[affected.rows], self._label[affected.rows]
        np.add.at(self._totals.signal, affected.cluster, gained[affected.member])
        for label, total in ((P_ESCALATORY, self._totals.escalatory), (P_DEESCALATORY, self._totals.deescalatory)):
            more = (scores.label == label).astype(float) - (before == label)
            np.add.at(total, affected.cell, more[affected.member])
        self._millionths[affected.rows], self._label[affected.rows] = millionths, scores.label


def _distinct_rows(rows: np.ndarray) -> np.ndarray:
    """Return the rows in order, each once. A cue's come sorted, which a stable sort makes use of and np.unique not."""
    rows = np.sort(rows, kind="stable")
    return rows[np.append(True, rows[1:] != rows[:-1])] if len(rows) else rows
