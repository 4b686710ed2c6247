"""Every scorer's answers to every sentence of the accuracy report, and where these may be measured."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.classifiers.artefact import META, version_of
from models.classifiers.loading import BEST_FIRST, SHIPPED
from models.datasets.held_out import unseen_probabilities
from models.datasets.labelled import label_numbers
from models.evaluation.baselines import (
    Verdicts,
    blended_verdicts,
    classifier_verdicts,
    majority_verdicts,
    rule_verdicts,
    vader_verdicts,
)
from signals.cues.cue_finder import cue_finder
from signals.cues.lexicon import load_lexicon
from signals.data.csv_tables import TABLES

MAJORITY_NAME, VADER_NAME, RULES_NAME = "majority", "VADER", "rules"
CLASSIFIERS = tuple(reversed(BEST_FIRST))
RULE_TABLES = ("families.csv", "lexicon.csv", "modifiers.csv")
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
    simple = [Scorer(RULES_NAME, rule_verdicts(sentences), is_measured, _rule_strength(sentences))]
    sentiment = vader_verdicts(sentences)
    if sentiment is not None:
        simple.insert(0, Scorer(VADER_NAME, sentiment, is_measured, np.full(len(labelled), np.nan)))
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
    alone = classifier_verdicts(unseen.probabilities)
    blended = blended_verdicts(labelled["sentence"].tolist(), unseen.probabilities)
    confidence = unseen.probabilities[:, :3].max(axis=1)
    return [
        Scorer(name, alone, unseen.is_measured, confidence, unseen.probabilities),
        Scorer(name + WITH_RULES, blended, unseen.is_measured, np.full(len(labelled), np.nan)),
    ]


def verdicts_on(scorer: Scorer | None, labelled: pd.DataFrame, rows: np.ndarray) -> Verdicts:
    """Return a scorer's answers to some rows; None stands for the majority class of these very rows."""
    if scorer is None:
        part = labelled.iloc[rows]
        return majority_verdicts(label_numbers(part), (part["form"] == "material").to_numpy())
    one = scorer.verdicts
    return Verdicts(one.label[rows], one.leaning[rows], None if one.is_material is None else one.is_material[rows])


def rules_version(folder: Path = TABLES) -> str:
    """Return 12 hex digits that name the content of the rules' tables."""
    return hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in RULE_TABLES)).hexdigest()[:12]


def shipped_versions(folder: Path = SHIPPED) -> dict[str, str]:
    """Return the versions of the rules and of each classifier in `folder`."""
    models = {name: version_of(folder / name) for name in BEST_FIRST if (folder / name / META).is_file()}
    return {"rules": rules_version(), **dict(sorted(models.items()))}
