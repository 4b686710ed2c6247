"""What simple systems say: the commonest class, the rules, VADER, and a classifier's probabilities."""

from __future__ import annotations

import numpy as np

from models.datasets.labelled import DEESCALATORY, ESCALATORY, NEUTRAL
from models.evaluation.baselines import (
    NOT_JUDGED,
    blended_verdicts,
    classifier_verdicts,
    majority_verdicts,
    rule_verdicts,
    vader_verdicts,
)

SENTENCES = ["Russia shelled a Ukrainian town.", "Both sides signed a ceasefire.", "It rained."]


def test_the_commonest_class_answers_each_question_on_its_own() -> None:
    labels = np.array([NEUTRAL, NEUTRAL, NEUTRAL, ESCALATORY, DEESCALATORY, DEESCALATORY])
    verdicts = majority_verdicts(labels, np.array([False, False, False, True, True, False]))
    assert set(verdicts.label) == {NEUTRAL} and set(verdicts.leaning) == {DEESCALATORY}
    assert verdicts.is_material is not None and verdicts.is_material.all()


def test_without_directed_rows_there_is_still_an_answer() -> None:
    verdicts = majority_verdicts(np.array([NEUTRAL]), np.array([False]))
    assert (verdicts.label.tolist(), verdicts.leaning.tolist()) == ([NEUTRAL], [ESCALATORY])


def test_rules_lean_to_de_escalation_where_they_find_nothing() -> None:
    verdicts = rule_verdicts(SENTENCES)
    assert verdicts.label.tolist() == [ESCALATORY, DEESCALATORY, NEUTRAL]
    assert verdicts.leaning.tolist() == [ESCALATORY, DEESCALATORY, DEESCALATORY]


def test_a_classifier_is_taken_at_its_likeliest_class() -> None:
    probabilities = np.array([[0.5, 0.1, 0.4, 0.7], [0.1, 0.3, 0.6, 0.2], [np.nan] * 4])
    verdicts = classifier_verdicts(probabilities)
    assert verdicts.label.tolist() == [ESCALATORY, NEUTRAL, NOT_JUDGED]
    assert verdicts.leaning.tolist() == [ESCALATORY, DEESCALATORY, NOT_JUDGED]
    assert verdicts.is_material is not None and verdicts.is_material.tolist() == [True, False, False]


def test_a_sure_classifier_decides_where_the_rules_find_nothing() -> None:
    probabilities = np.tile([0.98, 0.01, 0.01, 0.9], (len(SENTENCES), 1))
    assert blended_verdicts(SENTENCES, probabilities).label[2] == ESCALATORY


def test_sentiment_is_read_as_direction_and_knows_no_forms() -> None:
    verdicts = vader_verdicts(["They killed and hurt many.", "A happy, great day.", "The table is here."])
    assert verdicts is not None and verdicts.is_material is None
    assert verdicts.label.tolist() == [ESCALATORY, DEESCALATORY, NEUTRAL]
