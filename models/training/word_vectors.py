"""Word vectors from unlabelled news: words that stand in the same company get similar vectors.

Method: positive pointwise mutual information of words within five words of each other (nearer ones count more),
factored by a truncated singular value decomposition (Levy, Goldberg and Dagan 2015, TACL), contexts smoothed by .75.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from models.classifiers.feature_tokens import shape_of, tokenise

DIMENSIONS = 100
WINDOW = 5
MIN_COUNT = 3
CONTEXT_POWER = 0.75
RARE_WEIGHT = 1e-3  # a / (a + share of words), Arora, Liang and Ma 2017


def word_vectors(texts: Sequence[str], *, seed: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return (types, vectors, scale) for the words that stand at least MIN_COUNT times in `texts`.

    `vectors` is int8 (n, DIMENSIONS); times `scale` (n,) its length is a / (a + frequency): frequent words are short.
    """
    tokens = [shape_of(token) for token in tokenise(texts)]
    counts = Counter(tokens)
    types = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    if len(types) <= DIMENSIONS:
        return [], np.zeros((0, DIMENSIONS), dtype=np.int8), np.zeros(0, dtype=np.float32)
    ids = {name: row for row, name in enumerate(types)}
    sequence = np.array([ids.get(token, -1) for token in tokens])
    unit = _factor(_mutual_information(sequence, len(types)), seed)
    share = np.array([counts[name] for name in types]) / len(tokens)
    return types, *int8_rows(unit * (RARE_WEIGHT / (RARE_WEIGHT + share))[:, None])


def _mutual_information(sequence: np.ndarray, n_types: int) -> sparse.csr_array:
    """Positive pointwise mutual information, (n_types, n_types). -1 in `sequence` is a word too rare to count."""
    together = sum(_neighbours(sequence, distance, n_types) for distance in range(1, WINDOW + 1))
    together = sparse.coo_array(together + together.T)
    row, column = together.coords
    by_row = np.bincount(row, together.data, n_types)
    by_context = by_row**CONTEXT_POWER
    information = np.log(together.data * by_context.sum() / (by_row[row] * by_context[column]))
    kept = information > 0
    return sparse.csr_array((information[kept], (row[kept], column[kept])), shape=(n_types, n_types))


def _neighbours(sequence: np.ndarray, distance: int, n_types: int) -> sparse.csr_array:
    first, second = sequence[:-distance], sequence[distance:]
    kept = (first >= 0) & (second >= 0)
    weight = np.full(int(kept.sum()), 1 / distance)
    return sparse.csr_array((weight, (first[kept], second[kept])), shape=(n_types, n_types))


def _factor(information: sparse.csr_array, seed: int) -> np.ndarray:
    from sklearn.utils.extmath import randomized_svd

    left, strength, _ = randomized_svd(information, DIMENSIONS, random_state=seed)
    scaled = left * np.sqrt(strength)
    return scaled / np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)


def int8_rows(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 rows and the float32 factor of each, so that rows * factor is nearly `vectors`."""
    scale = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    return np.round(vectors / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def split_rough(texts: Iterable[str]) -> list[str]:
    """Cut long texts at sentence ends, roughly, and drop repeated pieces: enough for counting neighbours."""
    pieces = (piece.strip() for text in texts for line in text.split("\n") for piece in line.split(". "))
    return list(dict.fromkeys(piece for piece in pieces if piece))
