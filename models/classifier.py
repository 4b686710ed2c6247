"""The fast classifier at work: what each word adds is looked up, added up, and squashed into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from signals.legible import unread_reasons

from .features import GRAM_SCALE, WORD_SCALE, blocks_of, length_divisor, rule_features, vector_matrix
from .tokens import Tokens, character_grams, cut, joined
from .vocabulary import TypeIndex, Vocabulary, count_runs

HEADS = ("neutral", "escalatory", "material")  # neutral or not; if not: escalatory or de-escalatory; a deed or words
N_HEADS = len(HEADS)
DECIMALS = 6
BATCH = 4096
MAX_MEMORY = 300_000  # distinct tokens remembered between calls


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
        self._pairs = self._pair_effects()
        self._triples = np.pad(artefact.vocabulary.rule_table(3), ((0, 0), (N_HEADS, 0)))
        self._vectors = vector_matrix(artefact.vocabulary) @ artefact.coefficients[:, self._blocks.vectors].T
        self._rules = artefact.vocabulary.rule_table(1)
        self._forget()

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral (they add up to 1) and p_material (if not neutral).

        A row of NaN: no words, another script or another language (`signals.legible`). A row depends on its sentence
        alone, to the bit, whatever stands around it.
        """
        parts = [
            self._predict_batch(masked_sentences[at : at + BATCH]) for at in range(0, len(masked_sentences), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 4))

    def _predict_batch(self, sentences: Sequence[str]) -> np.ndarray:
        sums, n_tokens = self._sums(cut(joined(sentences)))
        rules = rule_features(sums[:, N_HEADS:])
        odds = (
            sums[:, :N_HEADS] / length_divisor(n_tokens)[:, None]
            + rules @ self._artefact.coefficients[:, self._blocks.rules].T
        )
        probabilities = probabilities_of(odds + self._artefact.intercepts, self._artefact.calibration)
        probabilities[np.array(unread_reasons(sentences), dtype=bool)] = np.nan
        return probabilities

    def _sums(self, tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
        """Return what the tokens of each sentence add up to, (n, heads + families), and their number."""
        with self._lock:
            ids = self._index.ids_among(tokens)
            self._learn_fresh()
            counts = count_runs(ids, self._artefact.vocabulary, self._index)
            sums = counts.types @ self._types[: counts.types.shape[1]]
            if len(self._index) > MAX_MEMORY:
                self._forget()
        return sums + counts.pairs @ self._pairs + counts.triples @ self._triples, np.diff(counts.types.indptr)

    def _forget(self) -> None:
        self._index = TypeIndex(self._artefact.vocabulary)
        self._types = np.zeros((len(self._artefact.vocabulary.types), self._triples.shape[1]))

    def _learn_fresh(self) -> None:
        """Work out what the tokens met for the first time add."""
        if not self._index.fresh:
            return
        short = max(row for row, _ in self._index.fresh) + 1 - len(self._types)
        if short > 0:
            self._types = np.pad(self._types, ((0, short + len(self._types) // 2), (0, 0)))
        for row, token in self._index.fresh:
            self._types[row] = self._type_effect(row, token)
        self._index.fresh.clear()

    def _type_effect(self, row: int, token: str) -> np.ndarray:
        artefact, vocabulary = self._artefact, self._artefact.vocabulary
        is_known = row < len(vocabulary.types)
        ids = [vocabulary.gram_ids[gram] for gram in character_grams(token) if gram in vocabulary.gram_ids]
        odds = artefact.coefficients[:, self._blocks.grams][:, ids] @ (vocabulary.gram_idf[ids] * GRAM_SCALE)
        rules = np.zeros(len(vocabulary.families))
        if is_known:
            odds = odds + artefact.coefficients[:, row] * vocabulary.type_idf[row] * WORD_SCALE + self._vectors[row]
            rules = self._rules[row]
        return np.concatenate([odds, rules])

    def _pair_effects(self) -> np.ndarray:
        vocabulary = self._artefact.vocabulary
        odds = (self._artefact.coefficients[:, self._blocks.pairs] * vocabulary.pair_idf * WORD_SCALE).T
        return np.hstack([odds, vocabulary.rule_table(2)])


def probabilities_of(odds: np.ndarray, calibration: np.ndarray) -> np.ndarray:
    """Return (n, 4) from the heads' log-odds (n, 3): calibrated, multiplied out, rounded."""
    neutral, escalatory, material = (
        1 / (1 + np.exp(-np.clip(odds * calibration[:, 0] + calibration[:, 1], -30, 30)))
    ).T
    p_escalatory = np.round((1 - neutral) * escalatory, DECIMALS)
    p_deescalatory = np.round((1 - neutral) * (1 - escalatory), DECIMALS)
    p_neutral = np.round(1 - p_escalatory - p_deescalatory, DECIMALS)
    return np.column_stack([p_escalatory, p_deescalatory, p_neutral, np.round(material, DECIMALS)])
