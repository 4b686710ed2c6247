"""Word vectors: words that stand in the same company are alike, and the same text and seed give the same bytes."""

from __future__ import annotations

import numpy as np
import pytest

from models.training.word_vectors import DIMENSIONS, int8_rows, split_rough, word_vectors

SIDES = (("apple", "pear", "plum", "fig"), ("tank", "gun", "mine", "shell"))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """2,000 short texts with filler words; those of one side keep each other's company."""
    random = np.random.default_rng(2)
    filler = [f"word{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(150)]
    return [
        " ".join([*random.choice(SIDES[at % 2], 3), *random.choice(filler, 2), f"topic{'ab'[at % 2]}"])
        for at in range(2000)
    ]


def test_words_of_the_same_company_are_alike(texts: list[str]) -> None:
    types, rows, scale = word_vectors(texts, seed=7)
    assert rows.shape == (len(types), DIMENSIONS) and rows.dtype == np.int8 and scale.dtype == np.float32
    vectors = dict(zip(types, rows * scale[:, None], strict=True))

    def likeness(one: str, two: str) -> float:
        return float(vectors[one] @ vectors[two] / np.linalg.norm(vectors[one]) / np.linalg.norm(vectors[two]))

    assert likeness("apple", "pear") > likeness("apple", "tank") + 0.2


def test_the_same_seed_gives_the_same_bytes(texts: list[str]) -> None:
    first, again = word_vectors(texts[:500], seed=7), word_vectors(texts[:500], seed=7)
    assert first[0] == again[0] and first[1].tobytes() == again[1].tobytes()


def test_too_little_text_gives_no_vectors() -> None:
    types, rows, scale = word_vectors(["war and peace"] * 5, seed=7)
    assert (types, rows.shape, scale.shape) == ([], (0, DIMENSIONS), (0,))


def test_rows_in_int8_are_nearly_the_rows() -> None:
    vectors = np.array([[0.5, -1.0, 0.25], [0.0, 0.0, 0.0]])
    rows, scale = int8_rows(vectors)
    np.testing.assert_allclose(rows * scale[:, None], vectors, atol=1 / 127)


def test_text_is_cut_at_sentence_ends_and_lines() -> None:
    assert split_rough(["One. Two\nThree. One", "Two"]) == ["One", "Two", "Three"]
