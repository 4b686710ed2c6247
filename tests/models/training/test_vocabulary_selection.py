"""What the classifier knows: what recurs, and what the lexicon says of runs of words."""

from __future__ import annotations

import numpy as np
import pytest

from models.classifiers.feature_tokens import START, tokenise
from models.training.vocabulary_selection import build_vocabulary, rule_runs, split_at_start
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Lexicon

NO_VECTORS = ([], np.zeros((0, 4), dtype=np.int8), np.zeros(0, dtype=np.float32))
SENTENCES = ["actor threatened actor", "actor did not threaten actor", "museum opens", "museum opens"]


def test_tokens_are_split_into_sentences() -> None:
    assert split_at_start(tokenise(["war", "", "no war"])) == [[START, "war"], [START], [START, "no", "war"]]


@pytest.mark.parametrize("sentence", ["they threatened war", "no threats of war", "not ready to attack"])
def test_runs_add_up_to_the_rules_score(lexicon: Lexicon, cue_finder: CueFinder, sentence: str) -> None:
    """Exact where cues and modifiers stand within three words of each other."""
    words = sentence.split()
    added = rule_runs([START, *words], lexicon)
    runs = [tuple(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words) - size + 1)]
    total = sum(added[run].sum() for run in runs if run in added)
    if len(words) == 3:
        assert total == pytest.approx((cue_finder.find_hits([sentence]).matrix(lexicon) @ lexicon.weights)[0])
    assert all(len(run) <= 3 for run in added)


def test_open_endings_of_cues_are_written_out(lexicon: Lexicon) -> None:
    added = rule_runs([], lexicon)
    assert {("attacks",), ("attacked",), ("attacking",)} <= set(added)


def test_what_recurs_is_known(lexicon: Lexicon) -> None:
    vocabulary = build_vocabulary(SENTENCES, [], NO_VECTORS, lexicon)
    known = {name for name, idf in zip(vocabulary.types, vocabulary.type_idf, strict=True) if idf > 0}
    assert known == {START, "actor", "museum", "opens"}
    museum = vocabulary.types.index("museum")
    assert vocabulary.type_idf[museum] == pytest.approx(1 + np.log(5 / 3))
    pairs = {tuple(vocabulary.types[row] for row in pair) for pair in vocabulary.pairs[vocabulary.pair_idf > 0]}
    assert pairs == {(START, "actor"), ("actor", START), (START, "museum"), ("museum", "opens"), ("opens", START)}
    assert list(vocabulary.types) == sorted(vocabulary.types)
    assert vocabulary.families == tuple(family.name for family in lexicon.families)


def test_unlabelled_sentences_count_where_they_are_lessons(lexicon: Lexicon) -> None:
    taught = build_vocabulary(SENTENCES, ["museum opens"], NO_VECTORS, lexicon, is_taught=True)
    known = {name for name, idf in zip(taught.types, taught.type_idf, strict=True) if idf > 0}
    assert known == {START, "museum", "opens"}
