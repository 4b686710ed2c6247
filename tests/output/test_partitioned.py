"""Written tables: every format reads back the same, text stays text, and a file is whole or absent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from signals.cues.profile import Profile
from signals.output.partitioned import write_by_month
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


def _batch(day: str, **columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"published_on": pd.to_datetime([day] * len(next(iter(columns.values())))), **columns})


LATE_COLUMNS = [
    _batch("2022-01-14", s=["a", "b"], x=[None, None]),
    _batch("2022-02-01", s=["c"], n=[1]),
    _batch("2022-01-20", s=["d"], x=[7], n=[2.5]),
]


def test_a_second_run_adds_to_a_folder(scored: pd.DataFrame, tmp_path: Path) -> None:
    write_by_month([scored], tmp_path, about=ABOUT)
    write_by_month([scored], tmp_path, about=ABOUT)
    assert len(pd.read_parquet(tmp_path)) == 2 * len(scored)


@pytest.mark.parametrize("batches", [LATE_COLUMNS, LATE_COLUMNS[::-1]], ids=["late", "early"])
@pytest.mark.parametrize("is_one_run", [True, False])
def test_a_folder_has_one_schema_whatever_the_inputs(
    batches: list[pd.DataFrame], is_one_run: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("signals.output.partitioned.WAITING_ROWS", 0)  # a file for every batch
    for tables in [batches] if is_one_run else [[batch] for batch in batches]:
        write_by_month(tables, tmp_path, about=ABOUT)
    paths = sorted(tmp_path.glob("*/*"))
    assert len(paths) == 3 and {path.suffix for path in paths} == {".parquet"}
    schemas = [{field.name: str(field.type) for field in pq.read_schema(path)} for path in paths]
    assert all(
        schema == {"published_on": "date32[day]", "s": "string", "x": "int64", "n": "double"} for schema in schemas
    )
    assert {pq.read_schema(path).metadata[b"drumbeat_model"] for path in paths} == {b"fast-1"}
    rows = duckdb.sql(f"select s, x, n, month from read_parquet('{tmp_path}/*/*.parquet') order by s").fetchall()
    assert rows == [
        ("a", None, None, "2022-01"),
        ("b", None, None, "2022-01"),
        ("c", None, 1.0, "2022-02"),
        ("d", 7, 2.5, "2022-01"),
    ]


def test_months_wait_until_there_is_enough_for_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("signals.output.partitioned.WAITING_ROWS", 5)
    seen = []

    def batches() -> Iterator[pd.DataFrame]:
        for _ in range(4):
            yield _batch("2022-01-14", s=["a", "b"])
            yield _batch("2022-02-14", s=["c"])
            seen.append(sorted(path.parent.name for path in tmp_path.glob("*/*.parquet")))

    assert write_by_month(batches(), tmp_path, about=ABOUT) == 12
    assert seen == [[], ["month=2022-01"], ["month=2022-01"], ["month=2022-01", "month=2022-01"]]
    assert len(list(tmp_path.glob("*/*"))) == 3
