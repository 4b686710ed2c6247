"""What the fast classifier knows of words: types, runs of two and three words, runs of characters, word vectors.

A *type* is a distinct token (`tokens.shape_of`). All of it is plain arrays, so that it can be saved without pickling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from .tokens import START, Tokens, cut, joined, shape_of

PAIR_BITS = 21  # a pair of ids is one number: first << 21 | second
EMPTY = -1
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing: 2**64 / golden ratio (Knuth, TAOCP 3, 6.4)


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
    def gram_ids(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.grams)}

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


class PairTable:
    """Finds the rows of pairs of ids: a hash table in numpy, open addressing; sorted search is five times slower."""

    def __init__(self, pairs: np.ndarray) -> None:
        """`pairs` (n, 2) distinct, each id under 2**21."""
        keys = pair_keys(pairs[:, 0], pairs[:, 1])
        self._bits = max(4, int(len(keys) * 4).bit_length())
        self._keys = np.full(1 << self._bits, EMPTY, dtype=np.int64)
        self._rows = np.full(1 << self._bits, EMPTY, dtype=np.int64)
        pending = np.arange(len(keys))
        slots = self._home(keys)
        while len(pending):
            pending, slots = self._place(keys, pending, slots)

    def _home(self, keys: np.ndarray) -> np.ndarray:
        return ((keys.astype(np.uint64) * SPREAD) >> np.uint64(64 - self._bits)).astype(np.int64)

    def _place(self, keys: np.ndarray, pending: np.ndarray, slots: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Put each pending key into its slot where that is free; return those that must try the next slot."""
        free = self._keys[slots] == EMPTY
        _, first = np.unique(slots[free], return_index=True)
        chosen = np.flatnonzero(free)[first]
        self._keys[slots[chosen]] = keys[pending[chosen]]
        self._rows[slots[chosen]] = pending[chosen]
        left = np.setdiff1d(np.arange(len(pending)), chosen)
        return pending[left], (slots[left] + 1) & (len(self._keys) - 1)

    def find(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return the row of each pair of ids, EMPTY where it is not in the table."""
        keys = pair_keys(first, second)
        slots = self._home(keys)
        rows = np.where(self._keys[slots] == keys, self._rows[slots], EMPTY)
        open_ = np.flatnonzero((rows == EMPTY) & (self._keys[slots] != EMPTY))
        while len(open_):
            slots[open_] = (slots[open_] + 1) & (len(self._keys) - 1)
            found = self._keys[slots[open_]]
            matched = found == keys[open_]
            rows[open_[matched]] = self._rows[slots[open_[matched]]]
            open_ = open_[~matched & (found != EMPTY)]
        return rows


def pair_keys(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return one int64 per pair; ids too large for the table become the last one, which is never in it."""
    return (first.astype(np.int64) << PAIR_BITS) | np.minimum(second, (1 << PAIR_BITS) - 1).astype(np.int64)


@dataclass(frozen=True)
class Counts:
    """How often each type, pair and triple stands in each sentence: sparse, (n, V), (n, pairs), (n, triples)."""

    types: sparse.csr_array
    pairs: sparse.csr_array
    triples: sparse.csr_array


class TypeIndex(dict[str, int]):
    """Token -> id. A token not seen before gets the vocabulary's id, or a new one after its last."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids = vocabulary.type_ids
        self.unknown: list[str] = []
        self.fresh: list[tuple[int, str]] = []  # met since somebody last emptied it
        self[START]

    def __missing__(self, token: str) -> int:
        shape = shape_of(token)
        if shape != token:
            self[token] = self[shape]
        elif token in self._ids:
            self[token] = self._ids[token]
            self.fresh.append((self[token], token))
        else:
            self[token] = len(self._ids) + len(self.unknown)
            self.unknown.append(token)
            self.fresh.append((self[token], token))
        return self[token]

    def ids_of(self, sentences: Sequence[str]) -> np.ndarray:
        """Return the type ids of a batch's tokens, all in one array."""
        return self.ids_among(cut(joined(sentences)))

    def ids_among(self, tokens: Tokens) -> np.ndarray:
        """Return the type id of each token; each distinct one is looked up once."""
        ids = np.fromiter(map(self.__getitem__, tokens.distinct), dtype=np.int64, count=len(tokens.distinct))
        return ids[tokens.row]


def count_runs(ids: np.ndarray, vocabulary: Vocabulary, index: TypeIndex) -> Counts:
    """Count the types, pairs and triples of a batch, from the ids of its tokens (`TypeIndex.ids_of`)."""
    bounds = np.flatnonzero(ids == index[START])  # one more than there are sentences
    pair_rows = vocabulary.pair_table.find(ids[:-1], ids[1:])
    paired = np.flatnonzero(pair_rows != EMPTY)
    inner = paired[paired + 2 < len(ids)]
    triple_rows = vocabulary.triple_table.find(pair_rows[inner], ids[inner + 2])
    is_triple = triple_rows != EMPTY
    return Counts(
        _csr(ids[:-1], bounds, len(vocabulary.types) + len(index.unknown)),
        _csr(pair_rows[paired], np.searchsorted(paired, bounds), len(vocabulary.pairs)),
        _csr(triple_rows[is_triple], np.searchsorted(inner[is_triple], bounds), len(vocabulary.triples)),
    )


def _csr(columns: np.ndarray, bounds: np.ndarray, width: int) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(columns)), columns, bounds), shape=(len(bounds) - 1, width))
