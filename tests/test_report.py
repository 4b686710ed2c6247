"""The accuracy report: on unseen stories, the same every time, without any text; and all that is made of it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import models
from models import evaluate
from models.datasets.labelled import read_labelled
from models.datasets.report_data import labelled_files, read_report_data
from models.evaluation.error_reasons import REASONS, FiredCue, Miss, reasons_for
from models.evaluation.report import MIN_ROWS, build_report
from models.evaluation.worst_errors import fired_cues
from models.reporting import accuracy
from models.reporting.accuracy_document import BEGIN, END, fill_card, page
from models.reporting.reliability_chart import reliability_figure, reliability_svg
from models.reporting.write_report import as_json

ROOT = models.SHIPPED.parent
SUBJECTS = ("Kenya", "Peru", "Norway", "Laos", "Ghana", "Chile")
EVENTS = (
    ("shells a village across the border", "escalatory", "material"),
    ("threatens its neighbour with war", "escalatory", "verbal"),
    ("offers talks without conditions", "de-escalatory", "verbal"),
    ("frees the prisoners that it held", "de-escalatory", "material"),
    ("shells peas for a kitchen in the village", "neutral", ""),
    ("expects rain and wind in the north", "neutral", ""),
)
ENDINGS = ("", " on Monday", " again", " this week", " at dawn", " late on Friday")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of real-looking news: 216 labelled sentences of two outlets, a sixth of which the reader was unsure of."""
    lines = ["id,text,label,form,sure,outlet,date"]
    for one, subject in enumerate(SUBJECTS):
        for two, (event, label, form) in enumerate(EVENTS):
            for three, ending in enumerate(ENDINGS):
                sure = int((one + two + three) % 6 > 0)
                outlet = "small.example" if one == 0 and two == 0 else "large.example"
                number = 36 * one + 6 * two + three
                lines.append(f"{number},{subject} {event}{ending},{label},{form},{sure},{outlet},2022-03-01")
    path = tmp_path_factory.mktemp("data") / "some_news.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(news: Path, tmp_path_factory: pytest.TempPathFactory) -> accuracy.Report:
    return build_report(read_report_data([news], tmp_path_factory.mktemp("joined") / "real_labels.csv"))


def figures(report: accuracy.Report, **wanted: str) -> list[dict]:
    return [one for one in report["results"] if all(one[key] == value for key, value in wanted.items())]


def test_every_file_question_and_scorer_has_figures(report: accuracy.Report) -> None:
    assert [one["file"] for one in report["files"]] == ["labels_a", "labels_b", "labels_c", "labels_d", "some_news"]
    asked = {(one["part"], one["question"]) for one in figures(report, file="some_news", block="quick")}
    assert asked == {("all", "three-way"), ("sure", "three-way"), ("all", "binary"), ("all", "quad")}
    scorers = {one["scorer"] for one in figures(report, file="some_news", block="quick", question="three-way")}
    assert {"majority", "rules", "fast", "fast + rules"} <= scorers
    for one in report["results"]:
        low, high = one["interval_95"]
        assert 0 <= low <= one["macro_f1"] <= high <= 1 and one["n"] > 0


def test_scorers_are_compared_on_the_same_sentences(report: accuracy.Report) -> None:
    for block in ("quick", "deep"):
        for question in ("three-way", "binary", "quad"):
            rows = figures(report, file="labels_a", part="all", block=block, question=question)
            assert len({one["n"] for one in rows}) <= 1


def test_the_commonest_class_by_hand(report: accuracy.Report) -> None:
    # a third of the sentences each way: accuracy 1/3, macro-F1 a third of 2·(1/3)/(1/3 + 1) = 1/6
    (one,) = figures(report, file="some_news", part="all", block="quick", question="three-way", scorer="majority")
    assert one["accuracy"] == pytest.approx(1 / 3, abs=1e-4) and one["macro_f1"] == pytest.approx(1 / 6, abs=1e-4)


def test_few_sentences_of_an_outlet_give_no_figure(report: accuracy.Report) -> None:
    by_outlet = {(one["outlet"], one["scorer"]): one for one in report["by_outlet"]}
    assert by_outlet["small.example", "rules"] == {
        "part": "some_news",
        "outlet": "small.example",
        "scorer": "rules",
        "n": 6,
    }
    assert by_outlet["large.example", "rules"]["n"] == 210 > MIN_ROWS
    cell = accuracy.outlet_table(report, "some_news").set_index("outlet").loc["small.example", "rules"]
    assert cell == "too few, n 6"


def test_confusion_counts_every_sentence(report: accuracy.Report) -> None:
    for one in report["confusion"]:
        assert np.sum(one["counts"]) + one["n_unjudged"] == one["n"] == 216
    assert accuracy.confusion_table(report, "rules", "some_news")["the reader said"].tolist() == one["labels"]


def test_errors_are_listed_the_surest_first_with_reasons_and_without_text(report: accuracy.Report, news: Path) -> None:
    for one in report["errors"]:
        sure = [miss["confidence"] for miss in one["worst"]]
        assert sure == sorted(sure, reverse=True)
        assert len(sure) == min(50, one["n_wrong"])
        assert all(miss["reasons"] and miss["gold"] != miss["guess"] for miss in one["worst"])
    words = as_json(report)
    assert not any(subject in words for subject in SUBJECTS) and "cheese" not in words
    assert not any(event in words for event, _, _ in EVENTS)


def test_the_same_data_give_the_same_bytes(news: Path, report: accuracy.Report, tmp_path: Path) -> None:
    again = build_report(read_report_data([news], tmp_path / "real_labels.csv"))
    assert as_json(again) == as_json(report)
    assert json.loads(as_json(report)) == report
    assert page(again) == page(report)


def test_the_command_writes_report_page_and_picture(
    news: Path, report: accuracy.Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["--report", str(news), "--out", str(tmp_path), "--show-text"]) == 0
    assert (tmp_path / "accuracy.json").read_text(encoding="utf-8") == as_json(report)
    assert (tmp_path / "accuracy.md").read_text(encoding="utf-8") == page(report)
    ElementTree.parse(tmp_path / "pictures" / "reliability.svg")
    printed = capsys.readouterr().out
    assert "100 sentences of real news" in printed
    first = next(miss for one in report["errors"] for miss in one["worst"])
    assert f"{first['file']} {first['id']}: {first['gold']}, taken for {first['guess']}" in printed
    assert any(subject in printed for subject in SUBJECTS)


def test_a_folder_gives_its_labelled_files(tmp_path: Path, news: Path) -> None:
    for name, text in (("b.csv", "sentence,quad\nIran thanks Oman,1\n"), ("a.csv", "day,index\n1,2\n"), ("c.csv", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert labelled_files([tmp_path, news], tmp_path / "joined.csv") == [tmp_path / "b.csv", news]


def test_a_folder_without_labelled_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--report", str(tmp_path)]) == 2
    line = capsys.readouterr().err.strip()
    assert "no labelled CSV file; expected columns sentence" in line and "\n" not in line


def test_a_file_or_data_must_be_named(news: Path) -> None:
    for arguments in ([], [str(news), "--report", str(news)]):
        with pytest.raises(SystemExit) as stopped:
            evaluate.main(arguments)
        assert stopped.value.code == 2


def test_a_file_that_the_classifier_learned_from_is_said_to_be_one(tmp_path: Path) -> None:
    known, new = tmp_path / "labels_a.csv", tmp_path / "new.csv"
    for path in (known, new):
        path.write_text("sentence,label\nRain falls,neutral\nIran threatens Israel,escalatory\n", encoding="utf-8")
    assert "fast learned from labels_a" in " ".join(evaluate.evaluate_file(known, "fast")["notes"])
    assert "learned from" not in " ".join(evaluate.evaluate_file(new, "fast")["notes"])


CUE = FiredCue("threat*", 0.4, "", 0.4)
CALM = FiredCue("talks", -0.3, "", -0.3)


@pytest.mark.parametrize(
    ("miss", "expected"),
    [
        pytest.param(Miss("It rains.", 0, 2, True, ()), ["no cue"], id="no_cue"),
        pytest.param(
            Miss("It rains.", 0, 2, False, ()), ["reader unsure", "no cue"], id="more_than_one_reason_may_apply"
        ),
        pytest.param(Miss("Threats again", 1, 0, True, (CUE,)), ["cue of the opposite sign"], id="opposite"),
        pytest.param(Miss("Threats again", 2, 0, True, (CUE,)), ["cue in a neutral sentence"], id="neutral"),
        pytest.param(Miss("Threats again", 0, 2, True, (CUE,)), ["cues right, not followed"], id="not_followed"),
        pytest.param(Miss("Threats and talks", 0, 1, True, (CUE, CALM)), ["mixed directions"], id="mixed"),
        pytest.param(
            Miss("Is it a threat?", 2, 0, True, (CUE,)),
            ["question or title", "cue in a neutral sentence"],
            id="question",
        ),
        pytest.param(
            Miss("Observers said that threats grew", 0, 2, True, (CUE,)),
            ["reported by a third party", "cues right, not followed"],
            id="reported",
        ),
        pytest.param(
            Miss("No threats", 1, 2, True, (FiredCue("threat*", 0.4, "negated", -0.1),)),
            ["modified cue", "cues right, not followed"],
            id="modifier",
        ),
        pytest.param(
            Miss("A price war", 2, 0, True, (FiredCue("price war*", 0.0, "", 0.0),)),
            ["idiom or fixed phrase", "no cue"],
            id="idiom",
        ),
    ],
)
def test_reasons(miss: Miss, expected: list[str]) -> None:
    assert reasons_for(miss) == expected


def test_reasons_have_names_of_their_own() -> None:
    assert len({reason.name for reason in REASONS}) == len(REASONS)


def test_fired_cues_carry_their_modifier() -> None:
    (cue,), none = fired_cues(["Talks will not resume.", "It rains."])
    assert none == () and (cue.pattern, cue.modifier) == ("talks", "negated")
    assert cue.weight < 0 < cue.contribution < -cue.weight


def test_a_card_is_filled_again_in_the_same_place(report: accuracy.Report, tmp_path: Path) -> None:
    card = tmp_path / "CARD.md"
    card.write_text("# The classifier\n\nWhat it is.\n", encoding="utf-8")
    fill_card(card, report, "fast")
    once = card.read_text(encoding="utf-8")
    card.write_text(once + "\n## Limits\n", encoding="utf-8")
    fill_card(card, report, "fast")
    twice = card.read_text(encoding="utf-8")
    assert twice.startswith("# The classifier\n\nWhat it is.\n") and twice.rstrip().endswith("## Limits")
    assert twice.count(BEGIN) == twice.count(END) == once.count(BEGIN) == 1
    assert "| confidence |" in once


def test_the_diagrams_show_what_was_measured(report: accuracy.Report) -> None:
    diagrams = accuracy.reliability_rows(report, "some_news")
    figure = reliability_figure(diagrams)
    for scorer in ("fast", "deep"):
        shares = [list(trace.y) for trace in figure.data if trace.name == scorer]
        assert shares == [[row["share"] for row in one["bins"]] for one in diagrams if one["scorer"] == scorer]
    assert reliability_svg(diagrams) == reliability_svg(diagrams)
    assert reliability_svg(diagrams).count("<polyline") == len(diagrams) == 8


def test_the_committed_page_is_that_of_the_committed_report() -> None:
    """Who changes one of the two by hand, or the page's words, runs the command again."""
    committed = accuracy.read_report()
    assert (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8") == page(committed)
    assert len(accuracy.summary(committed)) == len(accuracy.scorers_in(committed)) >= 2


def test_the_committed_report_quotes_no_labelled_sentence() -> None:
    text = accuracy.REPORT.read_text(encoding="utf-8").lower()
    ours, _ = read_labelled(sorted((ROOT / "seeds").glob("labels*.csv")))
    assert not [sentence for sentence in ours["sentence"] if sentence.lower() in text]
    worst = [miss for one in accuracy.read_report()["errors"] for miss in one["worst"]]
    assert len(worst) >= 100 and all(len(miss["id"]) < 40 for miss in worst)


def test_a_classifier_that_was_not_measured_is_named(report: accuracy.Report) -> None:
    without = report | {"errors": [one for one in report["errors"] if one["scorer"] == "rules"]}
    assert "fast" in accuracy.not_measured(without) and "fast" not in accuracy.not_measured(report)


def test_what_is_installed_since_is_named(report: accuracy.Report) -> None:
    assert accuracy.changed_since(report) == []
    older = report | {"versions": report["versions"] | {"rules": "another"}}
    assert accuracy.changed_since(older) == ["rules"]


def test_without_a_report_one_line_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"python -m models\.evaluate --report DATA"):
        accuracy.read_report(tmp_path / "accuracy.json")
