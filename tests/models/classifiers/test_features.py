"""What the classifier adds up word by word is what its design matrix says, in plain Python and in machine code."""

from __future__ import annotations

import numpy as np
import pytest

import models
from models.classifiers.artefact import read_artefact
from models.classifiers.fast import PROBABILITY_DECIMALS, FastClassifier, probabilities_of
from models.classifiers.features import design_matrix
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
    np.testing.assert_allclose(found[judged], expected[judged], atol=2 * 10**-PROBABILITY_DECIMALS)


def test_a_row_depends_on_its_sentence_alone(sentences: list[str]) -> None:
    together = models.load("fast").predict(sentences)
    classifier = models.load("fast")
    for row in range(0, len(sentences), 20):
        np.testing.assert_array_equal(classifier.predict(sentences[row : row + 1])[0], together[row])
