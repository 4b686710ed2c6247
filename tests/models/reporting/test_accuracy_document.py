"""The committed page is that of the committed report, and a card is filled in one place."""

from __future__ import annotations

from pathlib import Path

import models
from models.datasets.labelled import read_labelled
from models.reporting import accuracy
from models.reporting.accuracy_document import MEASURED_BEGIN, MEASURED_END, accuracy_page, fill_card

ROOT = models.SHIPPED.parent


def test_a_card_is_filled_again_in_the_same_place(report: accuracy.Report, tmp_path: Path) -> None:
    card = tmp_path / "CARD.md"
    card.write_text("# The classifier\n\nWhat it is.\n", encoding="utf-8")
    fill_card(card, report, "fast")
    once = card.read_text(encoding="utf-8")
    card.write_text(once + "\n## Limits\n", encoding="utf-8")
    fill_card(card, report, "fast")
    twice = card.read_text(encoding="utf-8")
    assert twice.startswith("# The classifier\n\nWhat it is.\n") and twice.rstrip().endswith("## Limits")
    assert twice.count(MEASURED_BEGIN) == twice.count(MEASURED_END) == once.count(MEASURED_BEGIN) == 1
    assert "| confidence |" in once


def test_the_committed_page_is_that_of_the_committed_report() -> None:
    """Who changes one of the two by hand, or the page's words, runs the command again."""
    committed = accuracy.read_report()
    assert (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8") == accuracy_page(committed)
    assert len(accuracy.summary(committed)) == len(accuracy.scorers_in(committed)) >= 2


def test_the_committed_report_quotes_no_labelled_sentence() -> None:
    text = accuracy.REPORT.read_text(encoding="utf-8").lower()
    ours, _ = read_labelled(sorted((ROOT / "seeds").glob("labels*.csv")))
    assert not [sentence for sentence in ours["sentence"] if sentence.lower() in text]
    worst = [miss for one in accuracy.read_report()["errors"] for miss in one["worst"]]
    assert len(worst) >= 100 and all(len(miss["id"]) < 40 for miss in worst)
