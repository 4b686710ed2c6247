"""Write docs/accuracy.md and the measured part of the models' cards from the accuracy report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from models.datasets.labelled import CLASS_NAMES
from models.reporting import accuracy
from models.reporting.accuracy import HOW, UNINTENDED_USES, Report, title
from models.reporting.markdown import bullets, frame_table
from models.reporting.reliability_chart import reliability_svg

ACCURACY_TEMPLATE = Path(__file__).parent / "accuracy.md"
COMMAND = "python -m models.evaluate --report DATA"
PICTURE = Path("pictures") / "reliability.svg"
QUICK_SECTION = "### All but the deep classifier, on every sentence that these did not learn from\n\n{}\n\n"
MEASURED_BEGIN, MEASURED_END = "<!-- measured by models.evaluate: -->", "<!-- end of what was measured -->"
NOT_MEASURED = "Not measured: the deep classifier has no held-out probabilities; training writes them."


def write_accuracy_page(report: Report, folder: Path) -> None:
    """Write accuracy.md and its picture into `folder`; the same report gives the same bytes."""
    (folder / PICTURE.parent).mkdir(parents=True, exist_ok=True)
    diagrams = accuracy.reliability_rows(report, accuracy.news_parts(report)[0])
    (folder / PICTURE).write_text(reliability_svg(diagrams), encoding="utf-8")
    (folder / "accuracy.md").write_text(accuracy_page(report), encoding="utf-8")


def accuracy_page(report: Report) -> str:
    """Return the page as Markdown."""
    scorers, parts = accuracy.scorers_in(report), accuracy.news_parts(report)
    quick, deep = (accuracy.results_table(report, block) for block in ("quick", "deep"))
    return ACCURACY_TEMPLATE.read_text(encoding="utf-8").format(
        command=COMMAND,
        versions=", ".join(f"{name} {version}" for name, version in report["versions"].items()),
        picture=PICTURE.as_posix(),
        summary=bullets(accuracy.summary(report)),
        not_for=bullets(UNINTENDED_USES),
        how=bullets(HOW),
        files="\n".join(_file_line(one) for one in report["files"]),
        quick="" if accuracy.is_one_table(report) else QUICK_SECTION.format(frame_table(quick)),
        deep=frame_table(deep) if len(deep) else NOT_MEASURED,
        published=frame_table(accuracy.published_table()),
        accuracy=frame_table(accuracy.accuracy_table(report, "deep" if len(deep) else "quick")),
        calibration=frame_table(accuracy.calibration_table(report)),
        confusions="\n\n".join(_confusion_section(report, scorer, part) for part in parts for scorer in scorers),
        outlets=_tables_by_part(accuracy.outlet_table, report, parts),
        forms=_tables_by_part(accuracy.form_table, report, parts),
        right_forms=_tables_by_part(accuracy.right_form_table, report, parts),
        reasons=frame_table(accuracy.reasons_table(report)),
        errors="\n\n".join(_errors_section(report, scorer) for scorer in scorers),
    )


def _file_line(one: dict[str, Any]) -> str:
    cells = [one["n"], one["stories"], *(one[key] for key in (*CLASS_NAMES, "verbal", "material", "unsure"))]
    return f"| `{one['file']}` | {title(one['file'])} | " + " | ".join(f"{cell:,}" for cell in cells) + " |"


def _tables_by_part(table: Callable[[Report, str], pd.DataFrame], report: Report, parts: Iterable[str]) -> str:
    return "\n\n".join(f"**{title(part).capitalize()}**\n\n{frame_table(table(report, part))}" for part in parts)


def _confusion_section(report: Report, scorer: str, part: str) -> str:
    table = accuracy.confusion_table(report, scorer, part)
    return f"**{scorer}, {title(part)}**\n\n{frame_table(table)}"


def _errors_section(report: Report, scorer: str) -> str:
    table = accuracy.errors_table(report, scorer)
    table["cues that fired"] = table["cues that fired"].str.replace("*", "\\*")
    return f"<details><summary>The {len(table)} worst errors: {scorer}</summary>\n\n{frame_table(table)}\n\n</details>"


def fill_card(path: Path, report: Report, scorer: str) -> None:
    """Put what was measured of a classifier into its CARD.md, in place of what an earlier report put there."""
    card = path.read_text(encoding="utf-8")
    before, _, rest = card.partition(MEASURED_BEGIN)
    after = rest.partition(MEASURED_END)[2]
    filled = f"{before.rstrip()}\n\n{MEASURED_BEGIN}\n{measured_part(report, scorer)}\n{MEASURED_END}\n{after.lstrip()}"
    path.write_text(filled, encoding="utf-8")


def measured_part(report: Report, scorer: str) -> str:
    """Return the part of a classifier's card that the report knows: figures, calibration, confusion, errors."""
    block = "deep" if scorer == "deep" else "quick"
    calibration = accuracy.calibration_table(report)
    one = next(one for one in report["errors"] if one["scorer"] == scorer)
    return "\n\n".join(
        [
            f"## Measured beside the other scorers\n\nBy `{COMMAND}`, on stories that it did not learn from; all of "
            "it, with the 50 worst errors, in docs/accuracy.md.",
            frame_table(accuracy.results_table(report, block)),
            "### Calibration on real news",
            frame_table(calibration[calibration["scorer"] == scorer].drop(columns="scorer")),
            "### What is taken for what on real news",
            frame_table(accuracy.confusion_table(report, scorer, accuracy.news_parts(report)[0])),
            f"{one['n_wrong']:,} of {one['n']:,} real sentences labelled by the codebook get a wrong label.",
        ]
    )
