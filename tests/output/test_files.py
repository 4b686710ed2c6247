"""Written tables: every format reads back the same, text stays text, and a file is whole or absent."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from signals.cues.profile import Profile
from signals.output.columns import OUTPUT_COLUMNS
from signals.output.files import WRITERS, as_bytes, download_name, write_tables
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


def read_back(path: Path) -> pd.DataFrame:
    readers: dict[str, Callable[..., pd.DataFrame]] = {
        ".csv": lambda: pd.read_csv(path, keep_default_na=False, dtype=str),
        ".xlsx": lambda: pd.read_excel(path, sheet_name="drumbeat", keep_default_na=False, dtype=str),
        ".jsonl": lambda: pd.DataFrame([json.loads(line) for line in path.read_text("utf-8").splitlines()]),
        ".parquet": lambda: pd.read_parquet(path),
    }
    return readers[path.suffix]()


def texts(table: pd.DataFrame) -> list[list[str]]:
    """All cells of the output's columns as text: days as YYYY-MM-DD, missing as nothing, numbers to six places."""

    def text(value: object) -> str:
        if value is None or value is pd.NaT or value != value:
            return ""
        if isinstance(value, float):
            return f"{value:.6f}"
        return str(value)[:10] if hasattr(value, "year") else str(value)

    numbers = ["rule_score", "signal"]
    plain = table[list(OUTPUT_COLUMNS)].assign(**{name: table[name].astype(float) for name in numbers})
    return [[text(value) for value in row] for row in plain.astype(object).itertuples(index=False)]


LATE = {
    "other_columns": (pd.DataFrame({"s": ["c"], "y": ["q"]}), [["a", "1", ""], ["b", "2", ""], ["c", "", "q"]]),
    "text_after_numbers": (pd.DataFrame({"s": ["c"], "x": ["n/a"]}), [["a", "1"], ["b", "2"], ["c", "n/a"]]),
    "nothing_after_numbers": (pd.DataFrame({"s": ["c"], "x": [None]}), [["a", "1"], ["b", "2"], ["c", ""]]),
    "another_order": (pd.DataFrame({"x": [3], "s": ["c"]}), [["a", "1"], ["b", "2"], ["c", "3"]]),
    "no_rows": (pd.DataFrame({"s": [], "x": []}, dtype=object), [["a", "1"], ["b", "2"]]),
}


@pytest.mark.parametrize("ending", WRITERS)
def test_round_trip(ending: str, scored: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / f"out{ending}"
    assert write_tables([scored.iloc[:2], scored.iloc[2:]], path, about=ABOUT) == len(scored)
    back = read_back(path)
    assert list(back.columns) == list(scored.columns)
    assert texts(back) == texts(scored)


@pytest.mark.parametrize("ending", WRITERS)
def test_what_was_written_can_be_scored_on(ending: str, scored: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / f"out{ending}"
    write_tables([scored], path, about=ABOUT)
    back = read_scored(path)
    for name in ("doc_id", "source", "target", "actors", "label"):
        assert back[name].fillna("").tolist() == scored[name].tolist()
    assert back["signal"].tolist() == pytest.approx(scored["signal"].tolist())
    assert back["dated_on"].tolist() == scored["dated_on"].tolist()


@pytest.mark.parametrize("ending", WRITERS)
def test_bytes_for_the_download_are_the_files(ending: str, scored: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / f"out{ending}"
    path.write_bytes(as_bytes(scored, ending, about=ABOUT))
    assert texts(read_back(path)) == texts(scored)


def test_a_formula_comes_back_from_csv_as_it_went_in(scored: pd.DataFrame) -> None:
    """Programs read it again: docs/decisions/013-csv-is-data.md."""
    back = pd.read_csv(io.BytesIO(as_bytes(scored, ".csv", about=ABOUT)), dtype=str, keep_default_na=False)
    assert int((back == FORMULA).to_numpy().sum()) == 3


def test_a_formula_stays_text_in_a_worksheet(scored: pd.DataFrame) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(scored, ".xlsx", about=ABOUT)))
    formulas = [cell for row in book["drumbeat"].iter_rows() for cell in row if cell.value == FORMULA]
    assert len(formulas) == 3
    assert {cell.data_type for cell in formulas} == {"s"}


def test_a_worksheet_leaves_out_what_it_cannot_hold() -> None:
    table = pd.DataFrame({"sentence": ["a\x00b\x0bc", "x" * 40_000]})
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(table, ".xlsx", about={})))
    assert [row[0].value for row in book["drumbeat"].iter_rows(min_row=2)] == ["abc", "x" * 32_767]


def test_too_many_rows_for_a_worksheet_are_refused(monkeypatch: pytest.MonkeyPatch, scored: pd.DataFrame) -> None:
    monkeypatch.setattr("signals.output.workbook.SHEET_ROWS", 2)
    with pytest.raises(ValueError, match=r"more than 2 rows for one worksheet; write \.parquet"):
        as_bytes(scored, ".xlsx", about={})


def test_what_made_it_stands_in_the_file(scored: pd.DataFrame, tmp_path: Path) -> None:
    write_tables([scored], tmp_path / "out.parquet", about=ABOUT)
    metadata = pq.read_schema(tmp_path / "out.parquet").metadata
    assert {name: metadata[f"drumbeat_{name}".encode()].decode() for name in ABOUT} == ABOUT
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(scored, ".xlsx", about=ABOUT)))
    assert dict(book["about"].iter_rows(values_only=True)) == ABOUT


def test_missing_is_null_in_json_lines(scored: pd.DataFrame) -> None:
    rows = [json.loads(line) for line in as_bytes(scored, ".jsonl", about={}).decode().splitlines()]
    assert {row["p_escalatory"] for row in rows} == {None}
    assert rows[0]["published_on"] == "2022-01-14"


@pytest.mark.parametrize("ending", WRITERS)
def test_an_error_half_way_leaves_no_file_and_the_old_one_as_it_was(
    ending: str, scored: pd.DataFrame, tmp_path: Path
) -> None:
    def failing() -> Iterator[pd.DataFrame]:
        yield scored
        raise RuntimeError("half way")

    path = tmp_path / f"out{ending}"
    with pytest.raises(RuntimeError, match="half way"):
        write_tables(failing(), path, about=ABOUT)
    assert list(tmp_path.iterdir()) == []
    path.write_text("old")
    with pytest.raises(RuntimeError, match="half way"):
        write_tables(failing(), path, about=ABOUT)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("case", LATE)
@pytest.mark.parametrize("is_turned", [False, True], ids=["late", "early"])
def test_batches_with_other_columns_are_aligned(ending: str, case: str, is_turned: bool, tmp_path: Path) -> None:
    late, expected = LATE[case]
    batches = [pd.DataFrame({"s": ["a", "b"], "x": [1, 2]}), late]
    path = tmp_path / f"out{ending}"
    write_tables(reversed(batches) if is_turned else batches, path, about={})
    back = read_back(path)[sorted({"s", *batches[0], *late})].astype(object)
    found = [
        ["" if cell is None or cell != cell else str(cell).removesuffix(".0") for cell in row]
        for row in back.to_numpy()
    ]
    assert sorted(found) == sorted(expected)
    assert list(tmp_path.iterdir()) == [path]


def test_numbers_stay_numbers_whatever_the_batch(tmp_path: Path) -> None:
    batches = [pd.DataFrame({"n": [1, 2], "x": [1, 2]}), pd.DataFrame({"n": [None], "x": [2.5]})]
    write_tables(batches, tmp_path / "out.parquet", about=ABOUT)
    schema = pq.read_schema(tmp_path / "out.parquet")
    assert [str(kind) for kind in schema.types] == ["int64", "double"]
    assert schema.metadata[b"drumbeat_model"] == b"fast-1"


def test_an_unknown_ending_is_refused(scored: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"OUT is 'out\.doc'; expected an ending of \.csv, \.xlsx, \.jsonl, \.parquet"):
        write_tables([scored], tmp_path / "out.doc", about=ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_a_download_is_named_after_what_made_it() -> None:
    assert download_name("trend", ".csv", {"profile": "a b/c", "program": "0.1.0"}) == (
        "drumbeat_trend_profile-a-b-c_program-0.1.0.csv"
    )


def test_only_columns_that_repeat_are_stored_as_numbers_of_their_values(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "label": ["neutral"] * 99 + [""],
            "sentence": [f"Talks {number} failed." for number in range(100)],
            "signal": [0.5] * 100,
            "tags": pd.Series([["war"]] * 100, dtype=pd.ArrowDtype(pa.list_(pa.string()))),
        }
    )
    write_tables([table], tmp_path / "out.parquet", about={})
    columns = pq.ParquetFile(tmp_path / "out.parquet").metadata.row_group(0).to_dict()["columns"]
    assert [one["has_dictionary_page"] for one in columns] == [True, False, False, False]
