"""Tables and lists in Markdown."""

from __future__ import annotations

import pandas as pd

from models.reporting.markdown import bullets, frame_table, markdown_table


def test_a_table_of_cells() -> None:
    assert markdown_table(("a", "b"), [["1", 2]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert markdown_table(("a", "b"), [], rule="---") == "| a | b |\n|---|---|"


def test_numbers_are_written_for_readers_and_bars_do_not_cut_cells() -> None:
    frame = pd.DataFrame({"n": [1234], "share": [0.25], "words": ["a|b"]})
    assert frame_table(frame).splitlines()[-1] == "| 1,234 | 0.250 | a\\|b |"


def test_bullets() -> None:
    assert bullets(["one", "two"]) == "* one\n* two"
