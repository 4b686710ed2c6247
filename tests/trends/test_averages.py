"""The trend against a slow, obvious reference, and what must never move it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from signals.trends.averages import GROUPINGS, MEASURES, PERIODS, period_start, plan_trend, trend

LABELS = ["escalatory", "de-escalatory", "neutral"]


ACTORS = ["", "RUS", "USA", "NATO"]


START = date(2022, 1, 1)


SENTENCES = st.tuples(
    st.integers(0, 5), st.integers(0, 70), st.sampled_from(ACTORS), st.sampled_from(ACTORS),
    st.integers(-100, 100).map(lambda cents: cents / 100), st.sampled_from(LABELS),
)  # fmt: skip


def as_scored(rows: list[tuple[int, int, str, str, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "doc_id": [f"d{row[0]}" for row in rows],
            "dated_on": pd.to_datetime([START + timedelta(days=row[1]) for row in rows]),
            "source": [row[2] for row in rows],
            "target": [row[3] for row in rows],
            "actors": [";".join(dict.fromkeys(code for code in (row[2], row[3]) if code)) for row in rows],
            "signal": [row[4] for row in rows],
            "label": [row[5] for row in rows],
        }
    )


TABLES = st.lists(SENTENCES, max_size=25).map(as_scored)


SOME = st.lists(SENTENCES, min_size=1, max_size=25).map(as_scored)


def keys_of(row: pd.Series, by: str) -> list[tuple[str, ...]]:
    if by == "actor":
        return [(code,) for code in row["actors"].split(";") if code]
    key = (row["source"], row["target"]) if by == "dyad" else (row[by],)
    return [key] if all(key) else []


def first_day(day: pd.Timestamp, every: str) -> pd.Timestamp:
    if every == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if every == "month" else day


def reference(scored: pd.DataFrame, by: str, every: str, window_days: int) -> list[tuple[object, ...]]:
    """One sentence, one actor, one period at a time."""
    cells: dict[tuple[object, ...], list[pd.Series]] = {}
    for _, row in scored.iterrows():
        for key in keys_of(row, by):
            cells.setdefault((*key, first_day(row["dated_on"], every)), []).append(row)
    measured = []
    for (*key, day), rows in sorted(cells.items(), key=lambda item: item[0]):
        signals = np.array([row["signal"] for row in rows])
        documents = pd.Series(signals - signals.mean()).groupby([row["doc_id"] for row in rows]).sum()
        n = len(documents)
        half = np.nan
        if n > 1:
            half = stats.t.ppf(0.975, n - 1) * np.sqrt(n / (n - 1) * (documents**2).sum()) / len(rows)
        within = [
            row["signal"]
            for (*other, then), others in cells.items()
            for row in others
            if other == key and day - timedelta(days=window_days) < then <= day
        ]
        shares = [np.mean([row["label"] == label for row in rows]) for label in LABELS[:2]]
        mean = signals.mean()
        measured.append((
            *key, day, len(rows), n, mean, np.maximum(mean - half, -1), np.minimum(mean + half, 1), *shares,
            np.mean(within), len(within),
        ))  # fmt: skip
    return measured


def rows(*given_rows: tuple[str, str, float]) -> pd.DataFrame:
    """One sentence per (document, day, signal), all of RUS toward USA."""
    days = [(date.fromisoformat(day) - START).days for _, day, _ in given_rows]
    table = as_scored([(0, day, "RUS", "USA", row[2], "neutral") for day, row in zip(days, given_rows, strict=True)])
    return table.assign(doc_id=[row[0] for row in given_rows])


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize(("every", "window_days"), [("day", 7), ("day", 1), ("week", 28), ("month", 91)])
@given(scored=TABLES)
@settings(max_examples=25, deadline=None)
def test_agrees_with_the_reference(by: str, every: str, window_days: int, scored: pd.DataFrame) -> None:
    found = trend(scored, by=by, every=every, window_days=window_days)
    expected = reference(scored, by, every, window_days)
    keys = ["source", "target"] if by == "dyad" else [by]
    assert list(found.columns) == [*keys, "date", *MEASURES]
    assert [tuple(row) for row in found[[*keys, "date"]].itertuples(index=False)] == [
        row[: len(keys) + 1] for row in expected
    ]
    numbers = np.array([row[len(keys) + 1 :] for row in expected], dtype=float).reshape(-1, len(MEASURES))
    np.testing.assert_allclose(found[list(MEASURES)].to_numpy(dtype=float), numbers, atol=2e-6)


@given(TABLES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_documents_does_not_matter(scored: pd.DataFrame, random: object) -> None:
    order = list(range(len(scored)))
    random.shuffle(order)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(trend(scored.iloc[order]), trend(scored), rtol=0, atol=2e-6)


@given(SOME, SOME)
@settings(deadline=None)
def test_new_text_on_one_actor_leaves_the_others_alone_to_the_bit(scored: pd.DataFrame, added: pd.DataFrame) -> None:
    added = added.assign(source="CHN", doc_id="new" + added["doc_id"])
    before, after = trend(scored), trend(pd.concat([scored, added]))
    others = after[after["source"] != "CHN"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, before, check_exact=True, check_dtype=False)


@given(TABLES)
@settings(deadline=None)
def test_the_interval_holds_the_mean_and_stays_in_range(scored: pd.DataFrame) -> None:
    found = trend(scored, by="actor", every="week")
    several = found[found["n_documents"] > 1]
    assert (several["low"] <= several["signal"]).all() and (several["signal"] <= several["high"]).all()
    assert (several["low"] >= -1).all() and (several["high"] <= 1).all()
    assert found.loc[found["n_documents"] < 2, ["low", "high"]].isna().all(axis=None)


def test_a_day_without_text_has_no_row() -> None:
    found = trend(rows(("a", "2022-01-03", 0.5), ("b", "2022-01-06", 0.1)))
    assert found["date"].dt.strftime("%d").tolist() == ["03", "06"]


def test_one_document_has_no_interval_however_long() -> None:
    found = trend(rows(("a", "2022-01-03", 0.5), ("a", "2022-01-03", 0.1), ("a", "2022-01-03", -0.4)))
    assert found["n_sentences"].tolist() == [3] and found[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        pytest.param("2022-01-16", "week", "2022-01-10", id="sunday_belongs_to_the_week_before"),
        pytest.param("2022-01-17", "week", "2022-01-17", id="monday_begins_a_week"),
        pytest.param("2022-01-01", "week", "2021-12-27", id="across_new_year"),
        pytest.param("2022-02-28", "month", "2022-02-01", id="month"),
        pytest.param("1962-10-28", "week", "1962-10-22", id="1962"),
        pytest.param("2022-01-16", "day", "2022-01-16", id="day"),
    ],
)
def test_period_start(day: str, every: str, expected: str) -> None:
    assert period_start(pd.Series([pd.Timestamp(day)]), every).tolist() == [pd.Timestamp(expected)]


def test_the_rolling_mean_counts_calendar_days_not_rows() -> None:
    found = trend(rows(("a", "2022-01-03", 1.0), ("b", "2022-01-09", 0.0), ("c", "2022-01-10", -1.0)))
    assert found["rolling_n"].tolist() == [1, 2, 2]  # on the 10th, the 3rd is seven days back: out of the window
    assert found["rolling_signal"].tolist() == [1.0, 0.5, -0.5]


def test_the_rolling_mean_weighs_sentences_not_days() -> None:
    found = trend(rows(("a", "2022-01-03", 1.0), ("a", "2022-01-03", 1.0), ("b", "2022-01-04", -1.0)))
    assert found["rolling_signal"].tolist() == [1.0, pytest.approx(1 / 3, abs=1e-6)]


def test_an_undated_sentence_counts_nowhere() -> None:
    scored = rows(("a", "2022-01-03", 0.5), ("b", "2022-01-04", 0.5))
    scored.loc[0, "dated_on"] = pd.NaT
    assert trend(scored)["n_sentences"].tolist() == [1]


def test_missing_codes_are_nobody() -> None:
    scored = rows(("a", "2022-01-03", 0.5)).astype({"source": object}).assign(source=[None])
    assert trend(scored).empty


def test_the_argument_is_left_as_it_was() -> None:
    scored = rows(("a", "2022-01-03", 0.5))
    copy = scored.copy()
    trend(scored, by="actor", every="month")
    pd.testing.assert_frame_equal(scored, copy)


def test_a_plan_measures_any_signal() -> None:
    scored = rows(("a", "2022-01-03", 0.5), ("b", "2022-01-04", 0.1))
    plan = plan_trend(scored)
    turned = plan.measure(-scored["signal"].to_numpy(), scored["label"].to_numpy(dtype=object))
    assert turned["signal"].tolist() == (-trend(scored)["signal"]).tolist()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        pytest.param({"by": "outlet"}, "by='outlet'", id="by"),
        pytest.param({"every": "year"}, "every='year'", id="every"),
        pytest.param({"window_days": 0}, "window_days is 0", id="window"),
    ],
)
def test_refuses_what_it_does_not_know(options: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        trend(rows(("a", "2022-01-03", 0.5)), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("every", PERIODS)
def test_of_no_sentences_there_is_no_trend(by: str, every: str) -> None:
    assert trend(as_scored([]), by=by, every=every).empty


def test_sums_are_exact_whatever_the_order() -> None:
    signal = np.round(np.random.default_rng(3).uniform(-1, 1, 500), 6)
    scored = as_scored([(row % 7, row % 5, "RUS", "", value, "neutral") for row, value in enumerate(signal)])
    backwards = scored[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(trend(scored), trend(backwards), check_exact=True)
