"""What the chart says in words: its legend, the names of its lines, what hovering tells of a point."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from signals.trends.averages import WINDOW_DAYS, LineKey

MIN_SENTENCES_DRAWN = 3  # judgement: below, a mean says little; the marker is hollow and the rolling line stops
NameOf = Callable[[str], str]


def chart_legend(every: str) -> str:
    """Say what the lines and markers of the chart are."""
    return (
        f"Line: mean over {WINDOW_DAYS[every]} days. Marker: mean of one {every}, hollow under {MIN_SENTENCES_DRAWN} "
        "sentences. No line where there is no text. Drag to zoom, double-click to go back, click a marker for its "
        "sentences."
    )


def key_name(key: LineKey, name_of: NameOf) -> str:
    """Return what a line is called: `Russia`, or `Russia → Ukraine` for a dyad."""
    return " → ".join(name_of(code) for code in key)


def period_words(first: pd.Timestamp, every: str) -> str:
    """Return `5 January 2022`, `week of 3 January 2022` or `January 2022`."""
    month = f"{first:%B %Y}"
    return month if every == "month" else f"{'week of ' if every == 'week' else ''}{first.day} {month}"


def counted(n: int, noun: str) -> str:
    """Return `1 sentence`, `1,030 sentences`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def interval_words(low: float, high: float, n_sentences: int) -> str:
    """Return what hovering says after a mean: its 95 % interval, why there is none, or that the text is too thin."""
    if n_sentences < MIN_SENTENCES_DRAWN:
        return " (too few sentences)"
    return " (one document: no interval)" if np.isnan(low) else f" (95 % interval {low:+.2f} to {high:+.2f})"
