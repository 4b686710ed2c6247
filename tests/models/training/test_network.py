"""The network that is trained: only where torch is installed."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")


def test_sentences_are_padded_to_a_multiple_of_eight() -> None:
    from models.training.network import LENGTHS, _tensors

    tensors = _tensors([[101, 2000, 102], [101, 102]])
    assert tuple(tensors["input_ids"].shape) == tuple(tensors["attention_mask"].shape) == (2, LENGTHS)
    assert tensors["attention_mask"].sum(1).tolist() == [3, 2]
