"""Heads with a prior: they move toward labels, and only as far as these push."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from models.training.fine_tuning import Heads, fine_tuned_heads
from models.training.heads import Target


def test_heads_move_toward_labels_and_only_as_far_as_they_push():
    heads = Heads(np.zeros((1, 2)), np.zeros(1))
    matrix = sparse.csr_array(np.array([[1.0, 0.0]] * 50))

    def moved(n_labels: int) -> Heads:
        task = Target(np.ones(50, dtype=bool), np.ones(50, dtype=bool), np.ones(50))
        return fine_tuned_heads(heads, matrix, {"neutral": task}, np.arange(n_labels))

    none, few, many = moved(0), moved(5), moved(50)
    np.testing.assert_array_equal(none.coefficients, heads.coefficients)
    assert 0 < few.coefficients[0, 0] < many.coefficients[0, 0] and many.coefficients[0, 1] == 0
    # at the optimum the pull of the labels and that of the prior are equal
    odds = few.coefficients[0, 0] + few.intercepts[0]
    assert 5 / (1 + np.exp(odds)) == pytest.approx(few.coefficients[0, 0] / 0.3, rel=1e-3)
