"""What the fast classifier knows of words: types, runs of two and three words, runs of characters, word vectors.

A *type* is a distinct token (`tokens.shape_of`). All of it is plain arrays, so that it can be saved without pickling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from models.classifiers.char_ngrams import GramTable
from models.classifiers.feature_tokens import START, cut, shape_of, with_sentence_starts
from models.classifiers.pair_table import EMPTY, PairTable
from signals.text.word_ids import Spellings


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Arrays of the words known. An idf of 0 means: known, but no feature of its own.

    `types` (V strings), `type_idf` (V,); `vectors` (V, d) int8 and `vector_scale` (V,), 0 where there is no vector;
    `pairs` (n, 2) type ids with `pair_idf`; `triples` (n, 2): row of `pairs`, type id; `grams` (n strings), `gram_idf`.
    `rules` (n, 3): level 1..3, row at that level, family; `rule_values` (n,): what the run of words adds to the
    family's rule score.
    """

    types: tuple[str, ...]
    type_idf: np.ndarray
    vectors: np.ndarray
    vector_scale: np.ndarray
    pairs: np.ndarray
    pair_idf: np.ndarray
    triples: np.ndarray
    grams: tuple[str, ...]
    gram_idf: np.ndarray
    rules: np.ndarray
    rule_values: np.ndarray
    families: tuple[str, ...]

    @cached_property
    def type_ids(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.types)}

    @cached_property
    def gram_table(self) -> GramTable:
        return GramTable(self.grams)

    @cached_property
    def pair_table(self) -> PairTable:
        return PairTable(self.pairs)

    @cached_property
    def triple_table(self) -> PairTable:
        return PairTable(self.triples)

    def rule_table(self, level: int) -> np.ndarray:
        """Return what each type (level 1), pair (2) or triple (3) adds to each family's score: (rows, families)."""
        n_rows = (len(self.types), len(self.pairs), len(self.triples))[level - 1]
        table = np.zeros((n_rows, len(self.families)))
        at = self.rules[:, 0] == level
        table[self.rules[at, 1], self.rules[at, 2]] = self.rule_values[at]
        return table


@dataclass(frozen=True)
class Counts:
    """How often each type, pair and triple stands in each sentence: sparse, (n, V), (n, pairs), (n, triples)."""

    types: sparse.csr_array
    pairs: sparse.csr_array
    triples: sparse.csr_array


class TypeIndex:
    """Token -> id. A token not seen before gets the vocabulary's id, or a new one after its last."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._new_ids: dict[str, int] = {}
        self.unknown: list[str] = []  # what the vocabulary lacks, in the order of their ids
        self._spellings = Spellings()
        self._ids = np.zeros(0, dtype=np.int64)  # by number of spelling
        self.start_id = self._id_of(START)

    def __len__(self) -> int:
        return len(self._ids)

    def name_of(self, id_: int) -> str:
        """Return the token, or what it counts as (`shape_of`), that has an id."""
        n_known = len(self._vocabulary.types)
        return self._vocabulary.types[id_] if id_ < n_known else self.unknown[id_ - n_known]

    def ids_of(self, sentences: Sequence[str]) -> np.ndarray:
        """Return the type ids of a batch's tokens, all in one array."""
        tokens = cut(with_sentence_starts(sentences))
        number = self._spellings.of(tokens.folded, tokens.start, tokens.end)
        new = [self._id_of(token) for token in self._spellings.spelt[len(self._ids) :]]
        self._ids = np.concatenate([self._ids, np.array(new, dtype=np.int64)])
        return self._ids[number]

    def _id_of(self, token: str) -> int:
        shape, known_ids = shape_of(token), self._vocabulary.type_ids
        if shape in known_ids:
            return known_ids[shape]
        if shape not in self._new_ids:
            self._new_ids[shape] = len(known_ids) + len(self.unknown)
            self.unknown.append(shape)
        return self._new_ids[shape]


class Runs(NamedTuple):
    """The tokens of a batch as `ids` of types; the rows of the pair and of the triple that begin with each, or EMPTY;
    and `indptr`: where each sentence starts, and the last one ends."""

    ids: np.ndarray
    pairs: np.ndarray
    triples: np.ndarray
    indptr: np.ndarray


def runs_among(ids: np.ndarray, vocabulary: Vocabulary, start_id: int) -> Runs:
    """Return the runs among tokens, START before each sentence and one more after the last (`TypeIndex.ids_of`)."""
    pairs = vocabulary.pair_table.find(ids[:-1], ids[1:])
    triples = vocabulary.triple_table.find(pairs[:-1], ids[2:])
    return Runs(ids, pairs, triples, np.flatnonzero(ids == start_id))


def count_runs(sentences: Sequence[str], vocabulary: Vocabulary, index: TypeIndex) -> Counts:
    """Count the types, pairs and triples of at least one sentence."""
    runs = runs_among(index.ids_of(sentences), vocabulary, index.start_id)
    n_types = len(vocabulary.types) + len(index.unknown)
    return Counts(
        _counts_matrix(runs.ids[:-1], runs.indptr, n_types),
        _counts_matrix(runs.pairs, runs.indptr, len(vocabulary.pairs)),
        _counts_matrix(runs.triples, runs.indptr, len(vocabulary.triples)),
    )


def _counts_matrix(rows: np.ndarray, indptr: np.ndarray, width: int) -> sparse.csr_array:
    """Return (n, width) from what begins at each token, EMPTY where nothing does."""
    known = np.flatnonzero(rows != EMPTY)
    shape = (len(indptr) - 1, width)
    return sparse.csr_array((np.ones(len(known)), rows[known], np.searchsorted(known, indptr)), shape=shape)
