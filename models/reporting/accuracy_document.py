"""Write docs/accuracy.md and the measured part of the models' cards from the accuracy report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from models.datasets.labelled import LABELS
from models.reporting import accuracy
from models.reporting.accuracy import HOW, NOT_FOR, Report, title
from models.reporting.reliability_chart import reliability_svg

TEMPLATE = Path(__file__).parent / "accuracy.md"
COMMAND = "python -m models.evaluate --report DATA"
PICTURE = Path("pictures") / "reliability.svg"
QUICK = "### All but the deep classifier, on every sentence that these did not learn from\n\n{}\n\n"
BEGIN, END = "<!-- measured by models.evaluate: -->", "<!-- end of what was measured -->"
NOT_MEASURED = "Not measured: the deep classifier has no held-out probabilities; training writes them."


def write_page(report: Report, folder: Path) -> None:
    """Write accuracy.md and its picture into `folder`; the same report gives the same bytes."""
    (folder / PICTURE.parent).mkdir(parents=True, exist_ok=True)
    diagrams = accuracy.reliability_rows(report, accuracy.news_parts(report)[0])
    (folder / PICTURE).write_text(reliability_svg(diagrams), encoding="utf-8")
    (folder / "accuracy.md").write_text(page(report), encoding="utf-8")


def page(report: Report) -> str:
    """Return the page as Markdown."""
    scorers, parts = accuracy.scorers_in(report), accuracy.news_parts(report)
    deep = accuracy.results_table(report, "deep")
    return TEMPLATE.read_text(encoding="utf-8").format(
        command=COMMAND,
        versions=", ".join(f"{name} {version}" for name, version in report["versions"].items()),
        picture=PICTURE.as_posix(),
        summary=bullets(accuracy.summary(report)),
        not_for=bullets(NOT_FOR),
        how=bullets(HOW),
        files="\n".join(_file_line(one) for one in report["files"]),
        quick="" if accuracy.is_one_table(report) else QUICK.format(markdown(accuracy.results_table(report, "quick"))),
        deep=markdown(deep) if len(deep) else NOT_MEASURED,
        published=markdown(accuracy.published_table()),
        accuracy=markdown(accuracy.accuracy_table(report, "deep" if len(deep) else "quick")),
        calibration=markdown(accuracy.calibration_table(report)),
        confusions="\n\n".join(_confusion(report, scorer, part) for part in parts for scorer in scorers),
        outlets=_by_part(accuracy.outlet_table, report, parts),
        forms=_by_part(accuracy.form_table, report, parts),
        right_forms=_by_part(accuracy.right_form_table, report, parts),
        reasons=markdown(accuracy.reasons_table(report)),
        errors="\n\n".join(_errors(report, scorer) for scorer in scorers),
    )


def markdown(table: pd.DataFrame) -> str:
    """Return a table of plain cells as Markdown."""
    lines = [list(table.columns), ["---"] * len(table.columns), *table.astype(object).to_numpy().tolist()]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"* {line}" for line in lines)


def _file_line(one: dict[str, Any]) -> str:
    cells = [one["n"], one["stories"], *(one[key] for key in (*LABELS, "verbal", "material", "unsure"))]
    return f"| `{one['file']}` | {title(one['file'])} | " + " | ".join(f"{cell:,}" for cell in cells) + " |"


def _by_part(table: Callable[[Report, str], pd.DataFrame], report: Report, parts: Iterable[str]) -> str:
    return "\n\n".join(f"**{title(part).capitalize()}**\n\n{markdown(table(report, part))}" for part in parts)


def _confusion(report: Report, scorer: str, part: str) -> str:
    table = accuracy.confusion_table(report, scorer, part)
    return f"**{scorer}, {title(part)}**\n\n{markdown(table)}"


def _errors(report: Report, scorer: str) -> str:
    table = accuracy.errors_table(report, scorer)
    table["cues that fired"] = table["cues that fired"].str.replace("*", "\\*")
    return f"<details><summary>The {len(table)} worst errors: {scorer}</summary>\n\n{markdown(table)}\n\n</details>"


def fill_card(path: Path, report: Report, scorer: str) -> None:
    """Put what was measured of a classifier into its CARD.md, in place of what an earlier report put there."""
    card = path.read_text(encoding="utf-8")
    before, _, rest = card.partition(BEGIN)
    after = rest.partition(END)[2]
    filled = f"{before.rstrip()}\n\n{BEGIN}\n{card_part(report, scorer)}\n{END}\n{after.lstrip()}"
    path.write_text(filled, encoding="utf-8")


def card_part(report: Report, scorer: str) -> str:
    """Return the part of a classifier's card that the report knows: figures, calibration, confusion, errors."""
    block = "deep" if scorer == "deep" else "quick"
    calibration = accuracy.calibration_table(report)
    one = next(one for one in report["errors"] if one["scorer"] == scorer)
    return "\n\n".join(
        [
            f"## Measured beside the other scorers\n\nBy `{COMMAND}`, on stories that it did not learn from; all of "
            "it, with the 50 worst errors, in docs/accuracy.md.",
            markdown(accuracy.results_table(report, block)),
            "### Calibration on real news",
            markdown(calibration[calibration["scorer"] == scorer].drop(columns="scorer")),
            "### What is taken for what on real news",
            markdown(accuracy.confusion_table(report, scorer, accuracy.news_parts(report)[0])),
            f"{one['n_wrong']:,} of {one['n']:,} real sentences labelled by the codebook get a wrong label.",
        ]
    )
