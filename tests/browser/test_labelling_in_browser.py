"""Labelling in a real browser: two corrections are saved and learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

import models
from models import train
from signals.trends.labels import read_labels
from tests.browser.driver import wait_until_still

playwright = pytest.importorskip("playwright.sync_api")
GRID = "[data-testid=stMain] [data-testid=stDataFrame] .dvn-scroller"
SELECTED = "[data-testid=stMain] #glide-cell-{column}-{row}[aria-selected=true]"


def test_two_corrections_in_the_browser_are_saved_and_learned_from(page: playwright.Page, tmp_path: Path) -> None:
    page.get_by_text("Correct labels").click()
    wait_until_still(page, GRID)
    grid = page.locator(GRID).first
    grid.scroll_into_view_if_needed()
    for row, words in ((0, "escalatory deed"), (1, "neutral")):
        height = 35 + 72 * row + 36  # of the row's middle, below the header
        for column, x in ((0, 100), (2, 680)):  # the sentence, then "you say": a click on a selected cell opens it
            grid.click(position={"x": x, "y": height})
            page.wait_for_selector(SELECTED.format(row=row, column=column), state="attached")
        page.keyboard.press("Enter")
        page.locator("#portal").get_by_text("results available").wait_for(state="attached")
        page.keyboard.type(words)
        page.locator("#portal").get_by_text(f"for search term {words}").wait_for(state="attached")
        page.keyboard.press("Enter")
        page.get_by_text(f"Your labels: {row + 1} sentence").wait_for()
    page.get_by_text("Your labels: 2 sentences").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save 2 labels").click()
    content = Path(download.value.path()).read_bytes()
    page.get_by_role("link", name="How to read this").click()
    page.get_by_role("link", name="Trends").click()
    page.get_by_text("Your labels: 2 sentences").wait_for()
    labels = [label for _, label in read_labels(content, "labels.csv")[0]]
    assert [label.answer for label in labels] == [("escalatory", "material"), ("neutral", "")]
    assert all(label.sentence_id and label.date.startswith("2022") and label.labelled_at for label in labels)
    path, out = tmp_path / "drumbeat_labels.csv", tmp_path / "own"
    path.write_bytes(content)
    assert train.main(["--labels", str(path), "--out", str(out)]) == 0
    before, after = models.load("fast"), models.load(out)
    moved = after.predict([labels[0].sentence]) - before.predict([labels[0].sentence])
    assert moved[0, 0] > 0, "the sentence is more escalatory than it was"
