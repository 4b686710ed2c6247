"""Tables that a person edits: columns are checked, cells stripped, days read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from signals.data.csv_tables import TABLES, optional_day, table_rows


def test_rows_come_with_their_line_and_stripped_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\ufeffname,code,note\n Kyiv , UKR,\n\n"Two\nlines",RUS,x\n', encoding="utf-8")
    assert list(table_rows(path, columns=("name", "code"), optional=("start",))) == [
        (2, {"name": "Kyiv", "code": "UKR", "start": ""}),
        (5, {"name": "Two\nlines", "code": "RUS", "start": ""}),
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\nKyiv\n")
    with pytest.raises(ValueError, match=r"a\.csv: found columns name; expected also code, kind"):
        list(table_rows(path, columns=("name", "code", "kind")))


@pytest.mark.parametrize(("cell", "day"), [("2022-02-24", date(2022, 2, 24)), ("", date.max)])
def test_an_optional_day(cell: str, day: date) -> None:
    assert optional_day(cell, otherwise=date.max) == day.toordinal()


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        optional_day("24.02.2022", otherwise=date.max)


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.csv")), ids=lambda path: path.name)
def test_every_table_is_rectangular_and_in_utf8(path: Path) -> None:
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    rows = list(table_rows(path, columns=tuple(header)))
    assert rows and len(set(header)) == len(header)


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.csv")), ids=lambda path: path.name)
def test_the_readme_names_every_table_and_column_and_every_row_has_its_source(path: Path) -> None:
    section = (TABLES / "README.md").read_text(encoding="utf-8").split(f"## {path.name}\n")[1].split("\n## ")[0]
    header = tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))
    assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(header)
    if "source" in header:
        assert [line for line, row in table_rows(path, columns=header) if not row["source"]] == []


def test_a_weight_is_its_prior_unless_it_was_fitted_on_six_sentences_or_more() -> None:
    columns = ("pattern", "weight", "prior_weight", "method", "n_sentences", "fitted_on")
    rows = [row for _, row in table_rows(TABLES / "lexicon.csv", columns=columns)]
    moved = [row for row in rows if row["weight"] != row["prior_weight"]]
    assert len(moved) > 300 and all(row["method"] == "fitted" and int(row["n_sentences"]) >= 6 for row in moved)
    assert {row["method"] for row in rows} == {"judgement", "PLOVER", "GPR", "Kahn ladder", "fitted"}
    assert all(row["fitted_on"] for row in rows if row["method"] == "fitted")
