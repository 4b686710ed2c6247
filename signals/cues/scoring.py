"""Turn hits and probabilities into rule scores, signals, labels and forms, for a whole table at once.

Linear in the weights up to the squash: raw = H @ w, where H holds the modifier factors of the hits. A changed weight
is one sparse matrix-vector product away from a new signal. Method and measurements: docs/decisions/003-scores.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from signals.cues.lexicon import Lexicon

LABELS = np.array(["escalatory", "de-escalatory", "neutral"], dtype=object)
FORMS = np.array(["verbal", "material", ""], dtype=object)
P_ESCALATORY, P_DEESCALATORY, P_NEUTRAL, P_MATERIAL = range(4)
NEUTRAL = 2
DECIMALS = 6  # what is kept of a score: the same whatever the batch, and enough for any reader


@dataclass(frozen=True)
class Scores:
    """One entry per sentence: `rule_score` and `signal` -1..1 (+ is escalatory), `label` a row of LABELS,
    `is_material` whether the main event is a deed (meaningless for a neutral sentence)."""

    rule_score: np.ndarray
    signal: np.ndarray
    label: np.ndarray
    is_material: np.ndarray

    def label_names(self) -> np.ndarray:
        return LABELS[self.label]

    def form(self) -> np.ndarray:
        """A row of FORMS: empty for a neutral sentence."""
        return np.where(self.label == NEUTRAL, 2, self.is_material).astype(np.int8)

    def form_names(self) -> np.ndarray:
        return FORMS[self.form()]


def score_hits(
    matrix: sparse.csr_array,
    lexicon: Lexicon,
    weights: np.ndarray,
    probabilities: np.ndarray | None = None,
    *,
    blend: float,
    neutral_band: float,
) -> Scores:
    """Score every sentence.

    `matrix`: sentences x cues, modifier factors. `weights`: one per cue, -1..1. `probabilities`: (n, 4) of
    p_escalatory, p_deescalatory, p_neutral, p_material, or None for rules alone; a row of NaN is a sentence that the
    classifier could not judge, and takes its scores from the rules. `blend`: 0 (rules alone) to 1 (classifier alone).
    """
    rule_score = np.round(np.tanh(matrix @ weights), DECIMALS)
    evidence = rule_distribution(rule_score, neutral_band)
    signal = rule_score.copy()
    is_material = material_by_rules(matrix, lexicon, weights)
    if probabilities is not None and blend > 0:
        judged = ~np.isnan(probabilities[:, P_ESCALATORY])
        leaning = probabilities[:, P_ESCALATORY] - probabilities[:, P_DEESCALATORY]
        signal[judged] = np.round((1 - blend) * rule_score + blend * leaning, DECIMALS)[judged]
        evidence[judged] = ((1 - blend) * evidence + blend * probabilities[:, :3])[judged]
        is_material = np.where(judged, probabilities[:, P_MATERIAL] >= 0.5, is_material)
    return Scores(rule_score, signal, _consistent(_argmax_neutral_first(evidence), signal), is_material)


def rule_distribution(rule_score: np.ndarray, neutral_band: float) -> np.ndarray:
    """Read a rule score as shares of escalatory, de-escalatory and neutral, (n, 3), rows adding up to 1.

    The neutral share falls from 1 at a score of 0 to one half at `neutral_band` and 0 at twice that.
    """
    directed = np.minimum(np.abs(rule_score) / (2 * neutral_band), 1.0)
    shares = np.zeros((len(rule_score), 3))
    shares[:, P_ESCALATORY] = np.where(rule_score > 0, directed, 0)
    shares[:, P_DEESCALATORY] = np.where(rule_score < 0, directed, 0)
    shares[:, P_NEUTRAL] = 1 - directed
    return shares


def _argmax_neutral_first(evidence: np.ndarray) -> np.ndarray:
    """The class with the most evidence; on a tie the more cautious: neutral."""
    rounded = np.round(evidence, DECIMALS)
    return (2 - np.argmax(rounded[:, ::-1], axis=1)).astype(np.int8)


def _consistent(label: np.ndarray, signal: np.ndarray) -> np.ndarray:
    """Make a sentence neutral whose signal does not point where its label does: no reader would trust the pair."""
    contradicts = ((label == P_ESCALATORY) & (signal <= 0)) | ((label == P_DEESCALATORY) & (signal >= 0))
    return np.where(contradicts, NEUTRAL, label).astype(np.int8)


def material_by_rules(matrix: sparse.csr_array, lexicon: Lexicon, weights: np.ndarray) -> np.ndarray:
    """Whether the cues that report deeds weigh at least as much as those that report words."""
    force = np.abs(weights)
    return np.asarray(abs(matrix) @ np.where(lexicon.is_material, force, -force)) >= 0
