"""Drumbeat reads news text and shows who escalates toward whom, and when.

import signals, models
scored = signals.score(documents, classifier=models.load("fast"))
daily = signals.trend(scored, by="source", every="day")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from signals.cues.profile import Profile
    from signals.documents import Classifier

from signals.version import __version__

__all__ = ["__version__", "score", "trend"]


def score(documents: Any, profile: Profile | None = None, classifier: Classifier | None = None) -> pd.DataFrame:
    """Score documents: one row per sentence, with the columns of the command line's output.

    `documents`: a DataFrame, or an iterable of mappings or of `Document`, with a text and a date of publication each
    (column names as the reader recognises them). `profile`: weights and settings, the defaults if None. `classifier`:
    what `models.load("fast")` returns; None for rules alone, which leaves the probabilities missing.
    Rows that are turned away are listed in `.attrs["rejected"]` and counted in a warning. Raises ValueError if
    the table as a whole cannot be used.
    """
    from signals.api import score_documents

    return score_documents(documents, profile, classifier)


def trend(scored: pd.DataFrame, by: str = "source", every: str = "day") -> pd.DataFrame:
    """Average the signal per actor or dyad and period; see `signals.trends.averages.trend` for the columns."""
    from signals.trends.averages import trend as average_by_actor

    return average_by_actor(scored, by=by, every=every)
