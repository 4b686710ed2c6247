"""From an analyst's labels to a model of their own: the table, the file, the training, the comparison, the page."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from streamlit.testing.v1 import AppTest

import models
from models import train
from models.adapt import Heads, adapted
from models.dataset import mask_sentences, read_labelled
from models.fitting import Task
from models.learned_from import has_learned_from, write_learned_from
from models.learning import Compared, Comparison
from models.metrics import macro_f1
from models.own_card import verdict
from models.paired import Estimate, Paired, paired_macro_f1
from signals.__main__ import load_classifier
from signals.cli import main as signals_main
from signals.label_files import guarded, unguarded, write_cells
from signals.labels import (
    COLUMNS,
    Label,
    as_csv,
    key_of,
    labelling_table,
    merged,
    read_labels,
    unlabelled_records,
    with_edits,
    without,
)
from tests.browser import find_chromium, open_page, running_browser, running_dashboard
from tests.support import ROOT, seed_documents

SCRIPT = ROOT / "dashboard.py"
NOW = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
RECORDS = (
    Label("Iran threatened Iraq.", "", "", date="2022-01-05", outlet="Post", doc_id="d1", sentence_id="d1#1"),
    Label("=1+1 talks went on", "", "", date="2022-01-06", outlet="-Times", doc_id="d2", sentence_id="d2#1"),
    Label("Rain is expected.", "", "", date="", outlet="", doc_id="d3", sentence_id="d3#1"),
)
SCORED = pd.DataFrame(
    {
        "sentence": [record.sentence for record in RECORDS],
        "label": ["escalatory", "neutral", "neutral"],
        "form": ["verbal", "", ""],
        "published_on": pd.to_datetime(["2022-01-05", "2022-01-06", "2022-01-07"]),
        "outlet": ["Post", "-Times", ""],
        "doc_id": ["d1", "d2", "d3"],
        "sentence_id": ["d1#1", "d2#1", "d3#1"],
    }
)


def edited(labels, edits, reader="ann"):
    return with_edits(labels, RECORDS, edits, reader=reader, now=NOW)


def answers(labels):
    return [(label.label, label.form, label.is_sure) for label in labels.values()]


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula_and_none_is_changed(cell):
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param({0: {"yours": "● neutral"}}, [("neutral", "", True)], id="label"),
        pytest.param({0: {"yours": "▼ de-escalatory deed", "is_sure": False}},
                     [("de-escalatory", "material", False)], id="unsure"),
        pytest.param({0: {"is_sure": False}}, [], id="unsure_of_nothing"),
        pytest.param({0: {"yours": None}}, [], id="emptied"),
        pytest.param({1: {"yours": "▲ escalatory words"}, 0: {"yours": "● neutral"}},
                     [("neutral", "", True), ("escalatory", "verbal", True)], id="two"),
    ],
)  # fmt: skip
def test_edits_give_labels(edits, expected):
    assert answers(edited({}, edits)) == expected


def test_edits_change_and_take_back_and_leave_the_rest_alone():
    one = edited({}, {0: {"yours": "● neutral"}, 2: {"yours": "● neutral"}})
    again = with_edits(one, RECORDS, {0: {"yours": "● neutral"}}, reader="bob", now=NOW.replace(year=2025))
    assert again == one, "an edit that changes nothing keeps who and when"
    changed = with_edits(one, RECORDS, {0: {"yours": "▲ escalatory words"}}, reader="bob", now=NOW.replace(year=2025))
    first = next(iter(changed.values()))
    assert (first.answer, first.reader, first.labelled_at) == (("escalatory", "verbal"), "bob", "2025-05-01T12:30:00Z")
    assert list(edited(changed, {0: {"yours": None}})) == [key_of("Rain is expected.")]
    assert list(without(one, key_of("Rain is expected."))) == [key_of(RECORDS[0].sentence)]
    assert answers(one) == [("neutral", "", True)] * 2, "arguments are not edited"


def test_the_table_shows_what_was_given():
    labels = edited({}, {1: {"yours": "▲ escalatory deed", "is_sure": False}})
    table = labelling_table(SCORED, labels)
    assert table["shown"].tolist() == ["▲ escalatory words", "● neutral", "● neutral"]
    assert table["yours"].isna().tolist() == [True, False, True] and table["is_sure"].tolist() == [True, False, True]
    assert unlabelled_records(SCORED)[:2] == RECORDS[:2]


def test_a_saved_file_reads_back_the_same_and_runs_no_formula():
    labels = edited({}, {row: {"yours": "▲ escalatory deed", "is_sure": row != 2} for row in range(3)}, reader="@ann")
    content = as_csv(labels)
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert rows[0] == list(COLUMNS) and rows[2][0] == "'=1+1 talks went on" and rows[2][5] == "'-Times"
    read, rejected = read_labels(content, "labels.csv")
    assert merged({}, read) == (labels, []) and rejected == []


def test_rows_of_a_file_that_cannot_be_used_are_listed():
    given_before = edited({}, {0: {"yours": "● neutral"}})
    content = (
        "Sentence;Label;Form;Sure\n"
        "Iran threatened  Iraq.;escalatory;verbal;1\n"
        "Talks began;de-escalatory;VERBAL;no\n"
        "Talks began;rosy;;1\n"
        ";neutral;;1\n"
        "one;two\n"
        "Snow fell;neutral;material;1\n"
    ).encode("utf-16")
    read, unreadable = read_labels(content, "mine.csv")
    labels, contradicting = merged(given_before, read)
    assert answers(labels) == [("neutral", "", True), ("de-escalatory", "verbal", False), ("neutral", "", True)]
    assert [one.place for one in unreadable] == ["mine.csv row 6", "mine.csv row 4", "mine.csv row 5"]
    assert "2 fields, expected 4" in unreadable[0].reason and "label is 'rosy'" in unreadable[1].reason
    assert [one.place for one in contradicting] == ["mine.csv row 2"]
    assert "already labelled ● neutral by ann" in contradicting[0].reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"a,b\n1,2\n", "found columns a, b; expected sentence", id="columns"),
        pytest.param(b"\x89PNG\r\n", "is a PNG picture", id="picture"),
    ],
)
def test_a_file_without_labels_is_refused_in_one_line(content, words):
    with pytest.raises(ValueError, match=words):
        read_labels(content, "x.csv")


def test_training_reads_other_encodings_and_separators(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("title;label\nCafé talks began;de-escalatory\n'-5 degrees;neutral\nx;y;z\n".encode("cp1252"))
    labelled, rejected = read_labelled([path])
    assert labelled["sentence"].tolist() == ["Café talks began", "-5 degrees"]
    assert [one.place for one in rejected] == ["excel.csv row 4"]


def test_paired_figures_agree_with_the_plain_ones():
    rng = np.random.default_rng(1)
    truth, first = rng.integers(0, 3, 200), rng.integers(-1, 3, 200)
    second = np.where(rng.random(200) < 0.7, truth, first)
    found = paired_macro_f1(truth, first, second, np.arange(200) // 2, 3, seed=7)
    assert found.first.value == pytest.approx(macro_f1(truth, first, 3))
    assert found.second.value == pytest.approx(macro_f1(truth, second, 3))
    assert found.difference.value == pytest.approx(found.second.value - found.first.value)
    assert 0 < found.difference.low < found.difference.value < found.difference.high
    same = paired_macro_f1(truth, first, first, np.arange(200), 3, seed=7)
    assert same.difference == (0, 0, 0)


def test_heads_move_toward_labels_and_only_as_far_as_they_push():
    heads = Heads(np.zeros((1, 2)), np.zeros(1))
    matrix = sparse.csr_array(np.array([[1.0, 0.0]] * 50))

    def moved(n_labels: int) -> Heads:
        task = Task(np.ones(50, dtype=bool), np.ones(50, dtype=bool), np.ones(50))
        return adapted(heads, matrix, {"neutral": task}, np.arange(n_labels))

    none, few, many = moved(0), moved(5), moved(50)
    np.testing.assert_array_equal(none.coefficients, heads.coefficients)
    assert 0 < few.coefficients[0, 0] < many.coefficients[0, 0] and many.coefficients[0, 1] == 0
    # at the optimum the pull of the labels and that of the prior are equal
    odds = few.coefficients[0, 0] + few.intercepts[0]
    assert 5 / (1 + np.exp(odds)) == pytest.approx(few.coefficients[0, 0] / 0.3, rel=1e-3)


def test_what_a_model_has_learned_from_is_known_without_its_text(tmp_path):
    write_learned_from(tmp_path, ["One  thing.", "Another"])
    assert has_learned_from(tmp_path, ["one thing.", "third"]).tolist() == [True, False]
    assert has_learned_from(tmp_path / "none", ["one thing."]).tolist() == [False]
    seeds = pd.read_csv(ROOT / "seeds" / "labels_a.csv")["sentence"]
    assert has_learned_from(models.SHIPPED / "fast", seeds).mean() > 0.99


def compared(low: float, high: float, **changed) -> Comparison:
    estimate = Estimate((low + high) / 2, low, high)
    one = Compared("three-way", 90, 80, Paired(estimate, estimate, estimate))
    return Comparison(**{"held_out": (one,), "seeds": (), "n_known": 0, "is_tainted": False, "share_right": 0.7,
                         "share_expected": 0.75, **changed})  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        pytest.param(compared(0.01, 0.05), "Better than", id="better"),
        pytest.param(compared(-0.05, -0.01), "WORSE than", id="worse"),
        pytest.param(compared(-0.01, 0.05), "Not shown to be better", id="chance"),
        pytest.param(compared(0.2, 0.5, share_right=0.1), "Cannot be told: .* picked because it was", id="picked"),
        pytest.param(compared(0.2, 0.5, is_tainted=True), "Cannot be told: .* learned from these", id="known"),
        pytest.param(compared(0, 0, held_out=()), "fewer than 20 stories", id="few"),
    ],
)
def test_the_verdict_is_plain(comparison, words):
    assert pd.Series([verdict(comparison)]).str.contains(words).all()


@pytest.fixture(scope="module")
def labels_file(tmp_path_factory) -> Path:
    """100 sentences of the winter corpus with the shipped model's own answers, and rows of every bad kind."""
    sentences = [document.text.split("\n")[0] for document in seed_documents()[:100]]
    masked = mask_sentences(sentences, [None] * len(sentences))
    guesses = models.load("fast").predict(masked)[:, :3].argmax(axis=1)
    named = ("escalatory", "de-escalatory", "neutral")
    rows = [[text, named[guess], "", "1"] for text, guess in zip(sentences, guesses, strict=True)]
    known = pd.read_csv(ROOT / "seeds" / "labels_a.csv")["sentence"][0]  # a neutral one
    rows += [[known, "escalatory", "material", "1"], ["Odd", "rosy", "", "1"],
             ["Twice told", "neutral", "", "1"], ["twice  told", "escalatory", "", "1"]]  # fmt: skip
    path = tmp_path_factory.mktemp("labels") / "mine.csv"
    path.write_bytes(write_cells(("sentence", "label", "form", "sure"), rows))
    return path


@pytest.fixture(scope="module")
def own_model(labels_file: Path) -> Path:
    """A model trained on that file, in a folder with nothing else beside it."""
    out = labels_file.parent / "models" / "fast-own"
    assert train.main(["--labels", str(labels_file), "--out", str(out)]) == 0
    return out


def test_a_labels_file_makes_a_new_model_beside_the_shipped_one(own_model: Path):
    meta = json.loads((own_model / "meta.json").read_text(encoding="utf-8"))
    assert meta["trained_on"] == {"mine": 100} and meta["started_from"] == f"fast {models.load('fast').version}"
    new = models.load(own_model)
    assert (new.name, new.predict(["actor attacked actor"]).shape) == ("fast-own", (1, 4))
    card = (own_model / "CARD.md").read_text(encoding="utf-8")
    assert "| yours | three-way |" in card and "Not shown to be better than the shipped model" in card


def test_rows_that_were_left_out_stand_beside_the_model(own_model: Path):
    rejected = pd.read_csv(own_model / "rejected.csv").set_index("place")["reason"]
    assert list(rejected.index) == ["mine.csv row 103", "labels_a.csv row 2", "mine.csv row 102",
                                    "mine.csv row 104", "mine.csv row 105"]  # fmt: skip
    assert "neutral in labels_a.csv row 2; escalatory in mine.csv row 102" in rejected["mine.csv row 102"]
    assert "label is 'rosy'" in rejected["mine.csv row 103"]


def test_training_on_top_twice_gives_the_same_bytes(own_model: Path, labels_file: Path, capsys):
    before = {path.name: path.read_bytes() for path in own_model.iterdir()}
    assert train.main([str(labels_file), "--out", str(own_model)]) == 0
    assert {path.name: path.read_bytes() for path in own_model.iterdir()} == before
    told = capsys.readouterr()
    assert "left out: mine.csv row 103" in told.err and "5 row(s) left out, all listed in" in told.err
    assert "Not shown to be better" in told.out


def test_a_few_labels_move_little(labels_file: Path, tmp_path: Path):
    few = tmp_path / "few.csv"
    few.write_text("text,label\n" + "".join(f"actor {word} today,neutral\n" for word in ("sang", "ran", "sat")))
    assert train.main([str(few), "--out", str(tmp_path / "few")]) == 0
    sentences = [document.text.split("\n")[0] for document in seed_documents()]
    change = models.load(tmp_path / "few").predict(sentences) - models.load("fast").predict(sentences)
    assert 0 < np.abs(change[:, :3]).mean() < 0.03
    assert "fewer than 20 stories" in (tmp_path / "few" / "CARD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["fast", "fast/new", "mine"])
def test_a_shipped_model_is_never_overwritten(labels_file: Path, capsys, name):
    assert train.main([str(labels_file), "--out", str(models.SHIPPED / name)]) == 2
    assert "where shipped models are; expected a folder of its own" in capsys.readouterr().err


def test_a_file_named_like_a_seed_or_without_a_label_is_refused(tmp_path: Path, capsys):
    (tmp_path / "none.csv").write_text("text,label\nOdd,rosy\n", encoding="utf-8")
    shutil.copy(tmp_path / "none.csv", tmp_path / "labels_a.csv")
    assert train.main([str(tmp_path / "labels_a.csv"), "--out", str(tmp_path / "out")]) == 2
    assert train.main([str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "expected another name" in first
    assert "no usable label" in second and "none.csv row 2: label is 'rosy'" in second
    assert not (tmp_path / "out").exists()


def test_scoring_with_a_model_of_ones_own(own_model: Path, tmp_path: Path):
    text, out = tmp_path / "2022-01-05.txt", tmp_path / "scored.csv"
    text.write_text("Russia threatened Ukraine with war.", encoding="utf-8")
    arguments = ["score", str(text), "--out", str(out), "--classifier", str(own_model)]
    assert signals_main(arguments, load_classifier=load_classifier) == 0
    assert pd.read_csv(out)["p_escalatory"].between(0, 1).all()


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
    content = as_csv(edited({}, {0: {"yours": "● neutral"}})) + b"<b>Odd</b>,rosy,,1,,,,,,\n"
    checked(page.file_uploader(key="labels_file").upload("mine.csv", content, "text/csv").run())
    assert labels_shown(page) == ["Iran threatened Iraq."]
    assert "1 row of the file left out" in captions(page)
    checked(page.file_uploader(key="labels_file").upload("x.csv", b"<i>,b\n1,2\n", "text/csv").run())
    problems = [element.proto.body for element in page.get("html") if 'role="alert"' in element.proto.body]
    assert len(problems) == 1 and "found columns &lt;i&gt;, b" in problems[0]
    assert labels_shown(page) == ["Iran threatened Iraq."]


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
