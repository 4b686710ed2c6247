"""Labelled files of several kinds in one table; what cannot be used comes back with place and reason."""

from __future__ import annotations

import pytest

from models.datasets.labelled import read_file, read_labelled

FILE = """sentence,label,form,pair,sure
Russia masses troops near Ukraine,escalatory,material,p1,1
Russia withdraws troops from the border,de-escalatory,material,p1,1
Rain is expected,neutral,,,0
,neutral,,,1
Rain again,rainy,,,1
rain is expected,neutral,,,1
Iran threatens Israel,escalatory,verbal,,1
Iran threatens Israel,neutral,,,1
"""


def test_bad_rows_come_back_with_place_and_reason(tmp_path):
    path = tmp_path / "tiny.csv"
    path.write_text(FILE, encoding="utf-8")
    labelled, rejected = read_labelled([path])
    assert labelled["sentence"].tolist() == [line.split(",")[0] for line in FILE.splitlines()[1:4]]
    assert labelled["weight"].tolist() == [1.0, 1.0, 0.6]
    assert labelled["group"].nunique() == 2
    reasons = {one.place: one.reason for one in rejected}
    assert reasons["tiny.csv row 5"].startswith("sentence '' holds no letters")
    assert reasons["tiny.csv row 6"].startswith("label is 'rainy'; expected one of escalatory")
    assert reasons["tiny.csv row 7"] == "repeats tiny.csv row 4"
    assert "neutral in tiny.csv row 9" in reasons["tiny.csv row 8"] and "tiny.csv row 9" in reasons


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        pytest.param("quad", "3", ("escalatory", "verbal"), id="quad"),
        pytest.param("quad", "0", ("neutral", ""), id="quad_neutral"),
        pytest.param("quad", "2.0", ("de-escalatory", "material"), id="quad_as_float"),
        pytest.param("conflict", "0", ("de-escalatory", ""), id="conflict"),
        pytest.param("plover_root", "Threaten", ("escalatory", "verbal"), id="root"),
        pytest.param("label", "Neutral", ("neutral", ""), id="label"),
    ],
)
def test_label_columns(tmp_path, header, cell, expected):
    path = tmp_path / "file.csv"
    path.write_text(f"text,{header}\nsomething happened,{cell}\n", encoding="utf-8")
    (row,), rejected = read_file(path)
    assert (row["label"], row["form"]) == expected and rejected == []


def test_training_reads_other_encodings_and_separators(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("title;label\nCafé talks began;de-escalatory\n'-5 degrees;neutral\nx;y;z\n".encode("cp1252"))
    labelled, rejected = read_labelled([path])
    assert labelled["sentence"].tolist() == ["Café talks began", "-5 degrees"]
    assert [one.place for one in rejected] == ["excel.csv row 4"]
