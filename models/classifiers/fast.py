"""The fast classifier at work: what each word adds is looked up, added up, and squashed into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np

from models.classifiers.features import WORD_SCALE, blocks_of, gram_matrix, length_divisor, rule_features, vector_matrix
from models.classifiers.pair_table import EMPTY
from models.classifiers.vocabulary import Runs, TypeIndex, Vocabulary, runs_among
from signals.text.codepoints import StringArray, string_array
from signals.text.jit import inlined, kernel
from signals.text.readability import unread_reasons

HEADS = ("neutral", "escalatory", "material")  # neutral or not; if not: escalatory or de-escalatory; a deed or words
N_HEADS = len(HEADS)
PROBABILITY_DECIMALS = 6
BATCH_SENTENCES = 4096
MAX_MEMORY = 300_000  # distinct tokens remembered between calls


class RuleCells(NamedTuple):
    """What runs of words add to rule scores: a row has those from `indptr[row]` to `indptr[row + 1]` of `family` and
    `value`. The rows are all types, from `first_pair` on all pairs, and from `first_triple` on all triples."""

    indptr: np.ndarray
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
    indptr = np.searchsorted(row[order], np.arange(first_triple + len(vocabulary.triples) + 1))
    value = vocabulary.rule_values[order].astype(np.float64)
    return RuleCells(indptr.astype(np.int32), family[order].astype(np.int32), value, first_pair, first_triple)


@kernel
def add_odds(runs: Runs, type_odds: np.ndarray, pair_odds: np.ndarray) -> np.ndarray:
    """Return what types and pairs add to the heads in each sentence, (n, 3).

    It is added up in the order of the text, so that a sum depends on its sentence alone, to the bit.
    """
    ids, pairs, _, indptr = runs
    odds = np.empty((len(indptr) - 1, 3))
    for sentence in range(len(odds)):
        neutral = escalatory = material = 0.0
        for at in range(indptr[sentence], indptr[sentence + 1]):
            neutral += type_odds[ids[at], 0]
            escalatory += type_odds[ids[at], 1]
            material += type_odds[ids[at], 2]
            if pairs[at] != EMPTY:
                neutral += pair_odds[pairs[at], 0]
                escalatory += pair_odds[pairs[at], 1]
                material += pair_odds[pairs[at], 2]
        odds[sentence, 0], odds[sentence, 1], odds[sentence, 2] = neutral, escalatory, material
    return odds


@kernel
def add_rules(runs: Runs, cells: RuleCells, n_families: int) -> np.ndarray:
    """Return the rule score of each family in each sentence, (n, families), added up in the order of the text, too."""
    ids, pairs, triples, indptr = runs
    cell_indptr, family, value, first_pair, first_triple = cells
    scores = np.zeros((len(indptr) - 1, n_families))
    for sentence in range(len(scores)):
        for at in range(indptr[sentence], indptr[sentence + 1]):
            if ids[at] < first_pair:
                add_cells(scores[sentence], cell_indptr, family, value, ids[at])
            if pairs[at] != EMPTY:
                add_cells(scores[sentence], cell_indptr, family, value, first_pair + pairs[at])
            if at < len(triples) and triples[at] != EMPTY:
                add_cells(scores[sentence], cell_indptr, family, value, first_triple + triples[at])
    return scores


@inlined
def add_cells(scores: np.ndarray, indptr: np.ndarray, family: np.ndarray, value: np.ndarray, row: int) -> None:
    """Add the cells of a row to the scores of a sentence."""
    for cell in range(indptr[row], indptr[row + 1]):
        scores[family[cell]] += value[cell]


@dataclass(frozen=True, eq=False)
class Artefact:
    """A trained model: `coefficients` (3, columns) and `intercepts` (3,), a row per head; `calibration` (3, 2): slope
    and offset on the head's log-odds; `version`: 12 hex digits of its content."""

    name: str
    version: str
    vocabulary: Vocabulary
    coefficients: np.ndarray
    intercepts: np.ndarray
    calibration: np.ndarray


class FastClassifier:
    """Holds the looked-up numbers of one artefact, and the words met so far. Safe to share between threads."""

    def __init__(self, artefact: Artefact) -> None:
        self.name, self.version = artefact.name, artefact.version
        self._artefact = artefact
        self._blocks = blocks_of(artefact.vocabulary)
        self._lock = Lock()
        self._pair_odds = self._odds_of_pairs()
        self._gram_odds = np.ascontiguousarray(artefact.coefficients[:, self._blocks.grams].T)
        self._rules = rule_cells(artefact.vocabulary)
        self._rule_effects = artefact.coefficients[:, self._blocks.rules].T
        self._vectors = vector_matrix(artefact.vocabulary) @ artefact.coefficients[:, self._blocks.vectors].T
        self._forget()

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral (they add up to 1) and p_material (if not neutral).

        A row of NaN: no words, another script or another language (`signals.text.readability`). A row depends on its
        sentence alone, to the bit, whatever stands around it.
        """
        starts = range(0, len(masked_sentences), BATCH_SENTENCES)
        batches = [self._predict_batch(masked_sentences[start : start + BATCH_SENTENCES]) for start in starts]
        return np.concatenate([np.zeros((0, 4)), *batches])

    def _predict_batch(self, sentences: Sequence[str]) -> np.ndarray:
        lines = string_array(sentences)
        runs, type_odds = self._read(lines)
        odds = add_odds(runs, type_odds, self._pair_odds) / length_divisor(np.diff(runs.indptr))[:, None]
        scores = add_rules(runs, self._rules, len(self._artefact.vocabulary.families))
        for feature, effect in zip(rule_features(scores).T, self._rule_effects, strict=True):
            odds += feature[:, None] * effect  # one after the other: a product of matrices may add in any order
        probabilities = probabilities_of(odds + self._artefact.intercepts, self._artefact.calibration)
        probabilities[np.array(unread_reasons(lines), dtype=bool)] = np.nan
        return probabilities

    def _read(self, lines: StringArray) -> tuple[Runs, np.ndarray]:
        """Return the runs of words in the sentences, and what each type adds to the heads."""
        with self._lock:
            n_met = len(self._index)
            ids = self._index.ids_of(lines)
            if len(self._index) > n_met:
                self._learn(ids)
            start_id, type_odds = self._index.start_id, self._type_odds
            if len(self._index) > MAX_MEMORY:
                self._forget()
        return runs_among(ids, self._artefact.vocabulary, start_id), type_odds

    def _forget(self) -> None:
        self._index = TypeIndex(self._artefact.vocabulary)
        self._type_odds = np.full((len(self._artefact.vocabulary.types), N_HEADS), np.nan)

    def _learn(self, ids: np.ndarray) -> None:
        """Work out what the types met for the first time add."""
        short = int(ids.max()) + 1 - len(self._type_odds)
        if short > 0:
            room = ((0, short + len(self._type_odds) // 2), (0, 0))
            self._type_odds = np.pad(self._type_odds, room, constant_values=np.nan)
        new = np.unique(ids[np.isnan(self._type_odds[ids, 0])])
        self._type_odds[new] = self._odds_of_types(new)

    def _odds_of_types(self, rows: np.ndarray) -> np.ndarray:
        """Return what types add to the heads, (n, 3), from their spelling and, of known ones, from what was learned."""
        coefficients, vocabulary = self._artefact.coefficients, self._artefact.vocabulary
        odds = gram_matrix([self._index.name_of(row) for row in rows.tolist()], vocabulary) @ self._gram_odds
        known = rows[rows < len(vocabulary.types)]  # they come first
        own = coefficients[:, known] * vocabulary.type_idf[known] * WORD_SCALE
        odds[: len(known)] += own.T + self._vectors[known]
        return odds

    def _odds_of_pairs(self) -> np.ndarray:
        effects = self._artefact.coefficients[:, self._blocks.pairs] * self._artefact.vocabulary.pair_idf * WORD_SCALE
        return np.ascontiguousarray(effects.T)


def probabilities_of(odds: np.ndarray, calibration: np.ndarray) -> np.ndarray:
    """Return (n, 4) from the heads' log-odds (n, 3): calibrated, multiplied out, rounded."""
    neutral, escalatory, material = (
        1 / (1 + np.exp(-np.clip(odds * calibration[:, 0] + calibration[:, 1], -30, 30)))
    ).T
    p_escalatory = np.round((1 - neutral) * escalatory, PROBABILITY_DECIMALS)
    p_deescalatory = np.round((1 - neutral) * (1 - escalatory), PROBABILITY_DECIMALS)
    p_neutral = np.round(1 - p_escalatory - p_deescalatory, PROBABILITY_DECIMALS)
    return np.column_stack([p_escalatory, p_deescalatory, p_neutral, np.round(material, PROBABILITY_DECIMALS)])
