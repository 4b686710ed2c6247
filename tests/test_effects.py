"""What the classifier adds up word by word is what its design matrix says, in plain Python and in machine code."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

import models
from models.classifiers.artefact import read_artefact
from models.classifiers.char_ngrams import BASE, GramTable, character_grams
from models.classifiers.fast import DECIMALS, FastClassifier, probabilities_of
from models.classifiers.features import design_matrix
from models.classifiers.pair_table import EMPTY, PairTable
from tests.support import ROOT, seed_documents

pytestmark = pytest.mark.usefixtures("either_way")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    pieces = [piece for one in seed_documents()[:30] for piece in one.text.split(". ")]
    return [*pieces, "", "?!", "unheardofness 1962 12 don't", *pieces[:5]]


def test_probabilities_are_those_of_the_design_matrix(sentences: list[str]) -> None:
    artefact = read_artefact(ROOT / "models" / "fast")
    odds = design_matrix(sentences, artefact.vocabulary) @ artefact.coefficients.T + artefact.intercepts
    expected = probabilities_of(odds, artefact.calibration)
    found = FastClassifier(artefact).predict(sentences)
    judged = ~np.isnan(found[:, 0])
    assert judged.sum() > 80
    np.testing.assert_allclose(found[judged], expected[judged], atol=2 * 10**-DECIMALS)


def test_a_row_depends_on_its_sentence_alone(sentences: list[str]) -> None:
    together = models.load("fast").predict(sentences)
    classifier = models.load("fast")
    for row in range(0, len(sentences), 20):
        np.testing.assert_array_equal(classifier.predict(sentences[row : row + 1])[0], together[row])


def test_pairs_are_found() -> None:
    pairs = np.random.default_rng(7).permutation(90_000)[:5_000]
    pairs = np.column_stack([pairs // 300, pairs % 300])
    first, second = np.divmod(np.arange(90_000), 300)
    rows = PairTable(pairs).find(np.append(first, EMPTY), np.append(second, 7))
    expected = np.full(90_001, EMPTY)
    expected[pairs[:, 0] * 300 + pairs[:, 1]] = np.arange(len(pairs))
    assert rows.tolist() == expected.tolist()
    assert PairTable(pairs[:0]).find(first[:3], second[:3]).tolist() == [EMPTY] * 3


def test_known_runs_of_characters_are_found_in_every_word() -> None:
    words = ["abc", "ab", "#year", "", '"', "don't", "x" * 60, "naïve", "日本語", "ab", "bab", "ababab"]
    grams = sorted({gram for word in words[::2] for gram in character_grams(word)} | {" ab", "bab ", "ï v"})
    expected = {
        (row, grams.index(gram)): character_grams(word).count(gram)
        for row, word in enumerate(words)
        for gram in character_grams(word)
        if gram in grams
    }
    found = zip(*(rows.tolist() for rows in GramTable(grams).find(words)), strict=True)
    assert Counter(found) == expected
    assert GramTable([]).find(words)[0].tolist() == GramTable(grams).find([])[0].tolist() == []


def test_a_run_with_a_letter_past_the_alphabet_is_not_found() -> None:
    letters = list(map(chr, range(0x4E00, 0x4E00 + BASE)))
    table = GramTable([f"{letter}ab" for letter in letters])
    rows, grams = table.find([f"{letters[0]}ab", f"{letters[-1]}ab", "кab"])
    assert (rows.tolist(), grams.tolist()) == ([0], [0])
