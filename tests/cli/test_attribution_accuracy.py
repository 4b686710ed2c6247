"""How often attribution is right on a table with gold codes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from signals.cli.attribution_accuracy import Share, attribution_accuracy, right_shares

ROWS = """sentence,source_actor,target_actor
Russia attacked Ukraine.,RUS,UKR
Kyiv condemned Moscow.,UKR,USA
It rained.,,
France praised Germany.,FRA,
Twice told of Iran.,IRN,
Twice told of Iran.,ISR,
"""


def test_counts_right_codes_and_leaves_out_what_stands_twice(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(ROWS)
    import datetime

    found = attribution_accuracy(path, published=datetime.date(2022, 3, 1))
    assert found == [
        Share("source", 3, 3),
        Share("target", 1, 2),
        Share("source and target", 1, 2),
        Share("gold actor among actors", 4, 5),
    ]
    assert found[1].line().split() == ["target", "50.0%", "(1", "of", "2)"]
    assert Share("target", 0, 0).line().split() == ["target", "-", "(0", "rows)"]


def test_a_table_without_gold_codes_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("sentence,date\nRussia attacked.,2022-02-24\n")
    with pytest.raises(ValueError, match="found no column source_actor, target_actor; expected sentence"):
        attribution_accuracy(path)
    path.write_text("sentence,date,source_actor,target_actor\n,never,,\n")
    with pytest.raises(ValueError, match="no row could be read"):
        attribution_accuracy(path)


def test_a_row_counts_only_for_the_codes_that_it_gives() -> None:
    facts = pd.DataFrame({"source": ["RUS", ""], "target": ["", "UKR"], "actors": ["RUS", "UKR"]})
    gold = [{"source_actor": "RUS", "target_actor": ""}, {"source_actor": "", "target_actor": "UKR"}]
    assert [(share.n_right, share.n) for share in right_shares(facts, gold)] == [(1, 1), (1, 1), (0, 0), (2, 2)]
