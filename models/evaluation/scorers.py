"""Every scorer's answers to every sentence of the accuracy report, and where these may be measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models import BEST_FIRST, SHIPPED
from models.datasets.held_out import unseen_probabilities
from models.evaluate import label_numbers
from models.evaluation import baselines as systems
from models.evaluation.baselines import Verdicts
from signals.cues.cue_finder import cue_finder
from signals.cues.lexicon import load_lexicon

MAJORITY, VADER, RULES = "majority", "VADER", "rules"
CLASSIFIERS = tuple(reversed(BEST_FIRST))
WITH_RULES = " + rules"  # the label that `signals` gives: classifier and rules blended with the default settings


@dataclass(frozen=True)
class Scorer:
    """One scorer's answers, an entry per sentence.

    `is_measured`: sentences whose story the scorer did not learn from. `confidence` 0..1: in its own label; NaN where
    it gives none. `probabilities` (n, 4) of a classifier.
    """

    name: str
    verdicts: Verdicts
    is_measured: np.ndarray
    confidence: np.ndarray
    probabilities: np.ndarray | None = None


def run_scorers(labelled: pd.DataFrame, *, folder: Path = SHIPPED) -> dict[str, Scorer]:
    """Run rules, VADER (where it is installed) and the classifiers in `folder` over a table from `read_labelled`.

    A classifier without held-out probabilities is left out: it would be asked about its own lessons. Rules and VADER
    learn nothing from the files, but are measured on the fast classifier's sentences, so that figures can be compared.
    """
    sentences = labelled["sentence"].tolist()
    learned = [scorer for name in CLASSIFIERS for scorer in _classifier_scorers(name, labelled, folder / name)]
    is_measured = learned[0].is_measured if learned else np.full(len(labelled), True)
    simple = [Scorer(RULES, systems.rules(sentences), is_measured, _rule_strength(sentences))]
    sentiment = systems.vader(sentences)
    if sentiment is not None:
        simple.insert(0, Scorer(VADER, sentiment, is_measured, np.full(len(labelled), np.nan)))
    return {scorer.name: scorer for scorer in (*simple, *learned)}


def _rule_strength(sentences: list[str]) -> np.ndarray:
    """Return |rule_score|: how sure the rules are of a direction."""
    lexicon = load_lexicon()
    return np.abs(np.tanh(cue_finder(lexicon).find_hits(sentences).matrix(lexicon) @ lexicon.weights))


def _classifier_scorers(name: str, labelled: pd.DataFrame, folder: Path) -> list[Scorer]:
    try:
        unseen = unseen_probabilities(labelled, folder)
    except ValueError:
        return []
    alone = systems.classifier(unseen.probabilities)
    blended = systems.blend(labelled["sentence"].tolist(), unseen.probabilities)
    confidence = unseen.probabilities[:, :3].max(axis=1)
    return [
        Scorer(name, alone, unseen.is_measured, confidence, unseen.probabilities),
        Scorer(name + WITH_RULES, blended, unseen.is_measured, np.full(len(labelled), np.nan)),
    ]


def verdicts_on(scorer: Scorer | None, labelled: pd.DataFrame, rows: np.ndarray) -> Verdicts:
    """Return a scorer's answers to some rows; None stands for the majority class of these very rows."""
    if scorer is None:
        part = labelled.iloc[rows]
        return systems.majority(label_numbers(part), (part["form"] == "material").to_numpy())
    one = scorer.verdicts
    return Verdicts(one.label[rows], one.leaning[rows], None if one.is_material is None else one.is_material[rows])
