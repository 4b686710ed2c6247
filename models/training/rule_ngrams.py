"""Bring the lexicon into the classifier: what every run of one to three words adds to each family's rule score.

The rules are asked once, at training time, about all runs of words seen in news and in the lexicon itself. What a run
adds is its score less what its parts add already, so that the sum over a sentence is nearly the sentence's rule score
(exact for cues and modifiers within three words of each other), and prediction needs no pattern matching.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from scipy import sparse

from models.classifiers.feature_tokens import TOKEN
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Lexicon

MAX_WORDS = 3
ENDINGS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "ion", "ions", "ment", "al", "ly")  # of cues such as "attack*"
Run = tuple[str, ...]


def rule_runs(tokens: Sequence[str], lexicon: Lexicon) -> dict[Run, np.ndarray]:
    """Return run of words -> what it adds to each family's score, for the runs in `tokens` and in the lexicon.

    `tokens` are those of many sentences (`tokens.tokenise`); runs do not cross START, marks or numbers.
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
            _add(added, run, score)
    return added


def _add(added: dict[Run, np.ndarray], run: Run, score: np.ndarray) -> None:
    parts = (run[at : at + size] for size in range(1, len(run)) for at in range(len(run) - size + 1))
    left = score - sum((added[part] for part in parts if part in added), np.zeros(len(score)))
    if np.abs(left).max() > 1e-9:
        added[run] = left


def _runs(tokens: Sequence[str], size: int) -> Iterable[Run]:
    shifted = [tokens[at:] for at in range(size)]
    return (run for run in zip(*shifted, strict=False) if all(word[0].isalpha() for word in run))


def _written_out(patterns: Iterable[str]) -> Iterable[list[str]]:
    """Yield each short pattern's words, its open endings filled with the common ones; those with a gap are left out."""
    for pattern in patterns:
        words = pattern.split()
        if len(words) > MAX_WORDS or "*" in words:
            continue
        for endings in product(*(ENDINGS if word.endswith("*") else ("",) for word in words)):
            yield TOKEN.findall(
                " ".join(word.rstrip("*") + ending for word, ending in zip(words, endings, strict=True))
            )
