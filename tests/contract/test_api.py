"""The two functions that other people's Python uses: signals.score and signals.trend."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import signals
from signals.cues.profile import Profile
from signals.documents import Document
from signals.output.columns import OUTPUT_COLUMNS

TEXT = "Russia attacked Ukraine on Thursday. Talks resumed."
ROWS = [
    {"Body": TEXT, "Publish_Date": "2022-01-14", "n": 7},
    {"Body": "Iran offered talks.", "Publish_Date": "2022-01-15", "n": 8},
]


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return signals.score(ROWS)


def test_mappings(scored: pd.DataFrame) -> None:
    assert tuple(scored.columns) == (*OUTPUT_COLUMNS, "n")
    assert scored["sentence"].tolist() == [
        "Russia attacked Ukraine on Thursday.",
        "Talks resumed.",
        "Iran offered talks.",
    ]
    assert scored["n"].tolist() == [7, 7, 8]
    assert scored.attrs["rejected"] == []


def test_dtypes(scored: pd.DataFrame) -> None:
    assert {scored[name].dtype.kind for name in ("published_on", "dated_on")} == {"M"}
    assert {scored[name].dtype.kind for name in ("rule_score", "signal", "p_escalatory", "p_material")} == {"f"}


def test_a_data_frame_is_read_alike(scored: pd.DataFrame) -> None:
    table = pd.DataFrame(ROWS)
    copy = table.copy()
    pd.testing.assert_frame_equal(signals.score(table), scored)
    pd.testing.assert_frame_equal(table, copy)


def test_a_data_frame_with_real_dates_is_read_alike(scored: pd.DataFrame) -> None:
    table = pd.DataFrame(ROWS).assign(Publish_Date=pd.to_datetime(["2022-01-14", "2022-01-15"]))
    assert signals.score(table)["signal"].tolist() == scored["signal"].tolist()


def test_documents_are_read_alike(scored: pd.DataFrame) -> None:
    documents = [Document("a", date(2022, 1, 14), TEXT), Document("b", date(2022, 1, 15), "Iran offered talks.")]
    found = signals.score(iter(documents))
    assert found["signal"].tolist() == scored["signal"].tolist()
    assert found["doc_id"].tolist() == ["a", "a", "b"]


def test_an_index_and_a_generator_do_not_matter(scored: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(signals.score(row for row in ROWS), scored)
    pd.testing.assert_frame_equal(signals.score(pd.DataFrame(ROWS, index=[5, 5])), scored)


def test_a_profile_changes_the_scores(scored: pd.DataFrame) -> None:
    silent = Profile(family_scale={"attack": 0.0})
    assert signals.score(ROWS, profile=silent).loc[0, "rule_score"] < scored.loc[0, "rule_score"]


def test_what_is_turned_away_is_listed_and_warned_of() -> None:
    rows = [*ROWS, {"Body": "Late.", "Publish_Date": "31/02/24", "n": 9}, {"Body": "", "Publish_Date": "2022-01-14"}]
    with pytest.warns(UserWarning, match="2 of 4 documents turned away; the first: .*31/02/24"):
        found = signals.score(rows)
    assert len(found) == 3
    assert [item.place for item in found.attrs["rejected"]] == ["documents row 3", "documents row 4"]


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        pytest.param(TEXT, "documents is a str; expected a DataFrame", id="text"),
        pytest.param(ROWS[0], "documents is a dict; expected a DataFrame", id="one_mapping"),
        pytest.param(7, "documents is a int; expected a DataFrame", id="number"),
        pytest.param([{"x": 1, "date": "2022-01-14"}], "no text column; found the columns x, date", id="no_text"),
        pytest.param([{"text": TEXT}], "no date column; found the columns text", id="no_date"),
    ],
)
def test_refuses_what_holds_no_documents(documents: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        signals.score(documents)


def test_of_no_documents_there_is_an_empty_table() -> None:
    found = signals.score([])
    assert found.empty and tuple(found.columns) == OUTPUT_COLUMNS
    assert signals.trend(found).empty


def test_trend(scored: pd.DataFrame) -> None:
    daily = signals.trend(scored)
    assert list(daily.columns[:3]) == ["source", "date", "n_sentences"]
    by_source = daily.set_index("source")
    assert by_source.loc["RUS", "date"] == pd.Timestamp("2022-01-13")  # the Thursday, not the day of publication
    assert by_source.loc["RUS", "signal"] > 0 > by_source.loc["IRN", "signal"]


@pytest.mark.parametrize("by", ["source", "target", "actor", "dyad"])
@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_every_trend_there_is(scored: pd.DataFrame, by: str, every: str) -> None:
    found = signals.trend(scored, by=by, every=every)
    assert len(found) > 0 and found["n_sentences"].sum() >= 1


def test_the_version_is_one() -> None:
    assert signals.__version__.count(".") == 2
