"""What a person sees, in a real browser against a real server."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

import signals
from signals.ingest.document_reader import read_documents
from tests.browser.driver import CHART, ROOT, new_page, wait_for_frames, wait_until_still

playwright = pytest.importorskip("playwright.sync_api")

SEEDS = ROOT / "seeds" / "winter_2021_22.jsonl"
GRID = "[data-testid=stSidebar] .dvn-scroller"
LINES = "() => JSON.stringify(document.querySelector('.js-plotly-plot').data.map(trace => [trace.name, trace.y]))"
CHANGED = f"before => ({LINES})() !== before"
POINT = """() => {
    const graph = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = graph._fullLayout;
    const means = graph._fullData[1], box = graph.getBoundingClientRect(), row = 20;
    return {x: box.left + xaxis._offset + xaxis.d2p(means.x[row]), y: box.top + yaxis._offset + yaxis.d2p(means.y[row]),
            line: means.name, words: means.customdata[row][3]};
}"""
DAYS = "[...document.querySelectorAll('article.evidence header b:first-child')]"
DAYS_ARE = f"words => {DAYS}.every(day => day.innerText === words)"
HOSTILE = """doc,date,outlet,text
1,2022-01-05,<b id=owned>Times</b>,"Russia <script>window.owned=1</script> threatened war at $x^2$."
2,2022-01-06,:smile: **Post**,"Ukraine **rejected** `talks` :rocket: [link](javascript:window.owned=1)."
<img src=x onerror='window.owned=1'>,never,,"# Heading $y$"
"""


def downloaded(page: playwright.Page, row: int, kind: str) -> tuple[str, bytes]:
    """Press one of the download buttons of the sentences (row 0) or the trend (row 1)."""
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).nth(row).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_opens_with_a_chart_and_sentences_and_asks_no_other_server(browser: playwright.Browser, address: str) -> None:
    page = new_page(browser)
    strangers: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else strangers.append(request.url),
    )
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.wait_for_selector(CHART)
    page.wait_for_selector("article.evidence mark")
    assert page.locator("[data-testid=stException]").count() == 0
    assert (strangers, problems) == ([], [])
    page.close()


def test_a_family_slider_moves_the_line(page: playwright.Page) -> None:
    page.get_by_text("Families of cues").click()
    slider = page.get_by_role("slider", name="Attacks and combat")
    before = page.evaluate(LINES)
    slider.press("ArrowRight")
    page.wait_for_function(CHANGED, arg=before)
    moved = page.evaluate(LINES)
    slider.press("ArrowLeft")
    page.wait_for_function(CHANGED, arg=moved)
    assert page.evaluate(LINES) == before


def test_hovering_and_clicking_a_point(page: playwright.Page) -> None:
    point = page.evaluate(POINT)
    page.mouse.move(point["x"], point["y"])
    page.wait_for_selector(".hoverlayer .hovertext")
    assert point["words"] in str(page.locator(".hoverlayer").text_content())
    page.mouse.click(point["x"], point["y"])
    page.wait_for_function(DAYS_ARE, arg=point["words"])
    assert page.locator("article.evidence").count() >= 1


def test_dragging_zooms(page: playwright.Page) -> None:
    days = "document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range.map(day => Date.parse(day))"
    point, before = page.evaluate(POINT), page.evaluate(f"() => {days}")
    page.mouse.move(point["x"], point["y"] + 60)
    page.mouse.down()
    page.mouse.move(point["x"] + 200, point["y"] + 65, steps=5)
    page.mouse.up()
    page.wait_for_function(f"before => {days}[0] > before[0] && {days}[1] < before[1]", arg=before)


def test_downloads_hold_what_the_library_computes(page: playwright.Page) -> None:
    models = pytest.importorskip("models")
    classifier = models.load("fast") if "fast" in models.shipped_names() else None
    expected = signals.score(list(read_documents([SEEDS])), classifier=classifier)
    name, content = downloaded(page, 0, "CSV")
    assert content.decode() == expected.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    assert "profile-" in name and "model-" in name and f"program-{signals.__version__}" in name
    parquet = pd.read_parquet(io.BytesIO(downloaded(page, 1, "Parquet")[1]))
    pd.testing.assert_series_equal(parquet["signal"], signals.trend(expected)["signal"])
    sheet = pd.read_excel(io.BytesIO(downloaded(page, 1, "XLSX")[1]))
    assert sheet["n_sentences"].tolist() == signals.trend(expected)["n_sentences"].tolist()
    drawn = page.evaluate("() => [...document.querySelector('.js-plotly-plot').data[1].y]")
    assert drawn == parquet.loc[parquet["source"] == "RUS", "signal"].tolist()


def test_text_from_documents_is_only_ever_text(page: playwright.Page, tmp_path: Path) -> None:
    hostile = tmp_path / "<img src=x onerror=alert(1)> $z$.csv"
    hostile.write_text(HOSTILE)
    page_of_text = tmp_path / "2022-01-07.txt"
    page_of_text.write_text("China <img src=x onerror='window.owned=1'> warned Japan &amp; <i id=owned>others</i>.")
    page.get_by_role("radio", name="Your files").click()
    page.locator(".st-key-files input[type=file]").set_input_files([hostile, page_of_text])
    page.wait_for_selector("text=3 sentences from 3 documents")
    page.get_by_text("1 input turned away").click()
    cards = page.locator("article.evidence").all_inner_texts()
    for words in (
        "<script>window.owned=1</script>",
        "$x^2$",
        "<b id=owned>Times</b>",
        "**rejected**",
        "`talks`",
        ":rocket:",
        ":smile: **Post**",
        "[link](javascript:window.owned=1)",
        "<img src=x onerror=alert(1)> $z$-1#1",
    ):
        assert words in " ".join(cards)
    page.get_by_role("combobox", name="Outlets").click()
    assert {"<b id=owned>Times</b>", ":smile: **Post**"} <= set(page.get_by_role("option").all_inner_texts())
    assert page.evaluate("() => window.owned") is None
    assert page.locator("#owned, main .katex, article img, article script, article i, article a").count() == 0


def test_choices_are_kept_in_the_address_and_over_pages(page: playwright.Page) -> None:
    page.get_by_role("radio", name="October 1962").click()
    page.get_by_role("radio", name="week", exact=True).click()
    page.wait_for_function("() => location.search.includes('every=week') && location.search.includes('corpus=October')")
    page.get_by_text("Families of cues").click()
    slider = page.get_by_role("slider", name="Threats and ultimatums")
    before = page.evaluate(LINES)
    slider.press("ArrowRight")
    page.wait_for_function(CHANGED, arg=before)
    page.get_by_role("link", name="How to read this").click()
    page.wait_for_selector("text=What it must not be used for")
    page.get_by_role("link", name="Trends").click()
    page.wait_for_selector(CHART)
    assert "every=week" in page.url
    page.get_by_text("Families of cues").click()
    assert page.get_by_role("slider", name="Threats and ultimatums").input_value() == "1.05"


def test_a_weight_edited_in_the_table_moves_the_line_and_can_be_reset(page: playwright.Page) -> None:
    page.get_by_text("Single cues").click()
    wait_until_still(page, GRID)
    table = page.locator(GRID)
    before = page.evaluate(LINES)
    table.dblclick(position={"x": 160, "y": 52})  # the weight of the first row, below the header
    page.wait_for_selector(".gdg-input, #portal input")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0.9")
    page.wait_for_function("() => document.querySelector('#portal input').value.endsWith('0.9')")
    wait_for_frames(page)
    page.keyboard.press("Enter")
    page.wait_for_function(CHANGED, arg=before)
    edited = page.evaluate(LINES)
    page.get_by_role("button", name="Reset all cues").click()
    page.wait_for_function(CHANGED, arg=edited)
    assert page.evaluate(LINES) == before


def test_the_page_of_accuracy_shows_tables_and_diagrams_and_fits_a_narrow_window(
    browser: playwright.Browser, address: str
) -> None:
    page = new_page(browser, width=420, height=900)
    page.goto(f"{address}/accuracy")
    page.wait_for_selector(CHART)
    assert page.locator("[data-testid=stException]").count() == 0
    titles = page.evaluate("() => document.querySelector('.js-plotly-plot').layout.annotations.map(one => one.text)")
    assert titles == ["escalatory", "de-escalatory", "neutral", "material"]
    assert page.locator("[data-testid=stDataFrame]").count() >= 6
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    shares = "() => JSON.stringify(document.querySelector('.js-plotly-plot').data.map(trace => trace.y))"
    before = page.evaluate(shares)
    page.get_by_role("radio", name="both together").click()
    page.wait_for_function(f"before => ({shares})() !== before", arg=before)
    page.close()
