"""Choose what the fast classifier knows: words, pairs and runs of characters that recur, and the lexicon's runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from models.classifiers.char_ngrams import character_grams
from models.classifiers.feature_tokens import START, shape_of, tokenise
from models.classifiers.vocabulary import Vocabulary
from models.training.rule_ngrams import Run, rule_runs
from signals.cues.lexicon import Lexicon

MIN_SENTENCES, MIN_SENTENCES_GRAM = 2, 3
MIN_TAUGHT, MIN_TAUGHT_GRAM = 3, 8  # where unlabelled sentences are lessons, too
Vectors = tuple[Sequence[str], np.ndarray, np.ndarray]  # types, int8 rows, factors


def build_vocabulary(
    sentences: Sequence[str],
    unlabelled: Sequence[str],
    vectors: Vectors,
    lexicon: Lexicon,
    *,
    is_taught: bool = False,
) -> Vocabulary:
    """Return the vocabulary of masked `sentences`, widened by what the lexicon says of runs in `unlabelled` text.

    `is_taught`: the unlabelled sentences are lessons (`teaching`), so that their words count as the others' do.
    """
    if is_taught:
        sentences, unlabelled = [*sentences, *unlabelled], []
    least, least_gram = (MIN_TAUGHT, MIN_TAUGHT_GRAM) if is_taught else (MIN_SENTENCES, MIN_SENTENCES_GRAM)
    tokens = [shape_of(token) for token in tokenise(sentences)]
    per_sentence = split_at_start(tokens)
    words = _recurring((set(line) for line in per_sentence), least)
    pairs = _recurring((set(zip(line, [*line[1:], START], strict=True)) for line in per_sentence), least)
    grams = _recurring(({gram for word in line for gram in character_grams(word)} for line in per_sentence), least_gram)
    runs = rule_runs([*tokens, *(shape_of(token) for token in tokenise(unlabelled))], lexicon)
    return _assemble(len(sentences), words, pairs, grams, vectors, runs, lexicon)


def split_at_start(tokens: Sequence[str]) -> list[list[str]]:
    """Return one list of tokens per sentence, START first."""
    starts = [at for at, token in enumerate(tokens) if token == START]
    return [list(tokens[start:stop]) for start, stop in zip(starts, starts[1:], strict=False)]


def _recurring(sets: Iterable[set[Any]], least: int) -> dict[Any, int]:
    """Return how many sentences each item stands in, sorted, rare ones left out."""
    counts = Counter(item for items in sets for item in items)
    return {item: counts[item] for item in sorted(counts) if counts[item] >= least}


def _assemble(
    n_sentences: int,
    words: dict[str, int],
    pairs: dict[Run, int],
    grams: dict[str, int],
    vectors: Vectors,
    runs: dict[Run, np.ndarray],
    lexicon: Lexicon,
) -> Vocabulary:
    types = sorted({START, *words, *vectors[0], *(word for run in (*runs, *pairs) for word in run)})
    type_ids = {name: row for row, name in enumerate(types)}
    pair_names = sorted({*pairs, *(run[:2] for run in runs if len(run) > 1)})
    pair_ids = {name: row for row, name in enumerate(pair_names)}
    triple_names = sorted(run for run in runs if len(run) == 3)
    rules, rule_values = _rule_cells(
        runs,
        (
            {(name,): row for name, row in type_ids.items()},
            pair_ids,
            {name: row for row, name in enumerate(triple_names)},
        ),
    )
    return Vocabulary(
        types=tuple(types),
        type_idf=_idf(types, words, n_sentences),
        **_vector_arrays(types, vectors),
        pairs=np.array([[type_ids[one], type_ids[two]] for one, two in pair_names], dtype=np.int32).reshape(-1, 2),
        pair_idf=_idf(pair_names, pairs, n_sentences),
        triples=np.array([[pair_ids[name[:2]], type_ids[name[2]]] for name in triple_names], dtype=np.int32).reshape(
            -1, 2
        ),
        grams=tuple(grams),
        gram_idf=_idf(list(grams), grams, n_sentences),
        rules=rules,
        rule_values=rule_values,
        families=tuple(family.name for family in lexicon.families),
    )


def _idf(names: Sequence[Any], counts: dict[Any, int], n_sentences: int) -> np.ndarray:
    """Return 1 + ln((1 + sentences) / (1 + sentences with it)), float32; 0 for what is not counted."""
    found = np.array([counts.get(name, 0) for name in names], dtype=float)
    return np.where(found > 0, 1 + np.log((1 + n_sentences) / (1 + found)), 0).astype(np.float32)


def _vector_arrays(types: Sequence[str], vectors: Vectors) -> dict[str, np.ndarray]:
    names, rows, factors = vectors
    row_of = {name: row for row, name in enumerate(names)}
    known = np.array([row_of.get(name, -1) for name in types])
    arranged, scale = np.zeros((len(types), rows.shape[1]), dtype=np.int8), np.zeros(len(types), dtype=np.float32)
    arranged[known >= 0], scale[known >= 0] = rows[known[known >= 0]], factors[known[known >= 0]]
    return {"vectors": arranged, "vector_scale": scale}


def _rule_cells(runs: dict[Run, np.ndarray], rows_at: Sequence[dict[Run, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return (level, row, family) and value of everything that a run adds."""
    cells = [
        (len(run), rows_at[len(run) - 1][run], family, added[family])
        for run, added in sorted(runs.items())
        for family in np.flatnonzero(np.abs(added) > 1e-9)
    ]
    return (
        np.array([cell[:3] for cell in cells], dtype=np.int32).reshape(-1, 3),
        np.array([cell[3] for cell in cells], dtype=np.float32),
    )
