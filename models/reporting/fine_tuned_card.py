"""Say how a model made from an analyst's labels compares with the shipped one: in the terminal, and on its card."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from models.classifiers.artefact import read_meta
from models.evaluation.paired_comparison import MIN_STORIES, Compared, Comparison
from models.reporting.markdown import markdown_table
from models.reporting.model_cards import COUNTS_HEADER, counts_rows, write_card

FINE_TUNED_CARD = Path(__file__).parent / "fine_tuned_card.md"
COMPARISON_HEADER = ("sentences", "question", "shipped", "new", "difference", "n", "stories")


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
    difference = f"{main.task} macro-F1 {main.figures.difference.text(sign='+')} on {main.n} held-out sentences"
    if main.figures.difference.low > 0:
        return f"Better than the shipped model: {difference}."
    if main.figures.difference.high < 0:
        return f"WORSE than the shipped model: {difference}. Keep the shipped model, and look at the labels again."
    return (
        f"Not shown to be better than the shipped model: {difference}. Keep the shipped model, or label more sentences."
    )


def comparison_notes(comparison: Comparison) -> list[str]:
    """Return what a reader must know to read the figures."""
    lines = [
        "Macro-F1 with 95 % intervals, and the new model's less the shipped one's: paired, resampled by story. "
        "`yours`: each sentence is judged by a model that learned from none of its story. `seeds`: both models have "
        "learned from these; a fall says that the new one has unlearned something."
    ]
    if comparison.is_tainted:
        lines.append(
            f"The shipped model has learned from the stories of {comparison.n_known} of your sentences, and too few "
            "are left without them: both models, and it most of all, look better here than on new text."
        )
    elif comparison.n_known:
        lines.append(
            f"{comparison.n_known} of your sentences were learned from but not compared on: the shipped model, or "
            "seeds, know their stories already."
        )
    return lines


def comparison_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the figures as rows under COMPARISON_HEADER."""
    parts = (("yours", comparison.held_out), ("seeds", comparison.seeds))
    return [_row(name, one) for name, part in parts for one in part]


def _row(name: str, one: Compared) -> tuple[str, ...]:
    first, second, difference = one.figures
    return name, one.task, first.text(), second.text(), difference.text(sign="+"), str(one.n), str(one.n_stories)


def comparison_text(comparison: Comparison) -> str:
    """Return lines for a terminal, the verdict last."""
    table = [COMPARISON_HEADER, *comparison_rows(comparison)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([*lines, *comparison_notes(comparison), verdict(comparison)])


def write_fine_tuned_card(folder: Path, own: pd.DataFrame, comparison: Comparison) -> None:
    """Write CARD.md for the model in `folder`, fine-tuned on the rows `own`."""
    meta = read_meta(folder)
    write_card(
        folder,
        FINE_TUNED_CARD,
        name=meta["name"],
        base=meta["started_from"],
        folder=folder,
        n_rows=len(own),
        n_rejected=meta["n_rejected"],
        data=markdown_table(COUNTS_HEADER, counts_rows(own)),
        verdict=verdict(comparison),
        figures=markdown_table(COMPARISON_HEADER, comparison_rows(comparison)),
        notes="\n\n".join(comparison_notes(comparison)),
    )
