"""Reliability diagrams: as a Plotly figure for the dashboard, as a small SVG picture for the cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from models.evaluation.calibration import PROBABILITIES

if TYPE_CHECKING:
    import plotly.graph_objects as go

Diagram = dict[str, Any]  # scorer, probability, bins: as `models.reporting.accuracy.reliability_rows` gives them
HEADINGS = {
    "p_escalatory": "escalatory",
    "p_deescalatory": "de-escalatory",
    "p_neutral": "neutral",
    "p_material": "material",
}
SCORER_COLOURS = {"fast": "#2480BF", "deep": "#D55E00"}  # of Okabe and Ito's palette; seen on white and on dark
SCORER_SYMBOLS = {"fast": "circle", "deep": "square"}
GREY = "#8A8F98"
N_COLUMNS = 2

PANEL, GAP, LEFT, TOP = 150, 34, 40, 30  # of the SVG's panels, in pixels
BOTTOM = 54


def reliability_figure(diagrams: Sequence[Diagram]) -> go.Figure:
    """Draw a panel per probability: what was promised against what happened, with 95 % intervals, a line per scorer."""
    from plotly.subplots import make_subplots

    names = list(HEADINGS.values())
    figure = make_subplots(rows=2, cols=N_COLUMNS, subplot_titles=names, horizontal_spacing=0.09, vertical_spacing=0.13)
    for at, probability in enumerate(PROBABILITIES):
        place = {"row": at // N_COLUMNS + 1, "col": at % N_COLUMNS + 1}
        figure.add_scatter(**_diagonal(), **place)
        for one in diagrams:
            if one["probability"] == probability:
                figure.add_scatter(**_curve(one, is_first=at == 0), **place)
    axis = {"range": [-0.02, 1.02], "tickvals": [0, 0.5, 1], "tickformat": ".0%", "tickangle": 0, "zeroline": False}
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    figure.update_xaxes(title_text="probability given", row=2)
    figure.update_yaxes(title_text="share that was", col=1)
    figure.update_yaxes(showticklabels=False, col=N_COLUMNS)
    figure.update_layout(
        height=640,
        margin={"l": 10, "r": 10, "t": 60, "b": 10},
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0},
        hovermode="closest",
    )
    return figure


def _diagonal() -> dict[str, Any]:
    return {
        "x": [0, 1],
        "y": [0, 1],
        "mode": "lines",
        "line": {"color": GREY, "dash": "dot", "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _curve(one: Diagram, *, is_first: bool) -> dict[str, Any]:
    bins, colour = one["bins"], SCORER_COLOURS[one["scorer"]]
    return {
        "x": [row["probability"] for row in bins],
        "y": [row["share"] for row in bins],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round(row["high"] - row["share"], 4) for row in bins],
            "arrayminus": [round(row["share"] - row["low"], 4) for row in bins],
            "thickness": 1,
            "width": 0,
        },
        "customdata": [[row["n"]] for row in bins],
        "mode": "lines+markers",
        "name": one["scorer"],
        "legendgroup": one["scorer"],
        "showlegend": is_first,
        "line": {"color": colour, "width": 1.5},
        "marker": {"symbol": SCORER_SYMBOLS[one["scorer"]], "size": 7},
        "hovertemplate": f"<b>{one['scorer']}</b>: gives %{{x:.0%}}, was so in %{{y:.0%}}<br>"
        "of %{customdata[0]} sentences<extra></extra>",
    }


def reliability_svg(diagrams: Sequence[Diagram]) -> str:
    """Return the same panels side by side as an SVG picture on white; the same figures give the same bytes."""
    scorers = list(dict.fromkeys(one["scorer"] for one in diagrams))
    panels = [
        _panel(LEFT + at * (PANEL + GAP), HEADINGS[name], [one for one in diagrams if one["probability"] == name])
        for at, name in enumerate(PROBABILITIES)
    ]
    width, height = LEFT + len(PROBABILITIES) * (PANEL + GAP), TOP + PANEL + BOTTOM
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="sans-serif" font-size="11" fill="#1C2530" role="img">',
            "<title>Reliability diagrams: share that was so against probability given</title>",
            f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
            *panels,
            *[_legend_entry(LEFT + 70 * at, height - 8, scorer) for at, scorer in enumerate(scorers)],
            f'<text x="{LEFT + 70 * len(scorers)}" y="{height - 8}">'
            "across: probability given; up: share that was so; dotted: perfect</text>",
            "</svg>\n",
        ]
    )


def _panel(left: int, name: str, diagrams: Sequence[Diagram]) -> str:
    ground = (
        f'<rect x="{left}" y="{TOP}" width="{PANEL}" height="{PANEL}" fill="none" stroke="{GREY}" stroke-width=".7"/>'
        f'<line x1="{left}" y1="{TOP + PANEL}" x2="{left + PANEL}" y2="{TOP}" stroke="{GREY}" stroke-dasharray="2 3"/>'
    )
    ticks = "".join(
        f'<text x="{left + share * PANEL:.0f}" y="{TOP + PANEL + 13}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="{left - 3}" y="{TOP + PANEL - share * PANEL + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.5, 1)
    )
    label = f'<text x="{left}" y="{TOP - 10}" font-weight="bold">{escape(name)}</text>'
    return label + ground + ticks + "".join(_svg_curve(left, one) for one in diagrams)


def _svg_curve(left: int, one: Diagram) -> str:
    colour = SCORER_COLOURS[one["scorer"]]
    points = [(left + PANEL * row["probability"], TOP + PANEL * (1 - row["share"])) for row in one["bins"]]
    spans = "".join(
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP + PANEL * (1 - row["low"]):.1f}" '
        f'y2="{TOP + PANEL * (1 - row["high"]):.1f}" stroke="{colour}" stroke-opacity=".4"/>'
        for (x, _), row in zip(points, one["bins"], strict=True)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/>' for x, y in points)
    return f'{spans}<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.2"/>{dots}'


def _legend_entry(left: int, bottom: int, scorer: str) -> str:
    return (
        f'<circle cx="{left + 4}" cy="{bottom - 4}" r="3.5" fill="{SCORER_COLOURS[scorer]}"/>'
        f'<text x="{left + 12}" y="{bottom}">{escape(scorer)}</text>'
    )
