"""Cues with their modifiers: what is hit, where, and what changes its force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from signals.text.codepoints import fold
from tests.support import rule_label

FINDER = CueFinder(load_lexicon())


WORDS = st.sampled_from(
    "The president İstanbul never not if ceasefire agreed attack talks troops withdrew, but said the war “peace” "
    "denied that; would ambassador rights 40 sanctions lifted anniversary of".split()
)


SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)


def found_in(sentence: str, finder: CueFinder = FINDER) -> list[tuple[str, str, str]]:
    """Words, pattern and modifier of every hit."""
    hits, lexicon = finder.find_hits([sentence]), finder.lexicon
    columns = zip(hits.start, hits.end, hits.cue, hits.modifier, strict=True)
    return [(sentence[a:b], lexicon.cues[c].pattern, lexicon.modifier_names[m]) for a, b, c, m in columns]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The ambassador spoke about human rights.", id="assad_and_hts"),
        pytest.param("Warsaw and Delaware were warm.", id="war_in_a_word"),
        pytest.param("The film was shot in Prague.", id="film"),
        pytest.param("She bought bread and milk on Friday.", id="nothing_political"),
        pytest.param("", id="empty"),
        pytest.param("12.5 % — (…)", id="no_words"),
    ],
)
def test_finds_nothing(sentence: str) -> None:
    assert found_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        pytest.param("Iran offered talks.", "de-escalatory", id="offer"),
        pytest.param("Iran did not offer peace talks.", "escalatory", id="negated_offer"),
        pytest.param("Iran did not offer talks.", "escalatory", id="negated_weak_offer"),
        pytest.param(
            "The ceasefire was not signed.", "escalatory", id="negated_verb_after"),
        pytest.param(
            "The blockade was lifted.", "de-escalatory", id="blockade_lifted",
            ),
        pytest.param("The rebels refuse to agree to a ceasefire.", "escalatory", id="refused_ceasefire"),
        pytest.param(
            "They will never agree to a ceasefire.", "escalatory", id="never_in_a_cue",
        ),
        pytest.param("Troops did not withdraw from the town.", "escalatory", id="negated_withdrawal"),
        pytest.param("There are no grounds to continue the talks.", "escalatory", id="no_grounds_for_talks"),
        pytest.param("The prisoners were not released.", "escalatory", id="negated_release"),
        pytest.param("We do not plan to attack anyone.", "de-escalatory", id="own_attack_ruled_out"),
        pytest.param("The rebels surrendered.", "de-escalatory", id="surrender"),
        pytest.param("There was no attack on the convoy.", "neutral", id="no_attack"),
    ],
)  # fmt: skip
def test_direction(sentence: str, label: str) -> None:
    assert rule_label(sentence, FINDER) == label


def test_the_longest_cue_wins() -> None:
    assert [words for words, _, _ in found_in("The de-escalation continued.")] == ["de-escalation"]
    assert rule_label("The de-escalation continued.", FINDER) == "de-escalatory"


def test_a_cue_of_ones_own_is_found(lexicon: Lexicon) -> None:
    own = CueFinder(lexicon.with_cues([Cue("bread and milk", 0.5, "threat", "verbal", "analyst")]))
    assert found_in("She bought bread and milk.", own) == [("bread and milk", "bread and milk", "")]


def test_turkish_capitals_keep_offsets() -> None:
    words = [text for text, _, _ in found_in("İİİ İstanbul TALKS failed as İzmir was ATTACKED.")]
    assert "ATTACKED" in words


@given(SENTENCES)
def test_hits_slice_back_to_their_pattern(sentence: str) -> None:
    for words, pattern, _ in found_in(sentence):
        first = pattern.split()[0].rstrip("*")
        assert fold(words).startswith(first)
        assert words == words.strip()


@given(st.lists(SENTENCES, max_size=6))
@settings(deadline=None)
def test_a_sentence_is_read_alike_alone_and_among_others(sentences: list[str]) -> None:
    hits = FINDER.find_hits(sentences)
    together = np.stack([hits.sentence, hits.cue, hits.start, hits.end, hits.modifier], axis=1)
    alone = [FINDER.find_hits([sentence]) for sentence in sentences]
    apart = [
        (row, *hit)
        for row, one in enumerate(alone)
        for hit in zip(one.cue, one.start, one.end, one.modifier, strict=True)
    ]
    assert together.tolist() == [list(hit) for hit in apart]


@given(SENTENCES)
@settings(deadline=None)
def test_the_matrix_adds_up_the_factors(sentence: str) -> None:
    hits, lexicon = FINDER.find_hits([sentence]), FINDER.lexicon
    expected = np.zeros(len(lexicon.cues))
    for cue, modifier in zip(hits.cue, hits.modifier, strict=True):
        expected[cue] += lexicon.factors[modifier, lexicon.direction_of_cue[cue]]
    assert hits.matrix(lexicon).toarray()[0] == pytest.approx(expected)


def test_row_pointers_cover_sentences_without_hits() -> None:
    hits = FINDER.find_hits(["Bread.", "They attacked.", "Milk.", ""])
    assert hits.indptr().tolist() == [0, 0, 1, 1, 1]
