"""Which patterns a word fits is remembered from text to text."""

from __future__ import annotations

from signals.text.phrases import PhraseMatcher
from signals.text.words import words_of


def test_patterns_met_in_one_text_are_known_in_the_next() -> None:
    matcher = PhraseMatcher(["talk* on", "war"])
    texts = ["no", "talking on war", "talks on", "war"]
    found = [matcher.find(matcher.fitting.text_of(words_of([text]))).phrase.tolist() for text in texts]
    assert found == [[], [0, 1], [0], [1]]
