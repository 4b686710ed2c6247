"""A log-log line as SVG, without a drawing library: cost against size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]
WIDTH, HEIGHT = 460, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 48


def log_log_svg(points: Sequence[Point], across: str, up: str) -> str:
    """Draw the points, joined, on decimal logarithmic axes."""
    low_x, high_x = _decades(x for x, _ in points)
    low_y, high_y = _decades(y for _, y in points)

    def place(point: Point) -> str:
        x = LEFT + (math.log10(point[0]) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)
        y = HEIGHT - BOTTOM - (math.log10(point[1]) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)
        return f"{x:.1f},{y:.1f}"

    marks = "".join(f'<circle cx="{at.split(",")[0]}" cy="{at.split(",")[1]}" r="3"/>' for at in map(place, points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="sans-serif" font-size="11">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
        + "".join(_grid(low_x, high_x, low_y, high_y))
        + f'<polyline points="{" ".join(map(place, points))}" fill="none" stroke="#2480BF" stroke-width="2"/>'
        f'<g fill="#2480BF">{marks}</g>'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text></svg>\n'
    )


def _decades(values: Iterable[float]) -> tuple[int, int]:
    """Return the powers of ten below and above all values."""
    logs = [math.log10(value) for value in values]
    low, high = math.floor(min(logs) + 1e-9), math.ceil(max(logs) - 1e-9)
    return low, max(high, low + 1)


def _grid(low_x: int, high_x: int, low_y: int, high_y: int) -> Iterable[str]:
    for power in range(low_x, high_x + 1):
        x = LEFT + (power - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{_power(power)}</text>'
    for power in range(low_y, high_y + 1):
        y = HEIGHT - BOTTOM - (power - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#eee"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_power(power)}</text>'


def _power(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
