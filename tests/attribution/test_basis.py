"""How a finding is told: the rule, and the words that show it, cut to a length."""

from __future__ import annotations

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.attribution.basis import SHOWN_LENGTH, shown_end
from tests.support import attributions_of

FINDER = MentionFinder(load_actors())


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        pytest.param("Russia attacked Ukraine.", "acts: Russia attacked Ukraine", id="acts"),
        pytest.param("Ukraine was attacked by Russia.", "passive: was attacked by Russia", id="passive"),
        pytest.param("According to Ukraine, nothing happened.", "according to: According to Ukraine", id="according"),
        pytest.param("It rained.", "", id="nobody"),
    ],
)
def test_the_rule_and_its_words(text: str, basis: str) -> None:
    ((_, found),) = attributions_of(text, FINDER)
    assert found.basis == basis


def test_a_carried_speaker_is_told_by_the_words_that_named_him() -> None:
    first, second = attributions_of("Russia warned Ukraine. He said more would follow.", FINDER)
    assert second[1].source == "RUS"
    assert second[1].basis.startswith(f"carried over from “{first[1].basis.partition(': ')[2]}”: ")


@pytest.mark.parametrize("length", [1, SHOWN_LENGTH, SHOWN_LENGTH + 1, 500])
def test_words_are_cut_to_a_length(length: int) -> None:
    end = shown_end(10, 10 + length)
    assert end - 10 == (length if length <= SHOWN_LENGTH else SHOWN_LENGTH - 1)
