"""A new fast model from an analyst's labels, on top of the shipped one, and whether it is any better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from models.classifiers.fast import Artefact
from models.classifiers.features import design_matrix
from models.datasets.labelled import LABELS, mask_sentences
from models.datasets.seen_sentences import has_learned_from
from models.evaluate import DIRECTIONS, QUAD_NAMES, label_numbers, tasks_in
from models.evaluation import baselines as systems
from models.evaluation.baselines import Verdicts
from models.evaluation.metrics import Paired, paired_macro_f1
from models.training.adaptation import Heads, adapted, calibrated_heads
from models.training.heads import N_FOLDS, tasks_of

MIN_STORIES = 20  # fewer say nothing about which of two models is better: judgement
ONE_SIDED = 0.5  # of the share expected; at random it is .8 or more: judgement
CLASSES = {"three-way": len(LABELS), "binary": len(DIRECTIONS), "quad": len(QUAD_NAMES)}


@dataclass(frozen=True)
class Compared:
    """One question asked of both models on the same rows. `figures`: shipped, new, and the difference."""

    question: str
    n: int
    n_stories: int
    figures: Paired


@dataclass(frozen=True)
class Comparison:
    """`held_out`: on the analyst's sentences, the main question first; the new model's answers come from folds that did
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


def learn(
    base: Artefact, folder: Path, labelled: pd.DataFrame, is_seed: np.ndarray, *, seed: int
) -> tuple[Heads, Comparison]:
    """Adapt the model `base`, read from `folder`, to the rows of `labelled` that are no seeds, and compare.

    `labelled`: from `dataset.read_labelled`, seeds and the analyst's rows together, so that their stories are known.
    """
    masked = mask_sentences(labelled["sentence"].tolist(), labelled["published_on"].tolist())
    matrix, tasks, shipped = design_matrix(masked, base.vocabulary), tasks_of(labelled), calibrated_heads(base)
    own, stories = np.flatnonzero(~is_seed), labelled["group"].to_numpy()
    is_known = is_seed | has_learned_from(folder, labelled["sentence"])
    fresh = own[~np.isin(stories[own], stories[is_known])]
    is_tainted = _n_stories(stories[fresh]) < MIN_STORIES <= _n_stories(stories[own])
    tested = own if is_tainted else fresh
    before = shipped.probabilities(matrix)
    after = before.copy()
    for training, held_out in _folds(stories, own, tested, seed=seed):
        after[held_out] = adapted(shipped, matrix, tasks, training).probabilities(matrix[held_out])
    new = adapted(shipped, matrix, tasks, own)
    seeds, shares = np.flatnonzero(is_seed), before[tested, :3]
    is_right = shares.argmax(axis=1) == label_numbers(labelled.iloc[tested])
    return new, Comparison(
        held_out=_compare(labelled, before, after, tested, seed=seed),
        seeds=_compare(labelled, before, new.probabilities(matrix), seeds, seed=seed),
        n_known=len(own) - len(fresh),
        is_tainted=is_tainted,
        share_right=float(is_right.mean()) if len(tested) else float("nan"),
        share_expected=float(shares.max(axis=1).mean()) if len(tested) else float("nan"),
    )


def _n_stories(stories: np.ndarray) -> int:
    return len(np.unique(stories))


def _folds(
    stories: np.ndarray, own: np.ndarray, tested: np.ndarray, *, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (training rows, held-out rows): every tested row once, no story on both sides."""
    if _n_stories(stories[tested]) < MIN_STORIES:
        return []
    splitter = GroupKFold(N_FOLDS, shuffle=True, random_state=seed)
    return [
        (np.setdiff1d(own, own[np.isin(stories[own], stories[tested[part]])]), tested[part])
        for _, part in splitter.split(tested, groups=stories[tested])
    ]


def _compare(
    labelled: pd.DataFrame, before: np.ndarray, after: np.ndarray, rows: np.ndarray, *, seed: int
) -> tuple[Compared, ...]:
    """Return what is measured on `rows`, a question each that their labels can answer; nothing for too few stories."""
    part = labelled.iloc[rows]
    if _n_stories(part["group"].to_numpy()) < MIN_STORIES:
        return ()
    truth = label_numbers(part), (part["form"] == "material").to_numpy()
    told = systems.classifier(before[rows]), systems.classifier(after[rows])
    return tuple(
        _asked(question, at, truth, told, part["group"].to_numpy(), seed=seed)
        for question, at in tasks_in(part).items()
    )


def _asked(
    question: str,
    at: np.ndarray,
    truth: tuple[np.ndarray, np.ndarray],
    told: Sequence[Verdicts],
    stories: np.ndarray,
    *,
    seed: int,
) -> Compared:
    wanted = 2 * truth[0] + truth[1] if question == "quad" else truth[0]
    first, second = (_guesses(question, verdicts)[at] for verdicts in told)
    figures = paired_macro_f1(wanted[at], first, second, stories[at], CLASSES[question], seed=seed)
    return Compared(question, len(at), _n_stories(stories[at]), figures)


def _guesses(question: str, verdicts: Verdicts) -> np.ndarray:
    if question == "three-way":
        return verdicts.label
    assert verdicts.is_material is not None
    return verdicts.leaning if question == "binary" else 2 * verdicts.leaning + verdicts.is_material
