"""Written tables: every format reads back the same, text stays text, and a file is whole or absent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from signals.cues.profile import Profile
from signals.output.partitioned import write_by_month
from signals.output.scored_table import read_scored
from signals.pipeline import Tools, score_stream
from tests.support import document

ABOUT = {"profile": "abc123", "model": "fast-1", "program": "0.1.0"}


FORMULA = "=1+1"


@pytest.fixture(scope="session")
def scored(tools: Tools) -> pd.DataFrame:
    documents = [
        document(
            "Russia attacked Ukraine.\n“Hold,” he said, “wait”.",
            "007",
            date(2022, 1, 14),
            kept={"n": 7, "note": FORMULA},
        ),
        document("Iran offered talks\tto Iraq; Ελλάδα, İzmir.", "NA", date(2022, 2, 1), kept={"n": 8, "note": None}),
        document(FORMULA, "003", date(2022, 2, 2), outlet="Daily, “Herald”"),
    ]
    return pd.concat(score_stream(documents, tools, Profile(), batch=2), ignore_index=True)


def test_a_folder_by_month_is_read_by_pandas_and_duckdb(scored: pd.DataFrame, tmp_path: Path) -> None:
    folder = tmp_path / "scored"
    assert write_by_month([scored.iloc[:3], scored.iloc[3:]], folder, about=ABOUT) == len(scored)
    assert sorted(one.name for one in folder.iterdir()) == ["month=2022-01", "month=2022-02"]
    back = pd.read_parquet(folder)
    assert sorted(back["sentence_id"]) == sorted(scored["sentence_id"])
    counted = duckdb.sql(
        f"select month, count(*) from read_parquet('{folder}/*/*.parquet') group by month order by month"
    )
    expected = scored["published_on"].dt.strftime("%Y-%m").value_counts().sort_index()
    assert counted.fetchall() == list(expected.items())
    assert len(read_scored(folder)) == len(scored)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.csv", "x,y\n1,2\n", "found no column doc_id", id="another_table"),
        pytest.param("a.csv", "", "cannot be read", id="empty"),
        pytest.param("a.parquet", "no parquet", "cannot be read", id="no_parquet"),
        pytest.param("a.xlsx", "no workbook", "cannot be read", id="no_workbook"),
        pytest.param("a.doc", "x", "ending .doc; expected", id="ending"),
        pytest.param("a.csv", None, "cannot be read", id="missing"),
    ],
)
def test_another_file_is_refused_in_one_line(tmp_path: Path, name: str, content: str | None, reason: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(ValueError, match="expected a table written by `signals score`") as caught:
        read_scored(path)
    assert reason in str(caught.value) and "\n" not in str(caught.value)
