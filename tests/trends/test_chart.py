"""The figure: what is drawn, and above all what is not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from signals.trends.averages import trend
from signals.trends.chart import MAX_LINES, ChartOptions, rolling_points, shown_days, trend_figure

NAMES = {"RUS": "Russia", "UKR": "Ukraine", "USA": "United States"}


def table_of(days: dict[str, int], *, source: str = "RUS", target: str = "UKR", signal: float = 0.5) -> pd.DataFrame:
    """Sentences of one actor: `days` says how many on each day, every one in a document of its own."""
    dated_on = pd.to_datetime([day for day, n in days.items() for _ in range(n)])
    numbers = [f"{source}{row}" for row in range(len(dated_on))]
    return pd.DataFrame(
        {
            "doc_id": numbers,
            "dated_on": dated_on,
            "source": source,
            "target": target,
            "actors": f"{source};{target}",
            "signal": signal,
            "label": "escalatory",
        }
    )


GAPPED = {"2022-01-01": 4, "2022-01-03": 1, "2022-01-20": 5, "2022-01-21": 3}


@pytest.fixture
def gapped() -> pd.DataFrame:
    return trend(table_of(GAPPED))


def test_a_line_has_the_name_of_its_actor_and_a_point_for_each_day_with_text(gapped: pd.DataFrame) -> None:
    line, means, volume = trend_figure(
        gapped, [("RUS",)], ChartOptions("source", "day", name_of=NAMES.__getitem__)
    ).data
    assert {line.name, means.name, volume.name} == {"Russia"}
    assert list(means.x) == list(volume.x) == list(GAPPED)
    assert list(volume.y) == [4, 1, 5, 3]


def test_no_line_crosses_a_stretch_without_text(gapped: pd.DataFrame) -> None:
    line = trend_figure(gapped, [("RUS",)], ChartOptions("source", "day")).data[0]
    assert line.connectgaps is False
    assert list(line.x) == ["2022-01-01", "2022-01-03", "2022-01-04", "2022-01-20", "2022-01-21"]
    assert list(line.y) == [0.5, 0.5, None, 0.5, 0.5]


def test_no_line_is_drawn_through_too_few_sentences() -> None:
    thin = trend(table_of({"2022-01-01": 2, "2022-01-02": 2}))
    assert rolling_points(thin, 7)["rolling_signal"].isna().tolist() == [True, False]


def test_a_marker_of_too_few_sentences_is_hollow_and_says_so(gapped: pd.DataFrame) -> None:
    means = trend_figure(gapped, [("RUS",)], ChartOptions("source", "day")).data[1]
    assert list(means.marker.symbol) == ["circle", "circle-open", "circle", "circle"]
    assert "too few sentences" in means.customdata[1][8] and "too few" not in means.customdata[0][8]


def test_every_point_names_its_line_and_period_for_a_click(gapped: pd.DataFrame) -> None:
    means = trend_figure(trend(table_of(GAPPED), by="dyad"), [("RUS", "UKR")], ChartOptions("dyad", "day")).data[1]
    assert list(means.customdata[0][:2]) == ["RUS;UKR", "2022-01-01"]


def test_intervals_are_drawn_when_asked_for_few_lines_and_never_for_few_sentences() -> None:
    varied = table_of(GAPPED).assign(signal=np.linspace(-0.5, 0.5, 13))
    figure = trend_figure(trend(varied), [("RUS",)], ChartOptions("source", "day", has_intervals=True))
    assert [value is None for value in figure.data[1].error_y.array] == [False, True, False, False]
    many = [("RUS",)] * 4
    assert (
        trend_figure(trend(varied), many, ChartOptions("source", "day", has_intervals=True)).data[1].error_y.array
        is None
    )


def test_the_signal_has_a_fixed_scale_and_words_for_its_ends(gapped: pd.DataFrame) -> None:
    axis = trend_figure(gapped, [("RUS",)], ChartOptions("source", "day")).layout.yaxis
    assert axis.range[0] <= -1 and axis.range[1] >= 1
    assert axis.title.text.startswith("← de-escalatory") and axis.title.text.endswith("escalatory →")


def test_lines_are_told_apart_without_colour() -> None:
    codes = [f"A{row}" for row in range(MAX_LINES + 2)]
    many = trend(pd.concat([table_of({"2022-01-01": 3}, source=code) for code in codes]))
    figure = trend_figure(many, [(code,) for code in codes], ChartOptions("source", "day"))
    assert len(figure.data) == 3 * MAX_LINES
    assert len({trace.marker.symbol[0] for trace in figure.data[1::3]}) == MAX_LINES


def test_a_figure_without_lines_is_empty_and_not_an_error(gapped: pd.DataFrame) -> None:
    assert len(trend_figure(gapped, [], ChartOptions("source", "day")).data) == 0


@pytest.mark.parametrize(
    ("every", "days"),
    [
        pytest.param("day", ["2022-01-04", "2022-02-03"], id="day"),
        pytest.param("week", ["2021-12-29", "2022-02-05"], id="week"),
        pytest.param("month", ["2021-12-12", "2022-02-21"], id="month"),
    ],
)
def test_the_axis_has_room_for_the_first_and_last_period(every: str, days: list[str]) -> None:
    assert shown_days((date(2022, 1, 5), date(2022, 2, 2)), every) == days


def test_a_single_day_has_a_bar_and_no_hours() -> None:
    points = pd.DataFrame(
        {
            "source": ["RUS"], "date": pd.to_datetime(["2022-01-14"]), "n_sentences": [4], "n_documents": [2],
            "signal": [0.2], "low": [0.1], "high": [0.3], "escalatory_share": [0.5], "deescalatory_share": [0.0],
            "rolling_signal": [0.2], "rolling_n": [4],
        }
    )  # fmt: skip
    span = (date(2022, 1, 14), date(2022, 1, 14))
    figure = trend_figure(points, [("RUS",)], ChartOptions("source", "day", span=span, name_of=str))
    bar = next(trace for trace in figure.data if trace.type == "bar")
    assert 0.5 * 86_400_000 < bar.width < 86_400_000
    assert figure.layout.xaxis.dtick == 86_400_000
