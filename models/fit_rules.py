"""Fit the weights of the lexicon to labelled sentences: python -m models.fit_rules [CSV ...] --out LEXICON

Learns from seeds/labels*.csv and the files named. First it fits two thirds of the stories and measures the rules on
the last third, before and after; then it fits all of them and writes the table. A cue seen in few sentences keeps the
weight that people gave it, every other is drawn towards it: the column `prior_weight` keeps that weight, so that
fitting twice gives the same table. Same input, same output, to the byte.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from models.datasets.labelled import (
    CLASS_NAMES,
    DEESCALATORY,
    ESCALATORY,
    NEUTRAL,
    label_numbers,
    read_labelled,
    seed_files,
)
from models.evaluation.metrics import macro_f1
from models.evaluation.tasks import DIRECTIONS
from models.training.rule_weights import LabelledHits, fit_weights, only_wrong, sentences_per_cue
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import FITTED, FITTING_COLUMNS, Lexicon, load_lexicon
from signals.cues.profile import Profile
from signals.data.csv_tables import TABLES, table_rows

PULL = 10.0  # log-likelihood that a weight must gain to move by 1 from its prior; docs/decisions/009
MIN_SENTENCES = 6  # in which a cue must stand to be fitted: five say too little against a prior
MIN_WRONG = 6  # sentences in which a cue must stand, always wrong, to lose its weight
ORIGIN_WEIGHT = {"aw_train": 0.3, "labels_a": 0.5, "labels_b": 0.5}  # event types are not directions; pairs repeat
COLUMNS = ("pattern", "weight", "family", "form", *FITTING_COLUMNS, "source")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = argument_parser().parse_args(arguments)
    try:
        labelled, rejected = read_labelled([*seed_files(), *options.files])
        rows = read_rows(options.lexicon)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    lexicon = load_lexicon()
    priors = prior_weights(rows, lexicon)
    sentences = learn_from(labelled, lexicon)
    print(f"{len(labelled)} sentences, {len(rejected)} rows left out")
    print(held_out_table(labelled, sentences, priors, lexicon.weights, seed=options.seed))
    weights, fitted = fit(sentences, priors)
    wrong = only_wrong(sentences, weights, neutral_band=Profile().neutral_band, min_sentences=MIN_WRONG)
    weights[wrong] = 0.0
    print("\n".join(f"only ever wrong, now 0: {lexicon.cues[cue].pattern}" for cue in wrong))
    write_rows(
        options.out, fitted_rows(rows, weights, np.where(fitted, sentences_per_cue(sentences.matrix), 0), labelled)
    )
    print(f"{fitted.sum()} of {len(lexicon.cues)} weights fitted, written to {options.out}")
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m models.fit_rules", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--out", type=Path, default=Path("out") / "lexicon.csv", help="the table to write")
    parser.add_argument("--seed", type=int, default=7, help="of the split by story (default: 7)")
    parser.set_defaults(lexicon=TABLES / "lexicon.csv")
    return parser


def read_rows(path: Path) -> dict[str, dict[str, str]]:
    """Return pattern -> row of a lexicon table, in order."""
    return {row["pattern"]: row for _, row in table_rows(path, columns=COLUMNS)}


def prior_weights(rows: dict[str, dict[str, str]], lexicon: Lexicon) -> np.ndarray:
    """Return the weight before any fitting, one per cue."""
    return np.array([float(rows[cue.pattern]["prior_weight"]) for cue in lexicon.cues])


def learn_from(labelled: pd.DataFrame, lexicon: Lexicon) -> LabelledHits:
    """Return the sentences of a table from `dataset.read_labelled` with the cues found in them."""
    matrix = CueFinder(lexicon).find_hits(labelled["sentence"].tolist()).matrix(lexicon)
    truth = label_numbers(labelled)
    has_neutral = labelled["origin"].isin(labelled["origin"][truth == NEUTRAL])
    weight = labelled["weight"] * labelled["origin"].map(ORIGIN_WEIGHT).fillna(1.0)
    return LabelledHits(matrix, truth, weight.to_numpy(dtype=float), ~has_neutral.to_numpy())


def fit(sentences: LabelledHits, priors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the fitted weights and which of them were fitted, with this command's settings."""
    return fit_weights(sentences, priors, neutral_band=Profile().neutral_band, pull=PULL, min_sentences=MIN_SENTENCES)


def held_out_stories(groups: np.ndarray, *, seed: int) -> np.ndarray:
    """Return for each row whether its story is held out: a third of the stories, drawn with `seed`."""
    stories = np.unique(groups)
    drawn = np.random.default_rng(seed).permutation(stories)[: len(stories) // 3]
    return np.isin(groups, drawn)


def held_out_table(
    labelled: pd.DataFrame, sentences: LabelledHits, priors: np.ndarray, shipped: np.ndarray, *, seed: int
) -> str:
    """Return lines with macro-F1 per file on held-out stories: with the prior weights, and with those fitted to the
    other stories. The weights in the table (`shipped`) may have seen these stories: they come last, for comparison."""
    is_held_out = held_out_stories(labelled["group"].to_numpy(), seed=seed)
    fitted, _ = fit(sentences.rows(np.flatnonzero(~is_held_out)), priors)
    lines = ["held-out third of the stories, macro-F1", f"{'':<16}     n   prior  fitted  as shipped"]
    for origin in dict.fromkeys(labelled["origin"]):
        part = sentences.rows(np.flatnonzero(is_held_out & (labelled["origin"] == origin).to_numpy()))
        figures = "  ".join(f"{_macro_f1(part, weights):6.3f}" for weights in (priors, fitted, shipped))
        lines.append(f"{origin:<16}{len(part.truth):>6}  {figures}")
    return "\n".join(lines)


def _macro_f1(part: LabelledHits, weights: np.ndarray) -> float:
    """Macro-F1 of the rules: of three classes, or of the two directions where the file has no neutral rows."""
    if len(part.truth) == 0:
        return float("nan")
    score = np.tanh(part.matrix @ weights)
    if part.has_no_neutral.all():
        return macro_f1(part.truth, (score <= 0).astype(int), len(DIRECTIONS))
    is_directed = np.abs(score) > Profile().neutral_band
    guess = np.where(is_directed, np.where(score > 0, ESCALATORY, DEESCALATORY), NEUTRAL)
    return macro_f1(part.truth, guess, len(CLASS_NAMES))


def fitted_rows(
    rows: dict[str, dict[str, str]], weights: np.ndarray, n_sentences: np.ndarray, labelled: pd.DataFrame
) -> list[dict[str, str]]:
    """Return the table's rows, one per cue, with the new weights.

    `n_sentences`: on how many sentences of `labelled` each was fitted, 0 for a cue that keeps its prior weight.
    """
    fitted_on = " ".join(dict.fromkeys(labelled["origin"]))
    table = []
    for row, weight, n in zip(rows.values(), weights.tolist(), n_sentences.tolist(), strict=True):
        fitting = {"method": FITTED, "n_sentences": str(n), "fitted_on": fitted_on} if n else {}
        table.append(row | {"weight": f"{weight:.2f}"} | fitting)
    return table


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write a lexicon table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
