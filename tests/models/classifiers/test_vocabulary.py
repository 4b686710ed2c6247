"""Types, pairs and triples of a batch: ids for known and new tokens, and counts per sentence."""

from __future__ import annotations

import numpy as np
import pytest

from models.classifiers.feature_tokens import START
from models.classifiers.vocabulary import TypeIndex, Vocabulary, count_runs

pytestmark = pytest.mark.usefixtures("either_way")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Types newline, no, talks, war; pairs (no, talks), (talks, war); the triple of all three."""
    return Vocabulary(
        types=(START, "no", "talks", "war"),
        type_idf=np.ones(4),
        vectors=np.zeros((4, 2), dtype=np.int8),
        vector_scale=np.zeros(4),
        pairs=np.array([[1, 2], [2, 3]], dtype=np.int32),
        pair_idf=np.ones(2),
        triples=np.array([[0, 3]], dtype=np.int32),
        grams=(),
        gram_idf=np.zeros(0),
        rules=np.array([[1, 3, 1], [2, 0, 0]], dtype=np.int32),
        rule_values=np.array([0.5, -0.25]),
        families=("talks", "war"),
    )


def test_runs_are_counted_in_their_sentence(vocabulary: Vocabulary) -> None:
    index = TypeIndex(vocabulary)
    counts = count_runs(["No talks, war", "", "no talks unheardof war no talks"], vocabulary, index)
    assert counts.types.toarray()[:, 1:4].tolist() == [[1, 1, 1], [0, 0, 0], [2, 2, 1]]
    assert counts.pairs.toarray().tolist() == [[1, 1], [0, 0], [2, 0]]
    assert counts.triples.toarray().tolist() == [[1], [0], [0]]


def test_a_new_token_gets_the_next_id_and_keeps_it(vocabulary: Vocabulary) -> None:
    index = TypeIndex(vocabulary)
    first = index.ids_of(["peace 1962"])
    assert index.unknown == ["peace", "#year"] and [index.name_of(row) for row in first[1:3]] == index.unknown
    assert index.ids_of(["1848 peace war"]).tolist() == [0, first[2], first[1], 3, 0]


def test_rules_are_laid_out_by_row_and_family(vocabulary: Vocabulary) -> None:
    assert vocabulary.rule_table(1).tolist() == [[0, 0], [0, 0], [0, 0], [0, 0.5]]
    assert vocabulary.rule_table(2).tolist() == [[-0.25, 0], [0, 0]]
    assert vocabulary.rule_table(3).tolist() == [[0, 0]]
