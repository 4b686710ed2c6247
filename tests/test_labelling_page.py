"""Labelling in the dashboard: what the page shows, a file loaded to go on, a model of one's own, the browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import models
from models import train
from signals.trends.labels import Label, as_csv, key_of, read_labels
from tests.browser import find_chromium, open_page, running_browser, running_dashboard
from tests.support import ROOT

SCRIPT = ROOT / "dashboard.py"


def checked(page: AppTest) -> AppTest:
    assert not page.exception, [error.message for error in page.exception]
    return page


def captions(page: AppTest) -> str:
    return " ".join(caption.value for caption in page.caption)


@pytest.fixture
def page() -> AppTest:
    return checked(AppTest.from_file(SCRIPT, default_timeout=60).run())


def labels_shown(page: AppTest) -> list[str]:
    return next(table.value["sentence"].tolist() for table in page.dataframe if "labelled_at" in table.value)


def test_the_page_shows_the_sentences_to_label_and_the_labels_so_far(page: AppTest):
    assert not page.data_editor
    checked(page.toggle(key="labelling").set_value(True).run())
    table = page.data_editor[0].value
    assert len(table) == 25 and table["yours"].isna().all()
    first = table["sentence"][0]
    page.session_state["labels_given"] = {key_of(first): Label(first, "escalatory", "material")}
    checked(page.run())
    assert page.data_editor[0].value["yours"][0] == "▲ escalatory deed"
    assert labels_shown(page) == [first]
    checked(page.button(key="labels_take_back").click().run())
    assert page.data_editor[0].value["yours"].isna().all()


def test_a_labels_file_is_loaded_to_go_on(page: AppTest):
    sentence = "Iran threatened Iraq."
    content = as_csv({key_of(sentence): Label(sentence, "neutral", "")}) + b"<b>Odd</b>,rosy,,1,,,,,,\n"
    checked(page.file_uploader(key="labels_file").upload("mine.csv", content, "text/csv").run())
    assert labels_shown(page) == [sentence]
    assert "1 row of the file left out" in captions(page)
    checked(page.file_uploader(key="labels_file").upload("x.csv", b"<i>,b\n1,2\n", "text/csv").run())
    problems = [element.proto.body for element in page.get("html") if 'role="alert"' in element.proto.body]
    assert len(problems) == 1 and "found columns &lt;i&gt;, b" in problems[0]
    assert labels_shown(page) == [sentence]


def test_a_model_of_ones_own_is_chosen_and_a_damaged_one_is_named(own_model: Path, monkeypatch: pytest.MonkeyPatch):
    damaged = shutil.copytree(own_model, own_model.parent / "damaged")
    (damaged / "heads.skops").write_bytes(b"x")
    monkeypatch.setenv("DRUMBEAT_MODELS", str(own_model.parent))
    page = checked(AppTest.from_file(SCRIPT, default_timeout=60).run())
    page.session_state["classifier"] = "yours: fast-own"
    assert f"classifier fast-own-{models.load(own_model).version}" in captions(checked(page.run()))
    page.session_state["classifier"] = "yours: damaged"
    checked(page.run())
    assert "rules alone" in captions(page)
    problems = [element.proto.body for element in page.get("html") if 'role="alert"' in element.proto.body]
    assert len(problems) == 1 and "changed or damaged" in problems[0]


@pytest.mark.browser
def test_two_corrections_in_the_browser_are_saved_and_learned_from(tmp_path: Path):
    chromium = find_chromium() or pytest.skip("no Chromium is installed")
    with running_dashboard() as address, running_browser(chromium) as browser:
        page = open_page(browser, address)
        page.get_by_text("Correct labels").click()
        grid = page.locator("[data-testid=stMain] [data-testid=stDataFrame] .dvn-scroller").first
        grid.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)  # the grid settles its column widths
        for row, words in ((0, "escalatory deed"), (1, "neutral")):
            height = 35 + 72 * row + 36  # of the row's middle, below the header
            for x in (100, 680):  # "sentence", then "you say": a click on a selected cell would open it at once
                grid.click(position={"x": x, "y": height})
                page.wait_for_timeout(400)
            page.keyboard.press("Enter")
            page.locator("#portal").get_by_text("results available").wait_for(state="attached")
            page.keyboard.type(words)
            page.wait_for_timeout(400)  # the list narrows after a moment
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
