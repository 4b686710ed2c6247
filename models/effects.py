"""What the words of a sentence add up to: log-odds for the heads, and the scores of the families of rules."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from signals.compiled import compiled, part

from .pair_table import EMPTY
from .vocabulary import Vocabulary


class RuleCells(NamedTuple):
    """What runs of words add to rule scores: those of a row stand from `edges[row]` to `edges[row + 1]` in `family` and
    `value`. The rows are all types, from `first_pair` on all pairs, and from `first_triple` on all triples."""

    edges: np.ndarray
    family: np.ndarray
    value: np.ndarray
    first_pair: int
    first_triple: int


def rule_cells(vocabulary: Vocabulary) -> RuleCells:
    """Return the rules of a vocabulary, those of each run of words together."""
    first_pair = len(vocabulary.types)
    first_triple = first_pair + len(vocabulary.pairs)
    level, row, family = vocabulary.rules.T
    row = row + np.array([0, first_pair, first_triple])[level - 1]
    order = np.argsort(row, kind="stable")
    edges = np.searchsorted(row[order], np.arange(first_triple + len(vocabulary.triples) + 1))
    value = vocabulary.rule_values[order].astype(np.float64)
    return RuleCells(edges.astype(np.int32), family[order].astype(np.int32), value, first_pair, first_triple)


class Runs(NamedTuple):
    """The tokens of a batch as `ids` of types; the rows of the pair and of the triple that begin with each, or EMPTY;
    and where each sentence starts, and the last one ends."""

    ids: np.ndarray
    pairs: np.ndarray
    triples: np.ndarray
    starts: np.ndarray


def runs_among(ids: np.ndarray, vocabulary: Vocabulary, start_id: int) -> Runs:
    """Return the runs among tokens, START before each sentence and one more after the last."""
    pairs = vocabulary.pair_table.find(ids[:-1], ids[1:])
    triples = vocabulary.triple_table.find(pairs[:-1], ids[2:])
    return Runs(ids, pairs, triples, np.flatnonzero(ids == start_id))


@compiled
def add_odds(runs: Runs, type_odds: np.ndarray, pair_odds: np.ndarray) -> np.ndarray:
    """Return what types and pairs add to the heads in each sentence, (n, 3).

    It is added up in the order of the text, so that a sum depends on its sentence alone, to the bit.
    """
    ids, pairs, _, starts = runs
    odds = np.empty((len(starts) - 1, 3))
    for sentence in range(len(odds)):
        neutral = escalatory = material = 0.0
        for at in range(starts[sentence], starts[sentence + 1]):
            neutral += type_odds[ids[at], 0]
            escalatory += type_odds[ids[at], 1]
            material += type_odds[ids[at], 2]
            if pairs[at] != EMPTY:
                neutral += pair_odds[pairs[at], 0]
                escalatory += pair_odds[pairs[at], 1]
                material += pair_odds[pairs[at], 2]
        odds[sentence, 0], odds[sentence, 1], odds[sentence, 2] = neutral, escalatory, material
    return odds


@compiled
def add_rules(runs: Runs, cells: RuleCells, n_families: int) -> np.ndarray:
    """Return the rule score of each family in each sentence, (n, families), added up in the order of the text, too."""
    ids, pairs, triples, starts = runs
    edges, family, value, first_pair, first_triple = cells
    scores = np.zeros((len(starts) - 1, n_families))
    for sentence in range(len(scores)):
        for at in range(starts[sentence], starts[sentence + 1]):
            if ids[at] < first_pair:
                add_cells(scores[sentence], edges, family, value, ids[at])
            if pairs[at] != EMPTY:
                add_cells(scores[sentence], edges, family, value, first_pair + pairs[at])
            if at < len(triples) and triples[at] != EMPTY:
                add_cells(scores[sentence], edges, family, value, first_triple + triples[at])
    return scores


@part
def add_cells(scores: np.ndarray, edges: np.ndarray, family: np.ndarray, value: np.ndarray, row: int) -> None:
    """Add the cells of a row to the scores of a sentence."""
    for cell in range(edges[row], edges[row + 1]):
        scores[family[cell]] += value[cell]
