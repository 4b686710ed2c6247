"""Turn masked sentences into numbers: the same blocks of columns for training and for reading a trained model.

Columns, in this order: types, pairs, runs of characters, word vectors, rules. All but the rules are divided by the
square root of the number of tokens, so that what a word adds to a score is one number, whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.classifiers.vocabulary import Counts, TypeIndex, Vocabulary, count_runs

# Block scales: they set how much regularisation each block feels. Chosen by cross-validation, docs/decisions/005.
WORD_SCALE, GRAM_SCALE, VECTOR_SCALE, RULE_SCALE = 1 / 6, 1 / 20, 1.0, 1.0
LONG = 60  # tokens: beyond it a text's sums are averages, so that length alone does not make an answer certain


@dataclass(frozen=True)
class Blocks:
    """Which columns belong to what."""

    types: slice
    pairs: slice
    grams: slice
    vectors: slice
    rules: slice

    @property
    def n_columns(self) -> int:
        return self.rules.stop


def blocks_of(vocabulary: Vocabulary) -> Blocks:
    """Return the columns of each block for this vocabulary."""
    widths = (
        len(vocabulary.types),
        len(vocabulary.pairs),
        len(vocabulary.grams),
        vocabulary.vectors.shape[1],
        len(vocabulary.families) + 2,
    )
    stops = np.cumsum(widths).tolist()
    return Blocks(*(slice(stop - width, stop) for stop, width in zip(stops, widths, strict=True)))


def design_matrix(sentences: Sequence[str], vocabulary: Vocabulary) -> sparse.csr_array:
    """Return (n, columns) for at least one sentence."""
    index = TypeIndex(vocabulary)
    counts = count_runs(sentences, vocabulary, index)
    names = (*vocabulary.types, *index.unknown)
    n_known = len(vocabulary.types)
    by_length = sparse.diags_array(1 / length_divisor(np.diff(counts.types.indptr)))
    of_known = counts.types[:, :n_known]
    linear = sparse.hstack(
        [
            of_known * (vocabulary.type_idf * WORD_SCALE),
            counts.pairs * (vocabulary.pair_idf * WORD_SCALE),
            counts.types @ gram_matrix(names, vocabulary),
            of_known @ sparse.csr_array(vector_matrix(vocabulary)),
        ]
    )
    return sparse.hstack([by_length @ linear, rule_features(family_scores(counts, vocabulary))]).tocsr()


def length_divisor(n_tokens: np.ndarray) -> np.ndarray:
    """Return what the sums over a sentence are divided by: the square root of its tokens, more for very long ones."""
    return np.sqrt(n_tokens) * np.sqrt(np.maximum(n_tokens / LONG, 1))


def gram_matrix(names: Sequence[str], vocabulary: Vocabulary) -> sparse.csr_array:
    """Return how much of each run of characters is in each word: (names, grams)."""
    rows, columns = vocabulary.gram_table.find(names)
    weights = (vocabulary.gram_idf[columns] * GRAM_SCALE).astype(float)
    return sparse.csr_array((weights, (rows, columns)), shape=(len(names), len(vocabulary.grams)))


def vector_matrix(vocabulary: Vocabulary) -> np.ndarray:
    """Return the word vectors as float64, (types, dimensions)."""
    return vocabulary.vectors * (vocabulary.vector_scale * VECTOR_SCALE)[:, None].astype(float)


def family_scores(counts: Counts, vocabulary: Vocabulary) -> np.ndarray:
    """Return the rule score of each family of cues in each sentence, (n, families), + is escalatory."""
    n_known = len(vocabulary.types)
    return (
        counts.types[:, :n_known] @ vocabulary.rule_table(1)
        + counts.pairs @ vocabulary.rule_table(2)
        + counts.triples @ vocabulary.rule_table(3)
    )


def rule_features(scores: np.ndarray) -> np.ndarray:
    """Return the squashed total, its size, and the squashed score of each family: (n, families + 2), -1..1."""
    total = np.tanh(scores.sum(axis=1))
    return np.column_stack([total, np.abs(total), np.tanh(scores)]) * RULE_SCALE
