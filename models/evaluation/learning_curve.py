"""What an analyst's labels are worth: python -m models.evaluation.learning_curve FILE [--draws 4]

Takes n sentences of a labelled file for an analyst's, judges those of other stories, and prints three-way macro-F1 and
log-loss of the shipped model, of that with the labels on top, and of a model from seeds and labels alone. Sentences
that the shipped model has learned from are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from models.classifiers.artefact import read_artefact
from models.classifiers.fast import probabilities_of
from models.classifiers.features import design_matrix
from models.classifiers.loading import SHIPPED
from models.datasets.labelled import CLASS_NAMES, label_numbers, masked_sentences, read_labelled, seed_files
from models.datasets.seen_sentences import has_learned_from
from models.evaluation.metrics import macro_f1
from models.training.cross_validation import fit_calibration, folds_of
from models.training.fine_tuning import Heads, calibrated_heads, fine_tuned_heads
from models.training.heads import fit_heads, log_odds, targets_of

N_LABELS = (20, 50, 100, 300)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 2 when the input cannot be used (one line on stderr)."""
    options = argument_parser().parse_args(arguments)
    try:
        print(learning_curve(options.file, options.draws).round(3).to_string(index=False))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluation.learning_curve", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV with sentence (or text) and label, quad or conflict")
    parser.add_argument("--draws", type=int, default=4, help="how often stories are drawn (default: 4)")
    return parser


def learning_curve(path: Path, n_draws: int) -> pd.DataFrame:
    """Return a row per number of labels, way of choosing them and model: means over the draws, and the least and
    greatest difference from the shipped model in the same draw. Log-loss in nats, lower is better."""
    labelled, _ = read_labelled([*seed_files(), path])
    is_own = (labelled["origin"] == path.name.split(".")[0]).to_numpy()
    is_known = ~is_own | has_learned_from(SHIPPED / "fast", labelled["sentence"])
    stories = labelled["group"].to_numpy()
    fresh = np.flatnonzero(~np.isin(stories, stories[is_known]))
    base = read_artefact(SHIPPED / "fast")
    matrix = design_matrix(masked_sentences(labelled), base.vocabulary)
    rows = [row for draw in range(n_draws) for row in _one_draw(labelled, matrix, calibrated_heads(base), fresh, draw)]
    measured = pd.DataFrame(rows, columns=["labels", "chosen", "model", "macro_f1", "log_loss", "gain"])
    return measured.groupby(["labels", "chosen", "model"], sort=False, as_index=False).agg(
        macro_f1=("macro_f1", "mean"), log_loss=("log_loss", "mean"), least_gain=("gain", "min"), most=("gain", "max")
    )


def _one_draw(
    labelled: pd.DataFrame, matrix: sparse.csr_array, shipped: Heads, fresh: np.ndarray, draw: int
) -> list[tuple[object, ...]]:
    rng, stories, truth = np.random.default_rng(draw), labelled["group"].to_numpy(), label_numbers(labelled)
    half = np.isin(stories[fresh], rng.permutation(np.unique(stories[fresh]))[::2])
    analysts, judged = rng.permutation(fresh[half]), fresh[~half]
    before = shipped.probabilities(matrix)
    wrong = analysts[before[analysts, :3].argmax(axis=1) != truth[analysts]]
    known = np.flatnonzero(~np.isin(np.arange(len(labelled)), fresh))
    plain = _macro_f1_and_log_loss(truth[judged], before[judged])
    found: list[tuple[object, ...]] = [(0, "", "shipped", *plain, 0.0)]
    for size in N_LABELS:
        for chosen, pool in (("at random", analysts), ("errors only", wrong)):
            took = np.sort(pool[:size])
            models = {
                "on top": fine_tuned_heads(shipped, matrix, targets_of(labelled), took).probabilities(matrix[judged]),
                "seeds and labels": seed_probabilities(labelled, matrix, np.append(known, took), judged, seed=draw),
            }
            for name, probabilities in models.items():
                score = _macro_f1_and_log_loss(truth[judged], probabilities)
                found.append((size, chosen, name, *score, score[0] - plain[0]))
    return found


def seed_probabilities(
    labelled: pd.DataFrame, matrix: sparse.csr_array, rows: np.ndarray, judged: np.ndarray, *, seed: int
) -> np.ndarray:
    """Return the probabilities of `judged` from heads that learned from `rows` and nothing else."""
    part, own = labelled.iloc[rows].reset_index(drop=True), sparse.csr_array(matrix[rows])
    odds = np.zeros((len(rows), 3))
    for training, held_out in folds_of(part, seed=seed):
        odds[held_out] = log_odds(fit_heads(own, targets_of(part), training), own[held_out])
    everything = np.arange(len(rows))
    calibration = fit_calibration(odds, part, everything)
    fitted = log_odds(fit_heads(own, targets_of(part), everything), sparse.csr_array(matrix[judged]))
    return probabilities_of(fitted, calibration)


def _macro_f1_and_log_loss(truth: np.ndarray, probabilities: np.ndarray) -> tuple[float, float]:
    right = probabilities[np.arange(len(truth)), truth]
    loss = float(-np.log(np.maximum(right, 1e-6)).mean())
    return macro_f1(truth, probabilities[:, :3].argmax(axis=1), len(CLASS_NAMES)), loss


if __name__ == "__main__":
    sys.exit(main())
