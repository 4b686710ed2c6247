"""The trend as a Plotly figure: one line per actor or pair, a marker per period, and how much text stands behind it.

What is drawn and what is not: docs/decisions/004-trend.md. No line crosses a stretch without text, and none is drawn
through fewer than MIN_SENTENCES_DRAWN sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from signals.trends.averages import WINDOW_DAYS, LineKey, key_columns, period_start
from signals.trends.chart_words import MIN_SENTENCES_DRAWN, NameOf, counted, interval_words, key_name, period_words

MAX_LINES = 8
MAX_LINES_WITH_INTERVALS = 3
# After Okabe and Ito's palette for colour-blind readers: its blue lighter, without yellow and black, so that all can be
# seen on white and on dark.
COLOURS = ("#2480BF", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#7F7F7F")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "triangle-down")
DASHES = ("solid", "solid", "solid", "solid", "dash", "dash", "dot", "dot")
DAY_MS = 86_400_000  # Plotly counts time in milliseconds
DAYS_IN = {"day": 1, "week": 7, "month": 28}
BAR_SHARE = 0.85  # of its period that a bar fills
FEW_DAYS = 8
MARGIN_DAYS = {"day": 1, "week": 5, "month": 20}
CHART_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "filename": "drumbeat-trend", "scale": 2},
    "scrollZoom": False,
}


@dataclass(frozen=True)
class ChartOptions:
    """What is averaged, and how it is shown.

    `by`, `every`: those of the trend. `name_of`: an actor's name by its code. `has_intervals`: whether to draw the
    95 % intervals. `span`: the days shown at first (None: all); all can be zoomed to.
    """

    by: str
    every: str
    name_of: NameOf = str
    has_intervals: bool = False
    span: tuple[date, date] | None = None


@dataclass(frozen=True)
class ChartLine:
    """One line to draw: its number, name, `points` (rows of the trend by date), and the customdata of each."""

    number: int
    name: str
    points: pd.DataFrame
    customdata: np.ndarray

    @property
    def colour(self) -> str:
        return COLOURS[self.number]

    @property
    def days(self) -> pd.Series:
        return pd.to_datetime(self.points["date"]).dt.strftime("%Y-%m-%d")


def trend_figure(trend: pd.DataFrame, keys: Sequence[LineKey], options: ChartOptions) -> go.Figure:
    """Draw the lines with these keys of `trend` (what `signals.trend` returns, for the same `by` and `every`).

    Above: the rolling mean as a line, each period's mean as a marker, hollow under MIN_SENTENCES_DRAWN; its 95 %
    interval where wanted, for up to MAX_LINES_WITH_INTERVALS lines (more cannot be told apart). Below: sentences by
    period. The customdata of a point begin with its line's key (joined with `;`) and its period (YYYY-MM-DD).
    """
    has_intervals = options.has_intervals and len(keys) <= MAX_LINES_WITH_INTERVALS
    traces: list[Any] = []
    for number, key in enumerate(keys[:MAX_LINES]):
        points, name = line_points(trend, key, options.by), key_name(key, options.name_of)
        line = ChartLine(number, name, points, _customdata(points, key, name, options.every))
        traces += [
            _rolling_line(line, WINDOW_DAYS[options.every]),
            _period_means(line, has_intervals),
            _volume(line, options.every),
        ]
    return go.Figure(traces, _layout(shown_days(options.span, options.every) if options.span else None))


def line_points(trend: pd.DataFrame, key: LineKey, by: str) -> pd.DataFrame:
    """Return the rows of one line, by date."""
    chosen = np.logical_and.reduce(
        [(trend[column] == code).to_numpy() for column, code in zip(key_columns(by), key, strict=True)]
    )
    return trend[chosen].sort_values("date", ignore_index=True)


def rolling_points(points: pd.DataFrame, window_days: int) -> pd.DataFrame:
    """Return one line's rolling means as drawn: `date`, `rolling_signal`, `row` (of `points`; -1 where it breaks).

    The line breaks where more than `window_days` lie between two periods with text, and at a mean of fewer than
    MIN_SENTENCES_DRAWN sentences.
    """
    days = pd.to_datetime(points["date"])
    enough = (points["rolling_n"] >= MIN_SENTENCES_DRAWN).to_numpy()
    drawn = pd.DataFrame(
        {"date": days, "rolling_signal": points["rolling_signal"].where(enough), "row": np.arange(len(points))}
    )
    before_gap = (days.diff() > pd.Timedelta(days=window_days)).shift(-1, fill_value=False).to_numpy()
    breaks = pd.DataFrame({"date": days[before_gap] + pd.Timedelta(days=1), "rolling_signal": np.nan, "row": -1})
    return pd.concat([drawn, breaks], ignore_index=True).sort_values("date", kind="stable", ignore_index=True)


def _rolling_line(line: ChartLine, window_days: int) -> go.Scatter:
    drawn = rolling_points(line.points, window_days)
    return go.Scatter(
        x=drawn["date"].dt.strftime("%Y-%m-%d"),
        y=_with_gaps(drawn["rolling_signal"]),
        name=line.name,
        legendgroup=line.name,
        mode="lines",
        connectgaps=False,
        customdata=line.customdata[drawn["row"].to_numpy()],
        line={"color": line.colour, "width": 2.5, "dash": DASHES[line.number]},
        hovertemplate=f"<b>%{{customdata[2]}}</b>, {window_days} days up to %{{customdata[3]}}<br>"
        "rolling mean %{y:+.2f} over %{customdata[9]} sentences<extra></extra>",
    )


def _period_means(line: ChartLine, has_intervals: bool) -> go.Scatter:
    points = line.points
    is_few = (points["n_sentences"] < MIN_SENTENCES_DRAWN).to_numpy()
    sizes = np.clip(4 + 1.6 * np.sqrt(points["n_sentences"].to_numpy(dtype=float)), 5, 16)
    symbol = SYMBOLS[line.number]
    return go.Scatter(
        x=line.days,
        y=points["signal"].tolist(),
        name=line.name,
        legendgroup=line.name,
        showlegend=False,
        mode="markers",
        customdata=line.customdata,
        marker={
            "color": line.colour,
            "size": sizes.round(1).tolist(),
            "line": {"width": 1.2, "color": line.colour},
            "opacity": np.where(is_few, 0.4, 0.6).tolist(),
            "symbol": np.where(is_few, f"{symbol}-open", symbol).tolist(),
        },
        error_y=_error_bars(points, is_few, line.colour) if has_intervals else None,
        hovertemplate="<b>%{customdata[2]}</b>, %{customdata[3]}<br>mean signal %{y:+.2f}%{customdata[8]}<br>"
        "%{customdata[4]} in %{customdata[5]}<br>escalatory %{customdata[6]}, de-escalatory %{customdata[7]}"
        "<extra></extra>",
    )


def _error_bars(points: pd.DataFrame, is_few: np.ndarray, colour: str) -> dict[str, Any]:
    """The 95 % interval of each mean that has one and rests on enough sentences."""
    above = (points["high"] - points["signal"]).mask(is_few)
    below = (points["signal"] - points["low"]).mask(is_few)
    return {
        "type": "data",
        "symmetric": False,
        "array": _with_gaps(above),
        "arrayminus": _with_gaps(below),
        "thickness": 1,
        "width": 0,
        "color": colour,
    }


def _volume(line: ChartLine, every: str) -> go.Bar:
    return go.Bar(
        x=line.days,
        y=line.points["n_sentences"].tolist(),
        yaxis="y2",
        width=BAR_SHARE * DAYS_IN[every] * DAY_MS,
        name=line.name,
        legendgroup=line.name,
        showlegend=False,
        marker={"color": line.colour, "line": {"width": 0}},
        customdata=line.customdata,
        hovertemplate="<b>%{customdata[2]}</b>, %{customdata[3]}<br>%{customdata[4]} in %{customdata[5]}"
        "<extra></extra>",
    )


def _customdata(points: pd.DataFrame, key: LineKey, name: str, every: str) -> np.ndarray:
    """What hovering and clicking need, one row per period; all of it text."""
    days = pd.to_datetime(points["date"])
    columns: list[list[str]] = [
        [";".join(key)] * len(points),
        list(days.dt.strftime("%Y-%m-%d")),
        [name] * len(points),
        [period_words(day, every) for day in days],
        [counted(n, "sentence") for n in points["n_sentences"]],
        [counted(n, "document") for n in points["n_documents"]],
        [f"{share:.0%}" for share in points["escalatory_share"]],
        [f"{share:.0%}" for share in points["deescalatory_share"]],
        [
            interval_words(low, high, n)
            for low, high, n in zip(points["low"], points["high"], points["n_sentences"], strict=True)
        ],
        [str(n) for n in points["rolling_n"]],
    ]
    return np.array(columns, dtype=object).reshape(len(columns), len(points)).T


def _with_gaps(values: pd.Series) -> list[float | None]:
    """Missing as None, which Plotly leaves empty."""
    return [None if np.isnan(value) else float(value) for value in values]


def _layout(days: list[str] | None) -> dict[str, Any]:
    """One axis of days under both parts, so that they are zoomed together."""
    return {
        "height": 520,
        "margin": {"l": 10, "r": 10, "t": 36, "b": 10},
        "barmode": "stack",
        "hovermode": "closest",
        "dragmode": "zoom",
        "uirevision": "keep the zoom",
        # Below the days: above, the buttons would hide it in a narrow window.
        "legend": {"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0},
        "xaxis": {"type": "date", "anchor": "y2", "range": days, "hoverformat": "%-d %B %Y", **_ticks(days)},
        "yaxis": {
            "domain": [0.22, 1],
            "range": [-1.02, 1.02],
            "title": {"text": "← de-escalatory     signal     escalatory →"},
            "zeroline": True,
            "zerolinewidth": 2,
            "zerolinecolor": "rgba(128,128,128,.7)",
            "dtick": 0.5,
            "tickformat": "+.1f",
        },
        "yaxis2": {"domain": [0, 0.17], "title": {"text": "sentences"}, "rangemode": "tozero", "nticks": 3},
    }


def _ticks(days: list[str] | None) -> dict[str, Any]:
    """A tick a day where few days are shown: an axis of hours would promise what no date holds."""
    if days is None or (pd.Timestamp(days[1]) - pd.Timestamp(days[0])).days > FEW_DAYS:
        return {}
    return {"dtick": DAY_MS, "tickformat": "%-d %b %Y"}


def shown_days(span: tuple[date, date], every: str) -> list[str]:
    """Return the first and last day of an axis on which the periods of both ends of `span` stand free."""
    first, last = period_start(pd.Series(pd.to_datetime(list(span))), every)
    margin = pd.Timedelta(days=MARGIN_DAYS[every])
    return [(first - margin).strftime("%Y-%m-%d"), (last + margin).strftime("%Y-%m-%d")]
