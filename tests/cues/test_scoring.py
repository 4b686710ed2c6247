"""From hits and probabilities to scores: linear before the squash, in range, honest about what is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from signals.cues.lexicon import Cue, Family, Lexicon
from signals.cues.scoring import DECIMALS, Scores, material_by_rules, rule_distribution, score_hits

FAMILIES = (Family("threat", "escalatory", "verbal", "", ""), Family("aid", "de-escalatory", "material", "", ""))
LEXICON = Lexicon(
    FAMILIES,
    (
        Cue("war", 0.5, "threat", "verbal", ""),
        Cue("raid", 0.9, "threat", "material", ""),
        Cue("aid", -0.5, "aid", "material", ""),
        Cue("talks", -0.2, "aid", "verbal", ""),
    ),
    (),
    ("",),
    np.ones((1, 2)),
)
WEIGHTS = arrays(float, 4, elements=st.floats(-1, 1))
MATRICES = arrays(float, (5, 4), elements=st.sampled_from([0.0, 0.2, -0.7, 1.0, 2.0]))
HALF_UNIT = 0.5 * 10**-DECIMALS
SURE = np.array([0.9, 0.05, 0.05, 0.8])
CALM = np.array([0.05, 0.9, 0.05, 0.1])
UNKNOWN = np.full(4, np.nan)


def scored(rows: list[list[float]], probabilities: list[np.ndarray] | None = None, *, blend: float = 0.5) -> Scores:
    matrix = sparse.csr_array(np.array(rows, dtype=float).reshape(-1, 4))
    known = None if probabilities is None else np.array(probabilities)
    return score_hits(matrix, LEXICON, LEXICON.weights, known, blend=blend, neutral_band=0.15)


def raw(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = score_hits(sparse.csr_array(matrix), LEXICON, weights, blend=0, neutral_band=0.15)
    return scores.rule_score


@given(MATRICES, WEIGHTS, WEIGHTS)
def test_is_linear_in_the_weights_before_the_squash(matrix: np.ndarray, one: np.ndarray, other: np.ndarray) -> None:
    added = np.tanh(np.arctanh(np.tanh(matrix @ one)) + np.arctanh(np.tanh(matrix @ other)))
    assert raw(matrix, one + other) == pytest.approx(added, abs=1e-5)


@given(MATRICES, WEIGHTS)
def test_turning_every_weight_turns_the_score(matrix: np.ndarray, weights: np.ndarray) -> None:
    assert (raw(matrix, -weights) == -raw(matrix, weights)).all()


@given(MATRICES, WEIGHTS, arrays(float, (5, 4), elements=st.floats(0, 1)), st.floats(0, 1), st.floats(0.01, 0.95))
def test_everything_stays_in_range(
    matrix: np.ndarray, weights: np.ndarray, drawn: np.ndarray, blend: float, neutral_band: float
) -> None:
    totals = drawn[:, :3].sum(axis=1, keepdims=True)
    shares = np.where(totals > 0, drawn[:, :3] / np.where(totals > 0, totals, 1), [0, 0, 1])
    probabilities = np.column_stack([shares, drawn[:, 3]])
    scores = score_hits(
        sparse.csr_array(matrix), LEXICON, weights, probabilities, blend=blend, neutral_band=neutral_band
    )
    assert np.abs(scores.rule_score).max() <= 1 and np.abs(scores.signal).max() <= 1
    assert set(scores.label_names()) <= {"escalatory", "de-escalatory", "neutral"}
    assert ((scores.form_names() == "") == (scores.label_names() == "neutral")).all()


@given(arrays(float, 6, elements=st.floats(-1, 1)), st.floats(0.01, 0.95))
def test_shares_add_up_to_one(rule_score: np.ndarray, neutral_band: float) -> None:
    shares = rule_distribution(rule_score, neutral_band)
    assert (shares >= 0).all() and shares.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("rule_score", "expected"),
    [
        pytest.param(0.0, [0, 0, 1], id="nothing_found"),
        pytest.param(0.15, [0.5, 0, 0.5], id="at_the_band"),
        pytest.param(0.3, [1, 0, 0], id="twice_the_band"),
        pytest.param(-0.3, [0, 1, 0], id="twice_the_band_down"),
        pytest.param(1.0, [1, 0, 0], id="all_the_way"),
    ],
)
def test_rule_distribution(rule_score: float, expected: list[float]) -> None:
    assert rule_distribution(np.array([rule_score]), 0.15)[0].tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("row", "label", "form"),
    [
        pytest.param([0, 0, 0, 0], "neutral", "", id="no_cue"),
        pytest.param([0, 1, 0, 0], "escalatory", "material", id="raid"),
        pytest.param([1, 0, 0, 0], "escalatory", "verbal", id="war_talk"),
        pytest.param([0, 0, 1, 0], "de-escalatory", "material", id="aid"),
        pytest.param([0, 0, 0, 1], "de-escalatory", "verbal", id="talks"),
        pytest.param([1, 0, 1, 0], "neutral", "", id="evened_out"),
        pytest.param([0.2, 0, 0, 0], "neutral", "", id="negated"),
        pytest.param([0, 0, -0.7, 0], "escalatory", "material", id="aid_refused"),
    ],
)
def test_label_and_form_by_rules(row: list[float], label: str, form: str) -> None:
    scores = scored([row])
    assert (scores.label_names()[0], scores.form_names()[0]) == (label, form)


def test_at_the_band_it_stays_neutral() -> None:
    matrix = sparse.csr_array(np.array([[1.0, 0, 0, 0]]))
    weights = np.array([np.arctanh(0.15), 0, 0, 0])
    assert score_hits(matrix, LEXICON, weights, blend=0, neutral_band=0.15).label_names()[0] == "neutral"


def test_a_blend_of_zero_is_rules_alone() -> None:
    rows = [[0, 1, 0, 0], [0, 0, 1, 0]]
    blended, rules = scored(rows, [CALM, SURE], blend=0), scored(rows)
    assert blended.signal.tolist() == rules.signal.tolist() == rules.rule_score.tolist()
    assert blended.label_names().tolist() == ["escalatory", "de-escalatory"]


def test_a_blend_of_one_is_the_classifier_alone() -> None:
    scores = scored([[0, 1, 0, 0], [0, 0, 1, 0]], [CALM, SURE], blend=1)
    assert scores.signal.tolist() == pytest.approx([-0.85, 0.85], abs=HALF_UNIT)
    assert scores.label_names().tolist() == ["de-escalatory", "escalatory"]
    assert scores.form_names().tolist() == ["verbal", "material"]


def test_between_them_the_signal_is_the_weighted_mean() -> None:
    scores = scored([[0, 1, 0, 0]], [CALM], blend=0.25)
    assert scores.signal[0] == pytest.approx(0.75 * np.tanh(0.9) + 0.25 * (0.05 - 0.9), abs=2 * HALF_UNIT)


@pytest.mark.parametrize("blend", [0.0, 0.1, 0.3, 0.45, 0.5, 0.55, 0.6, 0.75, 1.0])
def test_a_label_never_contradicts_its_signal(blend: float) -> None:
    rows = [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    for probabilities in ([CALM] * 3, [SURE] * 3):
        scores = scored(rows, probabilities, blend=blend)
        for label, signal in zip(scores.label_names(), scores.signal, strict=True):
            assert label == "neutral" or (signal > 0) == (label == "escalatory")


def test_a_sentence_the_classifier_cannot_judge_falls_back_to_rules() -> None:
    rows = [[0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    scores, rules = scored(rows, [UNKNOWN, CALM, UNKNOWN], blend=1), scored(rows)
    assert not np.isnan(scores.signal).any()
    assert scores.signal[[0, 2]].tolist() == rules.signal[[0, 2]].tolist()
    assert scores.signal[1] < 0
    assert scores.label_names().tolist() == ["escalatory", "de-escalatory", "neutral"]
    assert scores.form_names().tolist() == ["material", "verbal", ""]


def test_deeds_win_a_tie_with_words() -> None:
    matrix = sparse.csr_array(np.array([[1.0, 0, 1.0, 0], [1.0, 0, 0, 1.0]]))
    assert material_by_rules(matrix, LEXICON, np.array([0.5, 0, -0.5, -0.2])).tolist() == [True, False]


def test_of_no_sentences_there_are_no_scores() -> None:
    assert scored([]).label_names().tolist() == []
