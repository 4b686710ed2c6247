"""Which modifier applies to a cue, and what it may do to a weight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from tests.support import rule_scores

FINDER = CueFinder(load_lexicon())


def found_in(sentence: str, finder: CueFinder = FINDER) -> list[tuple[str, str, str]]:
    """Words, pattern and modifier of every hit."""
    hits, lexicon = finder.find_hits([sentence]), finder.lexicon
    columns = zip(hits.start, hits.end, hits.cue, hits.modifier, strict=True)
    return [(sentence[a:b], lexicon.cues[c].pattern, lexicon.modifier_names[m]) for a, b, c, m in columns]


@pytest.mark.parametrize(
    ("sentence", "words", "modifier"),
    [
        pytest.param("The army attacked the town.", "attacked", "", id="plain"),
        pytest.param("The army has not attacked the town.", "attacked", "negated", id="negated"),
        pytest.param("There was no attack on the convoy.", "attack", "negated", id="no"),
        pytest.param("This is not the end, but an attack.", "attack", "", id="not_across_but"),
        pytest.param("He is not here; the attack began.", "attack", "", id="not_across_a_semicolon"),
        pytest.param(
            "It was not, as we and all of our many friends thought, an attack.", "attack", "", id="out_of_reach"
        ),
        pytest.param("If attacked, we will answer.", "attacked", "conditional", id="conditional"),
        pytest.param("The ministry denied that troops attacked.", "attacked", "reported_denial", id="denied"),
        pytest.param("The anniversary of the attack was marked.", "attack", "commemorative", id="anniversary"),
        pytest.param("The ceasefire has collapsed.", "ceasefire", "negated", id="negated_after"),
        pytest.param("Troops did not withdraw.", "Troops did not withdraw", "negated", id="inside_a_lone_star"),
        pytest.param("No grounds to continue the talks.", "No grounds to continue the talks", "", id="part_of_the_cue"),
        pytest.param("They do not want war here.", "not want war", "", id="partly_in_the_cue"),
        pytest.param("Both sides rejected the attack.", "rejected", "", id="not_itself"),
        pytest.param("Perhaps the attack began.", "attack", "hedged", id="hedged"),
    ],
)
def test_modifiers(sentence: str, words: str, modifier: str) -> None:
    assert [found for text, _, found in found_in(sentence) if text == words] == [modifier]


@pytest.mark.parametrize("modifier", ["negated", "reported_denial", "conditional", "hedged", "background"])
def test_a_modified_threat_is_never_a_full_de_escalation(modifier: str, lexicon: Lexicon) -> None:
    on_escalatory, _ = lexicon.factors[lexicon.modifier_names.index(modifier)]
    assert 0 <= on_escalatory < 1


def test_a_negated_offer_turns_escalatory_with_less_force(lexicon: Lexicon) -> None:
    _, on_deescalatory = lexicon.factors[lexicon.modifier_names.index("negated")]
    assert -1 < on_deescalatory < 0


def test_no_modifier_makes_any_cue_stronger(lexicon: Lexicon) -> None:
    assert lexicon.modifier_names[0] == "" and lexicon.factors[0].tolist() == [1, 1]
    assert np.abs(lexicon.factors).max() <= 1


def test_negated_threats_of_the_whole_family_score_at_most_as_much_as_plain_ones(lexicon: Lexicon) -> None:
    # Only patterns that are plain words, and that the frame does not make part of another cue.
    patterns = [cue.pattern for cue in lexicon.cues if cue.family == "attack" and cue.weight > 0.3]
    words = [pattern.replace("*", "") for pattern in patterns if " " not in pattern]
    plain = rule_scores([f"They will {word} them." for word in words], FINDER)
    negated = rule_scores([f"They will not {word} them." for word in words], FINDER)
    assert len(words) >= 10
    assert (negated <= plain).all()


def test_a_word_before_a_hyphen_is_spelt_out_too(lexicon: Lexicon) -> None:
    own = CueFinder(lexicon.with_cues([Cue("no-tolls * lane", 0.5, "threat", "verbal", "analyst")]))
    assert found_in("They built a no-tolls fast lane.", own) == [("no-tolls fast lane", "no-tolls * lane", "")]


def test_without_modifiers_nothing_is_modified(lexicon: Lexicon) -> None:
    plain = CueFinder(replace(lexicon, modifiers=()))
    assert plain.find_hits(["They did not attack."]).modifier.tolist() == [0]
