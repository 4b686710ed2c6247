"""Lone stars try all ways; of overlapping phrases the longest stays."""

from __future__ import annotations

import numpy as np
import pytest

from signals.text.phrase_kernel import Spans, without_overlaps
from signals.text.phrases import PhraseMatcher
from signals.text.words import words_of

Span = tuple[int, int, int]  # start, end, row of the phrase


def found_in(text: str, phrases: list[str]) -> list[Span]:
    matcher = PhraseMatcher(phrases)
    found = matcher.find(matcher.fitting.text_of(words_of(text.split("\n"))))
    return list(zip(*(column.tolist() for column in found), strict=True))


def test_overlaps_are_resolved_within_a_chain() -> None:
    kept = without_overlaps(Spans(*np.array([(0, 4, 0), (3, 9, 1), (8, 10, 2), (12, 13, 3)]).T.copy()))
    assert [column.tolist() for column in kept] == [[3, 12], [9, 13], [1, 3]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("war-won to peace", "war-won to peace", id="as_few_words_as_will_do"),
        pytest.param("war a-to-b to peace", "war a-to-b to peace", id="earlier_in_a_word_that_was_skipped"),
        pytest.param("war to to to peace", "war to to to peace", id="the_first_gap_takes_more"),
        pytest.param("war a b c to d e f peace", "war a b c to d e f peace", id="both_gaps_full"),
        pytest.param("war a b c d to peace", None, id="too_many"),
    ],
)
def test_two_gaps_try_all_ways(text: str, expected: str | None) -> None:
    assert [text[start:end] for start, end, _ in found_in(text, ["war * to * peace"])] == (
        [expected] if expected else []
    )
