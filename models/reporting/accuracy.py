"""What the accuracy report says, as tables and sentences: for docs/accuracy.md, the models' cards and the dashboard."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from models.evaluation.calibration import PROBABILITIES
from models.evaluation.errors import REASONS
from models.evaluation.scorers import shipped_versions

FILE_TITLES = {
    "news_labels": "real news",
    "real_labels": "real news, chosen hard",
    "plv_train": "PLOVER (PLV)",
    "cameo_train": "CAMEO",
    "aw_train": "other genres (AW)",
    "labels_a": "our own pairs, a",
    "labels_b": "our own pairs, b",
    "labels_c": "our own pairs, c",
    "labels_d": "our own pairs, d",
    "all": "both together",
}
SCORER_TITLES = {
    "majority": "commonest class",
    "VADER": "VADER",
    "rules": "rules",
    "fast": "fast",
    "fast + rules": "fast + rules",
    "deep": "deep",
    "deep + rules": "deep + rules",
}
UNINTENDED_USES, HOW = (
    tuple((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines())
    for name in ("unintended_uses.txt", "how_measured.txt")
)


def title(file: str) -> str:
    """Return what a file is called on the page; `, sure` after its name is kept."""
    stem, comma, rest = file.partition(",")
    return FILE_TITLES.get(stem, stem) + comma + rest


REPORT = Path(__file__).parent.parent / "accuracy.json"
PUBLISHED = Path(__file__).parent.parent / "published.csv"
Report = dict[str, Any]
Figures = dict[str, Any]
READER_COLUMN = "the reader said"
ERROR_COLUMNS = ("file", "id", "outlet", "reader", "scorer", "how sure", "what may explain it", "cues that fired")


def read_report(path: Path = REPORT) -> Report:
    """Return the accuracy report. Raises ValueError in one line when there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: {error}; write it with python -m models.evaluate --report DATA") from error


def changed_since(report: Report) -> list[str]:
    """Return what is installed in another version than the one measured: of rules, fast, deep."""
    installed = shipped_versions()
    names = sorted(set(installed) | set(report["versions"]))
    return [name for name in names if installed.get(name) != report["versions"].get(name)]


def scorers_in(report: Report) -> list[str]:
    """Return the scorers of which errors and confusions are known: rules, fast, deep as far as measured."""
    return [one["scorer"] for one in report["errors"]]


def news_parts(report: Report) -> list[str]:
    """Return the sets of real news sentences measured, news as it comes first, all of them last."""
    return list(dict.fromkeys(one["part"] for one in report["confusion"]))


def not_measured(report: Report) -> list[str]:
    """Return the classifiers that were installed but not measured: nothing is known of them on unseen stories."""
    return [name for name in report["versions"] if name not in scorers_in(report)]


def summary(report: Report) -> list[str]:
    """Say in a few sentences what the scorers get right and wrong on real news as it comes."""
    part = news_parts(report)[:1]
    measured = [one for one in report["confusion"] if one["part"] in part and one["scorer"] in scorers_in(report)]
    return [_scorer_summary(report, one) for one in reversed(measured)]


def _scorer_summary(report: Report, one: Figures) -> str:
    name = one["scorer"]
    kinds = [row for row in report["by_form"] if (row["scorer"], row["part"]) == (name, one["part"])]
    best, worst = (choose(kinds, key=lambda row: row["label_right"]) for choose in (max, min))
    wrong, (low, high) = _commonest_mistake(one), map(_of_100, one["accuracy_interval_95"])
    return (
        f"**{name.capitalize()}** gives {_of_100(one['accuracy'])} of 100 sentences of real news the class that a "
        f"reader gave (95 % interval {low} to {high}, n {one['n']:,}). It is best at {best['kind']} sentences "
        f"({_of_100(best['label_right'])} of 100 right), worst at {worst['kind']} ones "
        f"({_of_100(worst['label_right'])} of 100). Its commonest mistake is to take {wrong}."
    )


def _commonest_mistake(one: Figures) -> str:
    cells = [
        (count, true, guess)
        for true, row in zip(one["labels"], one["counts"], strict=True)
        for guess, count in zip(one["labels"], row, strict=True)
        if true != guess
    ]
    count, true, guess = max(cells)
    n_wrong = sum(cell[0] for cell in cells)
    return f"{true} for {guess} ({count} of {n_wrong} wrong answers)"


def _of_100(share: float) -> str:
    return f"{100 * share:.0f}"


def results_table(report: Report, block: str) -> pd.DataFrame:
    """Return macro-F1 with intervals, a row per file, part and question, a column per scorer.

    `block`: `quick` (all but the deep classifier) or `deep` (all, on the stories that the deep one did not see).
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sorted(report["results"], key=lambda one: _place(one["file"])):
        if one["block"] == block:
            sure = ", sure" if one["part"] == "sure" else ""
            row = rows.setdefault((one["file"] + sure, one["question"]), {"n": one["n"]})
            row[SCORER_TITLES[one["scorer"]]] = with_interval(one["macro_f1"], one["interval_95"])
    heads = [{"sentences": title(file), "question": question} for file, question in rows]
    return pd.DataFrame([head | row for head, row in zip(heads, rows.values(), strict=True)]).fillna("")


def is_one_table(report: Report) -> bool:
    """Whether both blocks of results are of the same sentences: the one with all scorers then says it all."""
    blocks = [results_table(report, block) for block in ("quick", "deep")]
    return all(len(block) for block in blocks) and blocks[0]["n"].tolist() == blocks[1]["n"].tolist()


def _place(file: str) -> int:
    """Real news first, then the benchmarks, then our own sentences, then files that have no title."""
    return list(FILE_TITLES).index(file) if file in FILE_TITLES else len(FILE_TITLES)


def accuracy_table(report: Report, block: str) -> pd.DataFrame:
    """Return the share of right three-way answers with intervals, laid out like `results_table`."""
    three_way = [one for one in report["results"] if one["question"] == "three-way"]
    shares = [one | {"macro_f1": one["accuracy"], "interval_95": one["accuracy_interval_95"]} for one in three_way]
    return results_table({"results": shares}, block)


def with_interval(figure: float, interval: Iterable[float]) -> str:
    low, high = interval
    return f"{_short(figure)} ({_short(low)}–{_short(high)})"


def _short(figure: float) -> str:
    return f"{figure:.3f}".removeprefix("0")


def published_table() -> pd.DataFrame:
    """Return what other systems reached on 1,033 PLOVER-coded sentences that are not among ours."""
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        return pd.DataFrame(list(csv.DictReader(lines)))


def calibration_table(report: Report, part: str | None = None) -> pd.DataFrame:
    """Return the calibration error of each probability beside what chance alone gives; `part`: of one set alone."""
    rows = [
        {
            "scorer": one["scorer"],
            "sentences": title(one["part"]),
            "probability": one["probability"],
            "n": one["n"],
            "calibration error": _short(one["expected_error"]),
            "by chance alone": _short(one["by_chance"]),
        }
        for one in report["calibration"]
        if part in (None, one["part"])
    ]
    return pd.DataFrame(rows).drop(columns=[] if part is None else ["sentences"])


def reliability_rows(report: Report, part: str) -> list[Figures]:
    """Return the reliability diagrams of one set of sentences: scorer, probability, bins."""
    return [one for one in report["calibration"] if one["part"] == part and one["probability"] in PROBABILITIES]


def outlet_table(report: Report, part: str) -> pd.DataFrame:
    """Return three-way macro-F1 by outlet, a column per scorer; too few sentences are said to be so."""
    return _by_scorer(_of_part(report["by_outlet"], part), "outlet", _outlet_cell)


def form_table(report: Report, part: str) -> pd.DataFrame:
    """Return the share of right labels by true label and form, a column per scorer."""
    rows = [one | {READER_COLUMN: one["kind"]} for one in _of_part(report["by_form"], part)]
    return _by_scorer(rows, READER_COLUMN, lambda one: with_interval(one["label_right"], one["interval_95"]))


def right_form_table(report: Report, part: str) -> pd.DataFrame:
    """Return how often verbal and material are told apart, by true label and form, a column per scorer."""
    rows = [one | {READER_COLUMN: one["kind"]} for one in _of_part(report["by_form"], part) if "form_right" in one]
    return _by_scorer(rows, READER_COLUMN, lambda one: _short(one["form_right"]))


def _of_part(rows: Iterable[Figures], part: str) -> list[Figures]:
    return [one for one in rows if one["part"] == part]


def _outlet_cell(one: Figures) -> str:
    return with_interval(one["macro_f1"], one["interval_95"]) if "macro_f1" in one else "too few"


def _by_scorer(rows: Iterable[Figures], key: str, cell: Any) -> pd.DataFrame:
    table: dict[str, dict[str, str]] = {}
    for one in rows:
        row = table.setdefault(one[key], {key: one[key]})
        row[one["scorer"]] = f"{cell(one)}, n {one['n']:,}"
    return pd.DataFrame(list(table.values())).fillna("")


def confusion_table(report: Report, scorer: str, part: str) -> pd.DataFrame:
    """Return how many sentences of each true class were taken for which, with precision and recall; none: no rows."""
    rows = [
        {READER_COLUMN: label}
        | {f"taken for {guess}": n for guess, n in zip(one["labels"], counts, strict=True)}
        | {
            "found": _short(one["classes"][label]["recall"]),
            "rightly claimed": _short(one["classes"][label]["precision"]),
        }
        for one in _of_part(report["confusion"], part)
        if one["scorer"] == scorer
        for label, counts in zip(one["labels"], one["counts"], strict=True)
    ]
    return pd.DataFrame(rows)


def reasons_table(report: Report) -> pd.DataFrame:
    """Return, per reason, what it means and the share of each scorer's wrong answers that it applies to."""
    rows = [
        {"what may explain it": reason.name}
        | {one["scorer"]: _share_of_wrong(one, reason.name) for one in report["errors"]}
        | {"meaning": reason.meaning}
        for reason in REASONS
    ]
    return pd.DataFrame(rows)


def _share_of_wrong(one: Figures, reason: str) -> str:
    return f"{_of_100(one['reasons'].get(reason, 0) / max(one['n_wrong'], 1))} %"


def errors_table(report: Report, scorer: str) -> pd.DataFrame:
    """Return the scorer's worst errors, the surest first; sentences by file and id, for their text is not ours."""
    one = next(one for one in report["errors"] if one["scorer"] == scorer)
    rows = [
        (
            miss["file"],
            miss["id"],
            miss["outlet"],
            f"{miss['gold']} {miss['form']}".strip(),
            miss["guess"],
            miss["confidence"],
            "; ".join(miss["reasons"]),
            "; ".join(miss["cues"]),
        )
        for miss in one["worst"]
    ]
    return pd.DataFrame(rows, columns=list(ERROR_COLUMNS))
