"""Is a model fine-tuned on an analyst's labels any better than the shipped one? Both judge the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from models.classifiers.fast import Artefact
from models.classifiers.features import design_matrix
from models.datasets.labelled import label_numbers, masked_sentences
from models.datasets.seen_sentences import has_learned_from
from models.evaluation.baselines import classifier_verdicts
from models.evaluation.metrics import Paired, paired_macro_f1
from models.evaluation.tasks import TASK_CLASSES, guessed_classes, tasks_in, true_classes
from models.training.cross_validation import N_FOLDS, Folds
from models.training.fine_tuning import Heads, calibrated_heads, fine_tuned_heads
from models.training.heads import targets_of

MIN_STORIES = 20  # fewer say nothing about which of two models is better: judgement
ONE_SIDED = 0.5  # of the share expected; at random it is .8 or more: judgement


@dataclass(frozen=True)
class Compared:
    """One task given to both models on the same rows. `figures`: shipped, new, and the difference."""

    task: str
    n: int
    n_stories: int
    figures: Paired


@dataclass(frozen=True)
class Comparison:
    """`held_out`: on the analyst's sentences, the main task first; the new model's answers come from folds that did
    not hold the story. `seeds`: on the project's own sentences, from which both have learned. `n_known`: the analyst's
    sentences that could not be used, because the shipped model has learned from their stories; `is_tainted`: they had
    to be used, for there are no others. `share_right`, `share_expected`: how often the shipped model is right on the
    sentences compared on, and how often it expected to be (both NaN for none)."""

    held_out: tuple[Compared, ...]
    seeds: tuple[Compared, ...]
    n_known: int
    is_tainted: bool
    share_right: float
    share_expected: float

    @property
    def is_one_sided(self) -> bool:
        """Whether the sentences look picked because the shipped model was wrong: no fair test of it."""
        return self.share_right < ONE_SIDED * self.share_expected


def fine_tuning_comparison(
    base: Artefact, folder: Path, labelled: pd.DataFrame, is_seed: np.ndarray, *, seed: int
) -> tuple[Heads, Comparison]:
    """Fine-tune the model `base`, read from `folder`, on the rows of `labelled` that are no seeds, and compare.

    `labelled`: from `read_labelled`, seeds and the analyst's rows together, so that their stories are known.
    """
    matrix = design_matrix(masked_sentences(labelled), base.vocabulary)
    targets, shipped = targets_of(labelled), calibrated_heads(base)
    own, stories = np.flatnonzero(~is_seed), labelled["group"].to_numpy()
    is_known = is_seed | has_learned_from(folder, labelled["sentence"])
    fresh = own[~np.isin(stories[own], stories[is_known])]
    is_tainted = _n_stories(stories[fresh]) < MIN_STORIES <= _n_stories(stories[own])
    tested = own if is_tainted else fresh
    before = shipped.probabilities(matrix)
    after = before.copy()
    for training, held_out in _folds(stories, own, tested, seed=seed):
        after[held_out] = fine_tuned_heads(shipped, matrix, targets, training).probabilities(matrix[held_out])
    new = fine_tuned_heads(shipped, matrix, targets, own)
    seeds, shares = np.flatnonzero(is_seed), before[tested, :3]
    is_right = shares.argmax(axis=1) == label_numbers(labelled.iloc[tested])
    return new, Comparison(
        held_out=_task_comparisons(labelled, before, after, tested, seed=seed),
        seeds=_task_comparisons(labelled, before, new.probabilities(matrix), seeds, seed=seed),
        n_known=len(own) - len(fresh),
        is_tainted=is_tainted,
        share_right=float(is_right.mean()) if len(tested) else float("nan"),
        share_expected=float(shares.max(axis=1).mean()) if len(tested) else float("nan"),
    )


def _n_stories(stories: np.ndarray) -> int:
    return len(np.unique(stories))


def _folds(stories: np.ndarray, own: np.ndarray, tested: np.ndarray, *, seed: int) -> Folds:
    """Return (training rows, held-out rows): every tested row once, no story on both sides."""
    if _n_stories(stories[tested]) < MIN_STORIES:
        return []
    splitter = GroupKFold(N_FOLDS, shuffle=True, random_state=seed)
    return [
        (np.setdiff1d(own, own[np.isin(stories[own], stories[tested[part]])]), tested[part])
        for _, part in splitter.split(tested, groups=stories[tested])
    ]


def _task_comparisons(
    labelled: pd.DataFrame, before: np.ndarray, after: np.ndarray, rows: np.ndarray, *, seed: int
) -> tuple[Compared, ...]:
    """Return what is measured on `rows`, per task that their labels can answer; nothing for too few stories."""
    part, stories = labelled.iloc[rows], labelled["group"].to_numpy()[rows]
    if _n_stories(stories) < MIN_STORIES:
        return ()
    verdicts = [classifier_verdicts(probabilities[rows]) for probabilities in (before, after)]
    compared = []
    for task, used in tasks_in(part).items():
        guesses = [guessed_classes(task, one)[used] for one in verdicts]
        truth, n_classes = true_classes(task, part)[used], len(TASK_CLASSES[task])
        figures = paired_macro_f1(truth, guesses, stories[used], n_classes, seed=seed)
        compared.append(Compared(task, len(used), _n_stories(stories[used]), figures))
    return tuple(compared)
