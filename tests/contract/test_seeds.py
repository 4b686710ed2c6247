"""The embedded corpora: complete, and telling the story that is known of them.

When a score changes on purpose: `python -m tests.renew_golden`, and review the diff of tests/golden.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from functools import cache

import pandas as pd
import pytest

import signals
from signals.trends.averages import trend
from tests.renew_golden import SEEDS, golden_path, seed_rows, weekly_trend
from tests.support import ROOT

FACTS = ("id", "published", "outlet", "title", "text", "basis")
SPANS = {
    "october_1962": (date(1962, 10, 14), date(1962, 11, 20)),
    "winter_2021_22": (date(2021, 11, 17), date(2022, 3, 31)),
}


@cache
def scored_seed(name: str) -> pd.DataFrame:
    return signals.score(seed_rows(name))


@pytest.mark.parametrize("name", SEEDS)
def test_the_weekly_trend_is_the_golden_one(name: str) -> None:
    golden = pd.read_csv(
        golden_path(name), parse_dates=["date"], keep_default_na=False, na_values={"low": "", "high": ""}
    )
    pd.testing.assert_frame_equal(weekly_trend(name), golden, check_dtype=False, rtol=0, atol=2e-6)


@pytest.mark.parametrize("name", SEEDS)
def test_every_dispatch_has_its_facts(name: str) -> None:
    rows = seed_rows(name)
    lacking = [(row["id"], fact) for row in rows for fact in FACTS if not str(row.get(fact, "")).strip()]
    assert lacking == []
    assert [row["id"] for row in rows if not row["id"].startswith(row["published"])] == []
    assert [one for one, n in Counter(row["id"] for row in rows).items() if n > 1] == []
    assert [one for one, n in Counter(row["text"] for row in rows).items() if n > 1] == []


@pytest.mark.parametrize("name", SEEDS)
def test_dispatches_lie_in_their_span_in_order(name: str) -> None:
    days = [date.fromisoformat(row["published"]) for row in seed_rows(name)]
    assert days == sorted(days)
    assert (days[0], days[-1]) == SPANS[name]


@pytest.mark.parametrize(
    ("name", "n_dispatches", "n_sentences", "n_actors"),
    [pytest.param("october_1962", 100, 350, 12, id="1962"), pytest.param("winter_2021_22", 200, 900, 12, id="winter")],
)
def test_a_seed_is_large_enough(name: str, n_dispatches: int, n_sentences: int, n_actors: int) -> None:
    scored = scored_seed(name)
    assert scored.attrs["rejected"] == []
    assert len(seed_rows(name)) >= n_dispatches
    assert len(scored) >= n_sentences
    named = Counter(scored.loc[scored["source"] != "", "source"])
    assert len([code for code, n in named.items() if n >= 2]) >= n_actors


@pytest.mark.parametrize("name", SEEDS)
def test_every_label_and_form_occurs(name: str) -> None:
    scored = scored_seed(name)
    shares = scored["label"].value_counts(normalize=True)
    assert shares.min() > 0.1 and len(shares) == 3
    assert set(scored["form"]) == {"", "verbal", "material"}


@pytest.mark.parametrize("name", SEEDS)
def test_no_sentence_is_dated_after_its_dispatch_by_much(name: str) -> None:
    scored = scored_seed(name)
    assert (scored["dated_on"] - scored["published_on"]).dt.days.max() <= 60


def mean_signal(first: str, last: str) -> float:
    scored = scored_seed("october_1962")
    return float(scored.loc[scored["published_on"].between(first, last), "signal"].mean())


def test_the_week_of_the_quarantine_is_the_peak_of_1962() -> None:
    peak = mean_signal("1962-10-22", "1962-10-27")
    assert peak > mean_signal("1962-10-28", "1962-11-20")
    assert peak > mean_signal("1962-10-14", "1962-10-21")


def test_the_superpowers_lead_1962() -> None:
    counted = Counter(scored_seed("october_1962")["source"])
    del counted[""]
    assert {code for code, _ in counted.most_common(3)} >= {"USA", "SUN"}
    assert "RUS" not in counted


def test_the_invasion_shows_in_the_winter() -> None:
    weekly = trend(scored_seed("winter_2021_22"), by="source", every="week").set_index(["source", "date"])["signal"]
    of_russia = weekly["RUS"]
    assert of_russia[pd.Timestamp("2022-02-21")] > of_russia[: pd.Timestamp("2022-02-20")].mean()


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("labels*.csv")), ids=lambda path: path.stem)
def test_labelled_sentences_follow_the_codebook(path: object) -> None:
    with open(str(path), encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 100
    assert {row["label"] for row in rows} == {"escalatory", "de-escalatory", "neutral"}
    assert [row for row in rows if (row["form"] == "") != (row["label"] == "neutral")] == []
    assert [one for one, n in Counter(row["sentence"] for row in rows).items() if n > 1] == []
