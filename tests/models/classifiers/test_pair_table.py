"""Pairs of numbers are found, in plain Python and in machine code."""

from __future__ import annotations

import numpy as np
import pytest

from models.classifiers.pair_table import EMPTY, PairTable

pytestmark = pytest.mark.usefixtures("either_way")


def test_pairs_are_found() -> None:
    pairs = np.random.default_rng(7).permutation(90_000)[:5_000]
    pairs = np.column_stack([pairs // 300, pairs % 300])
    first, second = np.divmod(np.arange(90_000), 300)
    rows = PairTable(pairs).find(np.append(first, EMPTY), np.append(second, 7))
    expected = np.full(90_001, EMPTY)
    expected[pairs[:, 0] * 300 + pairs[:, 1]] = np.arange(len(pairs))
    assert rows.tolist() == expected.tolist()
    assert PairTable(pairs[:0]).find(first[:3], second[:3]).tolist() == [EMPTY] * 3
