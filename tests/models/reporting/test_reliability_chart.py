"""The diagrams show what was measured."""

from __future__ import annotations

from models.reporting import accuracy
from models.reporting.reliability_chart import reliability_figure, reliability_svg


def test_the_diagrams_show_what_was_measured(report: accuracy.Report) -> None:
    diagrams = accuracy.reliability_rows(report, "some_news")
    figure = reliability_figure(diagrams)
    for scorer in ("fast", "deep"):
        shares = [list(trace.y) for trace in figure.data if trace.name == scorer]
        assert shares == [[row["share"] for row in one["bins"]] for one in diagrams if one["scorer"] == scorer]
    assert reliability_svg(diagrams) == reliability_svg(diagrams)
    assert reliability_svg(diagrams).count("<polyline") == len(diagrams) == 8
