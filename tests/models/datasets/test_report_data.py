"""Which files the accuracy report is made from."""

from __future__ import annotations

from pathlib import Path

from models.datasets.report_data import labelled_files


def test_a_folder_gives_its_labelled_files(tmp_path: Path, news: Path) -> None:
    for name, text in (("b.csv", "sentence,quad\nIran thanks Oman,1\n"), ("a.csv", "day,index\n1,2\n"), ("c.csv", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert labelled_files([tmp_path, news], tmp_path / "joined.csv") == [tmp_path / "b.csv", news]
