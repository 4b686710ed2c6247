"""Choose what the fast classifier knows: words, pairs and n-grams of characters that recur, and the lexicon's n-grams.

The lexicon's rules are asked once, at training time, about all runs of one to three words seen in news and in the
lexicon itself. What a run adds is its score less what the runs inside it add already, so that the sum over a sentence
is nearly the sentence's rule score (exact for cues and modifiers within three words of each other), and prediction
needs no pattern matching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from scipy import sparse

from models.classifiers.char_ngrams import character_grams
from models.classifiers.feature_tokens import START, TOKEN, shape_of, tokenise
from models.classifiers.vocabulary import Vocabulary
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Lexicon

MIN_TYPE_SENTENCES, MIN_GRAM_SENTENCES = 2, 3
MIN_TAUGHT_TYPE, MIN_TAUGHT_GRAM = 3, 8  # where unlabelled sentences are lessons, too
MAX_WORDS = 3
# Of cues such as "attack*".
INFLECTIONS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "ion", "ions", "ment", "al", "ly")
SMALLEST_SCORE = 1e-9
Vectors = tuple[Sequence[str], np.ndarray, np.ndarray]  # types, int8 rows, factors
Run = tuple[str, ...]


@dataclass(frozen=True)
class Recurring:
    """In how many of `n_sentences` each word, pair of words and n-gram of characters stands; rare ones left out."""

    n_sentences: int
    words: dict[str, int]
    pairs: dict[Run, int]
    grams: dict[str, int]


def build_vocabulary(
    sentences: Sequence[str],
    unlabelled: Sequence[str],
    vectors: Vectors,
    lexicon: Lexicon,
    *,
    is_taught: bool = False,
) -> Vocabulary:
    """Return the vocabulary of masked `sentences`, widened by what the lexicon says of runs in `unlabelled` text.

    `is_taught`: the unlabelled sentences are lessons (`distillation`), so that their words count as the others' do.
    """
    if is_taught:
        sentences, unlabelled = [*sentences, *unlabelled], []
    tokens = [shape_of(token) for token in tokenise(sentences)]
    least = (MIN_TAUGHT_TYPE, MIN_TAUGHT_GRAM) if is_taught else (MIN_TYPE_SENTENCES, MIN_GRAM_SENTENCES)
    recurring = _recurring(split_at_start(tokens), *least)
    runs = rule_runs([*tokens, *(shape_of(token) for token in tokenise(unlabelled))], lexicon)
    return _vocabulary_of(recurring, vectors, runs, tuple(family.name for family in lexicon.families))


def _recurring(sentences: Sequence[list[str]], least: int, least_gram: int) -> Recurring:
    grams = ({gram for word in tokens for gram in character_grams(word)} for tokens in sentences)
    pairs = (set(zip(tokens, [*tokens[1:], START], strict=True)) for tokens in sentences)
    return Recurring(
        len(sentences),
        _sentence_counts(map(set, sentences), least),
        _sentence_counts(pairs, least),
        _sentence_counts(grams, least_gram),
    )


def _sentence_counts(sets: Iterable[set[Any]], least: int) -> dict[Any, int]:
    """Return how many sentences each item stands in, sorted, rare ones left out."""
    counts = Counter(item for items in sets for item in items)
    return {item: counts[item] for item in sorted(counts) if counts[item] >= least}


def split_at_start(tokens: Sequence[str]) -> list[list[str]]:
    """Return one list of tokens per sentence, START first."""
    starts = [at for at, token in enumerate(tokens) if token == START]
    return [list(tokens[start:stop]) for start, stop in zip(starts, starts[1:], strict=False)]


def rule_runs(tokens: Sequence[str], lexicon: Lexicon) -> dict[Run, np.ndarray]:
    """Return run of words -> what it adds to each family's score, for the runs in `tokens` and in the lexicon.

    `tokens` are those of many sentences (`tokenise`); runs do not cross START, marks or numbers.
    """
    finder = CueFinder(lexicon)
    weights = sparse.csr_array(
        (lexicon.weights, (np.arange(len(lexicon.cues)), lexicon.family_of_cue)),
        shape=(len(lexicon.cues), len(lexicon.families)),
    )
    added: dict[Run, np.ndarray] = {}
    written = list(_written_out(lexicon.patterns))
    for size in range(1, MAX_WORDS + 1):
        runs = sorted(set(_runs(tokens, size)) | {run for words in written for run in _runs(words, size)})
        scores = (finder.find_hits([" ".join(run) for run in runs]).matrix(lexicon) @ weights).toarray()
        for run, score in zip(runs, scores, strict=True):
            _add_rest(added, run, score)
    return added


def _add_rest(added: dict[Run, np.ndarray], run: Run, score: np.ndarray) -> None:
    """Add what a run scores beyond the runs inside it, which are in `added` already."""
    inside = (run[at : at + size] for size in range(1, len(run)) for at in range(len(run) - size + 1))
    rest = score - sum((added[inner] for inner in inside if inner in added), np.zeros(len(score)))
    if np.abs(rest).max() > SMALLEST_SCORE:
        added[run] = rest


def _runs(tokens: Sequence[str], size: int) -> Iterable[Run]:
    shifted = [tokens[at:] for at in range(size)]
    return (run for run in zip(*shifted, strict=False) if all(word[0].isalpha() for word in run))


def _written_out(patterns: Iterable[str]) -> Iterable[list[str]]:
    """Yield each short pattern's words, its open endings filled with the common ones; those with a gap are left out."""
    for pattern in patterns:
        words = pattern.split()
        if len(words) > MAX_WORDS or "*" in words:
            continue
        for endings in product(*(INFLECTIONS if word.endswith("*") else ("",) for word in words)):
            yield TOKEN.findall(
                " ".join(word.rstrip("*") + ending for word, ending in zip(words, endings, strict=True))
            )


def _vocabulary_of(
    recurring: Recurring, vectors: Vectors, runs: dict[Run, np.ndarray], families: tuple[str, ...]
) -> Vocabulary:
    n_sentences = recurring.n_sentences
    types = sorted({START, *recurring.words, *vectors[0], *(word for run in (*runs, *recurring.pairs) for word in run)})
    type_ids = {name: row for row, name in enumerate(types)}
    pair_names = sorted({*recurring.pairs, *(run[:2] for run in runs if len(run) > 1)})
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
        type_idf=_idf(types, recurring.words, n_sentences),
        **_vector_arrays(types, vectors),
        pairs=np.array([[type_ids[one], type_ids[two]] for one, two in pair_names], dtype=np.int32).reshape(-1, 2),
        pair_idf=_idf(pair_names, recurring.pairs, n_sentences),
        triples=np.array([[pair_ids[name[:2]], type_ids[name[2]]] for name in triple_names], dtype=np.int32).reshape(
            -1, 2
        ),
        grams=tuple(recurring.grams),
        gram_idf=_idf(list(recurring.grams), recurring.grams, n_sentences),
        rules=rules,
        rule_values=rule_values,
        families=families,
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
        for family in np.flatnonzero(np.abs(added) > SMALLEST_SCORE)
    ]
    return (
        np.array([cell[:3] for cell in cells], dtype=np.int32).reshape(-1, 3),
        np.array([cell[3] for cell in cells], dtype=np.float32),
    )
