"""Say how a model made from an analyst's labels compares with the shipped one: in the terminal, and on its card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from models.classifiers.artefact import META, version_of
from models.datasets.labelled import LABELS
from models.training.fine_tuning import MIN_STORIES, Compared, Comparison

TEXT = (Path(__file__).parent / "own_card.md").read_text(encoding="utf-8")
HEADER = ("sentences", "question", "shipped", "new", "difference", "n", "stories")


def verdict(comparison: Comparison) -> str:
    """Return one sentence: whether the new model is better on the main question, and what to do."""
    if not comparison.held_out:
        return (
            f"Not compared: fewer than {MIN_STORIES} stories to hold out. Keep the shipped model until there are more."
        )
    if comparison.is_one_sided:
        return (
            f"Cannot be told: the shipped model is right on {comparison.share_right:.0%} of your sentences, where it "
            f"expected {comparison.share_expected:.0%}. They look picked because it was wrong, and a model that learns "
            "only from mistakes gets others wrong. Label sentences as they come, right ones too."
        )
    if comparison.is_tainted:
        return "Cannot be told: the shipped model has learned from these sentences already. Keep it, or label others."
    main = comparison.held_out[0]
    told = f"{main.question} macro-F1 {main.figures.difference.text(sign='+')} on {main.n} held-out sentences"
    if main.figures.difference.low > 0:
        return f"Better than the shipped model: {told}."
    if main.figures.difference.high < 0:
        return f"WORSE than the shipped model: {told}. Keep the shipped model, and look at the labels again."
    return f"Not shown to be better than the shipped model: {told}. Keep the shipped model, or label more sentences."


def notes(comparison: Comparison) -> list[str]:
    """Return what a reader must know to read the figures."""
    told = [
        "Macro-F1 with 95 % intervals, and the new model's less the shipped one's: paired, resampled by story. "
        "`yours`: each sentence is judged by a model that learned from none of its story. `seeds`: both models have "
        "learned from these; a fall says that the new one has unlearned something."
    ]
    if comparison.is_tainted:
        told.append(
            f"The shipped model has learned from the stories of {comparison.n_known} of your sentences, and too few "
            "are left without them: both models, and it most of all, look better here than on new text."
        )
    elif comparison.n_known:
        told.append(
            f"{comparison.n_known} of your sentences were learned from but not compared on: the shipped model, or "
            "seeds, know their stories already."
        )
    return told


def rows_of(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the figures as rows under HEADER."""
    parts = (("yours", comparison.held_out), ("seeds", comparison.seeds))
    return [_row(name, one) for name, part in parts for one in part]


def _row(name: str, one: Compared) -> tuple[str, ...]:
    first, second, difference = one.figures
    return name, one.question, first.text(), second.text(), difference.text(sign="+"), str(one.n), str(one.n_stories)


def as_text(comparison: Comparison) -> str:
    """Return lines for a terminal, the verdict last."""
    table = [HEADER, *rows_of(comparison)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([*lines, *notes(comparison), verdict(comparison)])


def write_own_card(folder: Path, own: pd.DataFrame, comparison: Comparison) -> None:
    """Write CARD.md for the model in `folder`, made from the rows `own`."""
    meta = json.loads((folder / META).read_text(encoding="utf-8"))
    card = TEXT.format(
        name=meta["name"],
        version=version_of(folder),
        command=meta["command"],
        base=meta["started_from"],
        folder=folder,
        n_rows=len(own),
        n_rejected=meta["n_rejected"],
        data=_markdown(("file", "rows", "stories", *LABELS, "verbal", "material"), _data_rows(own)),
        verdict=verdict(comparison),
        figures=_markdown(HEADER, rows_of(comparison)),
        notes="\n\n".join(notes(comparison)),
    )
    (folder / "CARD.md").write_text(card, encoding="utf-8")


def _data_rows(own: pd.DataFrame) -> list[tuple[str, ...]]:
    return [
        (
            str(origin),
            str(len(rows)),
            str(rows["group"].nunique()),
            *(str((rows["label"] == label).sum()) for label in LABELS),
            *(str((rows["form"] == form).sum()) for form in ("verbal", "material")),
        )
        for origin, rows in own.groupby("origin", sort=False)
    ]


def _markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, ["---"] * len(header), *rows))
