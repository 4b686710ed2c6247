"""How findings are shown in source_basis: the rule, the words it rests on, what stands beside them."""

from __future__ import annotations

import numpy as np
import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.attribution.annotations import NO_ROW, AttributionRule
from signals.attribution.basis import MAX_SHOWN, SHOWN, FindingColumns, bases, has_speaker, shown_end
from tests.support import attributions_of

FINDER = MentionFinder(load_actors())
TEXT = "Russia was condemned by Poland. He said no. " + "Kyiv " * 20
WHOLE = (0, len(TEXT))


def findings(*rows: tuple[AttributionRule, int, tuple[int, int], tuple[int, int], int, int]) -> FindingColumns:
    """Findings of rows (rule, source, characters, characters of a name, named_in, quoted_from); no targets."""
    rules, sources, spans, names, named_in, quoted_from = zip(*rows, strict=True)
    (start, end), (name_start, name_end) = zip(*spans, strict=True), zip(*names, strict=True)
    columns = (rules, sources, sources, start, end, name_start, name_end, named_in, quoted_from)
    return FindingColumns(*(np.array(column, dtype=np.int64) for column in columns))


def test_every_rule_that_applies_has_its_words() -> None:
    assert set(SHOWN) == set(AttributionRule) - {AttributionRule.NO_RULE}


@pytest.mark.parametrize(
    ("rule", "span", "name", "expected"),
    [
        pytest.param(AttributionRule.ACTS, (0, 10), (0, 0), "acts: Russia was", id="words"),
        pytest.param(AttributionRule.NOBODY, (0, 0), (0, 0), "", id="nobody"),
        pytest.param(AttributionRule.PASSIVE_BY, (7, 23), (24, 30), "passive: was condemned by Poland", id="agent"),
        pytest.param(
            AttributionRule.REPORTED_DEED, (7, 20), (24, 30), "deed: was condemned, as Poland says", id="reported"
        ),
        pytest.param(
            AttributionRule.QUOTATION_NO_ACTOR, (32, 39), (0, 0), "quotation: He said (no actor)", id="no_actor"
        ),
        pytest.param(
            AttributionRule.CARRIED, (32, 39), (0, 0), "carried over from “”: He said", id="carried_from_nowhere"
        ),
        pytest.param(AttributionRule.ACTS, WHOLE, (0, 0), f"acts: {TEXT[: MAX_SHOWN - 1]}…", id="shortened"),
        pytest.param(AttributionRule.ACCORDING, WHOLE, (0, 0), f"according to: {TEXT}", id="never_shortened"),
    ],
)
def test_basis(rule: AttributionRule, span: tuple[int, int], name: tuple[int, int], expected: str) -> None:
    assert bases(TEXT, findings((rule, 0, span, name, NO_ROW, NO_ROW))) == [expected]


def test_what_is_carried_over_shows_where_from() -> None:
    speaker = (AttributionRule.SPEAKER, 0, (0, 6), (0, 0), NO_ROW, NO_ROW)
    carried = (AttributionRule.CARRIED, 0, (32, 39), (0, 0), 0, NO_ROW)
    continued = (AttributionRule.CONTINUED_QUOTATION, 0, (0, 0), (0, 0), 0, 0)
    private = (AttributionRule.CONTINUED_QUOTATION, NO_ROW, (0, 0), (0, 0), 0, NO_ROW)
    assert bases(TEXT, findings(speaker, carried, continued, private)) == [
        "speaker: Russia",
        "carried over from “Russia”: He said",
        "quotation continued: Russia",
        "quotation: its speaker is no actor",
    ]


def test_words_are_shortened_in_the_text_as_they_are_shown() -> None:
    assert shown_end(5, 5 + MAX_SHOWN) == 5 + MAX_SHOWN
    assert shown_end(5, 6 + MAX_SHOWN) == 4 + MAX_SHOWN


def test_a_speaker_who_is_no_actor_ends_what_is_carried_over() -> None:
    assert has_speaker(AttributionRule.ACTS, 3) and has_speaker(AttributionRule.QUOTATION_NO_ACTOR, NO_ROW)
    assert not has_speaker(AttributionRule.ACTS, NO_ROW)


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


@pytest.mark.parametrize("length", [1, MAX_SHOWN, MAX_SHOWN + 1, 500])
def test_words_are_cut_to_a_length(length: int) -> None:
    end = shown_end(10, 10 + length)
    assert end - 10 == (length if length <= MAX_SHOWN else MAX_SHOWN - 1)
