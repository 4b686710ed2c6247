"""What was turned away, in one shape and in one file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest

from signals.documents import Rejected
from signals.ingest.sources import RejectedFile, reject


def test_place_and_reason_are_one_line_each_and_not_long() -> None:
    rejected = reject("a\n\u200bb.csv", "found\r\nmore " + "x" * 999)
    assert rejected.place == "a b.csv"
    assert rejected.reason.startswith("found more xxx") and len(rejected.reason) == 600


def test_what_is_turned_away_is_written_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.csv"
    with RejectedFile(path) as rejected:
        for number in range(1, 9):
            rejected.add(Rejected(f"a.csv row {number}", 'holds "x", expected y'))
        assert not path.exists()
    assert (rejected.count, len(rejected.first)) == (8, 5)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[:2] == [["place", "reason"], ["a.csv row 1", 'holds "x", expected y']] and len(rows) == 9
    with RejectedFile(path):
        pass
    assert list(path.parent.iterdir()) == []


def test_after_an_error_the_earlier_list_of_rejected_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(AttributeError), RejectedFile(path) as rejected:
        rejected.add(cast(Rejected, None))
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]
