"""What different systems say of the same sentences: majority, rules, VADER, a classifier, the dashboard's blend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.datasets.labelled import DEESCALATORY, ESCALATORY, NEUTRAL
from signals.cues.cue_finder import cue_finder
from signals.cues.lexicon import load_lexicon
from signals.cues.profile import Profile
from signals.cues.scoring import P_DEESCALATORY, P_ESCALATORY, P_MATERIAL, score_hits

NOT_JUDGED = -1
VADER_NEUTRAL_BAND = 0.05  # VADER's own threshold for a neutral compound score


@dataclass(frozen=True)
class Verdicts:
    """One entry per sentence: `label` 0 escalatory, 1 de-escalatory, 2 neutral, -1 not judged; `leaning` 0 or 1 when a
    direction must be chosen (on a tie de-escalatory for the rules: what has no cue is mostly contact and business, see
    docs/decisions/009; escalatory for others); `is_material`, None where the system knows no forms."""

    label: np.ndarray
    leaning: np.ndarray
    is_material: np.ndarray | None = None


def majority_verdicts(labels: np.ndarray, is_material: np.ndarray) -> Verdicts:
    """The commonest answer to each question in the very file that is judged: a floor that a system must beat."""
    n = len(labels)
    directed = labels[labels != NEUTRAL]
    common_form = bool(is_material[labels != NEUTRAL].mean() >= 0.5) if len(directed) else False
    return Verdicts(
        np.full(n, np.bincount(labels, minlength=3).argmax()),
        np.full(n, np.bincount(directed, minlength=2).argmax()),
        np.full(n, common_form),
    )


def rule_verdicts(sentences: Sequence[str]) -> Verdicts:
    """The lexicon with its default weights, no classifier."""
    return _score_verdicts(sentences, None)


def blended_verdicts(sentences: Sequence[str], probabilities: np.ndarray) -> Verdicts:
    """The label and form that the dashboard shows: rules and classifier blended with the default profile."""
    return _score_verdicts(sentences, probabilities)


def classifier_verdicts(probabilities: np.ndarray) -> Verdicts:
    """The likeliest class, from (n, 4) probabilities; rows of NaN are not judged."""
    is_judged = ~np.isnan(probabilities[:, P_ESCALATORY])
    filled = np.nan_to_num(probabilities)
    return Verdicts(
        np.where(is_judged, filled[:, :3].argmax(axis=1), NOT_JUDGED),
        np.where(is_judged, (filled[:, P_DEESCALATORY] > filled[:, P_ESCALATORY]).astype(int), NOT_JUDGED),
        filled[:, P_MATERIAL] >= 0.5,
    )


def vader_verdicts(sentences: Sequence[str]) -> Verdicts | None:
    """VADER's sentiment, negative read as escalatory; None where vaderSentiment is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyser = SentimentIntensityAnalyzer()
    compound = np.array([analyser.polarity_scores(sentence)["compound"] for sentence in sentences])
    label = np.select(
        [compound <= -VADER_NEUTRAL_BAND, compound >= VADER_NEUTRAL_BAND], [ESCALATORY, DEESCALATORY], NEUTRAL
    )
    return Verdicts(label, (compound > 0).astype(int))


def _score_verdicts(sentences: Sequence[str], probabilities: np.ndarray | None) -> Verdicts:
    lexicon, profile = load_lexicon(), Profile()
    matrix = cue_finder(lexicon).find_hits(sentences).matrix(lexicon)
    scores = score_hits(
        matrix, lexicon, lexicon.weights, probabilities, blend=profile.blend, neutral_band=profile.neutral_band
    )
    return Verdicts(scores.label.astype(int), (scores.signal <= 0).astype(int), scores.is_material)
