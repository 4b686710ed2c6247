"""Fitting the rules' weights: near the prior where the data say little, never across 0."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from models.datasets.labelled import DEESCALATORY, ESCALATORY, NEUTRAL
from models.training.rule_weights import LabelledHits, fit_weights, only_wrong

BAND = 0.15


WAR, TALKS, RARE, SHADOW = range(4)


JUDGED = np.array([0.1, -0.3, 0.4, 0.0])


def sentences(rows: list[tuple[list[float], int]], *, two_way: bool = False) -> LabelledHits:
    """LabelledHits with the given factors of the four cues and the given label."""
    matrix = sparse.csr_array(np.array([factors for factors, _ in rows], dtype=float))
    truth = np.array([label for _, label in rows])
    return LabelledHits(matrix, truth, np.ones(len(rows)), np.full(len(rows), two_way))


def fitted(learn: LabelledHits, pull: float = 1.0) -> np.ndarray:
    return fit_weights(learn, JUDGED, neutral_band=BAND, pull=pull, min_sentences=3)[0]


def test_a_cue_moves_to_where_its_sentences_are() -> None:
    weights = fitted(sentences([([1, 0, 0, 0], ESCALATORY)] * 30 + [([0, 1, 0, 0], NEUTRAL)] * 30))
    assert weights[WAR] > 0.3 and -0.1 <= weights[TALKS] <= 0


def test_a_weight_never_crosses_zero() -> None:
    weights = fitted(sentences([([1, 0, 0, 0], DEESCALATORY)] * 50 + [([0, 1, 0, 0], ESCALATORY)] * 50))
    assert weights.tolist() == [0, 0, 0.4, 0]


def test_rare_cues_and_disarmed_ones_keep_their_judgement() -> None:
    rows = [([0, 0, 1, 1], NEUTRAL)] * 2 + [([0, 0, 0, 1], ESCALATORY)] * 20
    assert fitted(sentences(rows)).tolist() == JUDGED.tolist()


def test_a_harder_pull_keeps_closer_to_the_judgement() -> None:
    learn = sentences([([1, 0, 0, 0], ESCALATORY)] * 10)
    near, far = (abs(fitted(learn, pull)[WAR] - JUDGED[WAR]) for pull in (100, 1))
    assert near < far


def test_a_negated_cue_teaches_the_other_way_round() -> None:
    learn = sentences([([0, -0.7, 0, 0], ESCALATORY)] * 30)
    assert fitted(learn)[TALKS] < JUDGED[TALKS]


def test_a_file_without_neutral_rows_asks_only_for_the_direction() -> None:
    rows = [([1.0, 0, 0, 0], ESCALATORY)] * 30
    two_way, three_way = (fitted(sentences(rows, two_way=asked), pull=100)[WAR] for asked in (True, False))
    assert JUDGED[WAR] < two_way < three_way


def test_weights_have_two_decimals() -> None:
    weights = fitted(sentences([([1, 0.2, 0, 0], ESCALATORY)] * 17))
    assert weights.tolist() == np.round(weights, 2).tolist()


def test_cues_that_are_only_ever_wrong_are_found() -> None:
    rows = [([0, 1, 0, 0], NEUTRAL)] * 4 + [([0, 0, 1, 0], ESCALATORY)] * 4 + [([1, 0, 0, 0], NEUTRAL)] * 3
    weights = np.array([0.5, -0.3, 0.4, 0.0])
    assert only_wrong(sentences(rows), weights, neutral_band=BAND, min_sentences=4).tolist() == [TALKS]
    turned = sentences([([0, -0.7, 0, 0], ESCALATORY)] * 4)
    assert only_wrong(turned, weights, neutral_band=BAND, min_sentences=4).tolist() == []
