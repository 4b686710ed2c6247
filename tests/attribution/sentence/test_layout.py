"""What regular expressions find in a batch: in characters of its text, sentence by sentence."""

from __future__ import annotations

import numpy as np
import pytest

from signals.attribution.annotations import NO_ROW
from signals.attribution.sentence.layout import PatternMatches, SpansBySentence, pattern_matches, sentence_layout
from signals.attribution.sentence.standpoints import Sides
from tests.support import batch_naming, batch_with

KNOWN, UNKNOWN = np.array([0]), np.array([NO_ROW])


def matches_in(sentences: list[str], name: str = "Kyiv", side: np.ndarray = KNOWN) -> PatternMatches:
    batch = batch_naming(sentences, name)
    return pattern_matches("\n".join(sentences), sentences, batch, Sides(side, side, np.array([True])))


def words_in(sentences: list[str], spans: SpansBySentence) -> list[list[str]]:
    text = "\n".join(sentences)
    words = [text[start:end] for start, end in zip(spans.start.tolist(), spans.end.tolist(), strict=True)]
    return [words[start:end] for start, end in zip(spans.indptr[:-1].tolist(), spans.indptr[1:].tolist(), strict=True)]


def test_what_stands_around_the_words_of_a_sentence() -> None:
    sentences = ["MOSCOW, Jan 13 (Reuters) - No talks.", "Kyiv: no talks", "No talks – Kyiv (26.04.22 22:24)"]
    layout, text = sentence_layout(sentences, batch_with(sentences)), "\n".join(sentences)
    bodies = [text[start:end] for start, end in zip(layout.start.tolist(), layout.end.tolist(), strict=True)]
    assert bodies == ["No talks.", "Kyiv: no talks", "No talks – Kyiv"]
    assert text[layout.start[1] : layout.topic_end[1]] == "Kyiv"
    assert text[layout.topic_rest[1] : layout.end[1]] == "no talks"
    assert text[layout.dash_speaker_start[2] : layout.dash_speaker_end[2]] == "Kyiv"
    assert layout.topic_end[[0, 2]].tolist() == [NO_ROW, NO_ROW] and layout.dash[1] == NO_ROW


def test_a_sentence_that_begins_quoted_has_no_topic() -> None:
    sentences = ["He said: “No.", "Kyiv: no talks.”"]
    batch = batch_with(sentences, paragraphs=[0, 0])
    assert sentence_layout(sentences, batch).topic_end[1] == NO_ROW


@pytest.mark.parametrize(
    ("sentences", "persons"),
    [
        pytest.param(["No.", "Kyiv’s envoy Ivan Petrov left"], [[], ["Petrov"]], id="after_an_office"),
        pytest.param(["He met Ivan Petrov, an envoy of Kyiv, today"], [["Petrov"]], id="apposition"),
        pytest.param(["KYIV, Jan 3 - Then Ivan Petrov, the envoy, left Kyiv"], [[]], id="no_actor"),
    ],
)
def test_persons_introduced(sentences: list[str], persons: list[list[str]]) -> None:
    matches = matches_in(sentences)
    spans = SpansBySentence(matches.person_indptr, matches.persons.start, matches.persons.end)
    assert words_in(sentences, spans) == persons
    assert matches.persons.size[0] == len(matches.persons.code) == sum(map(len, persons))


def test_enemies_and_offices_by_sentence() -> None:
    sentences = ["The enemy-held town.", "", "The General Staff saw the enemy (26.04.22 22:24)"]
    matches = matches_in(sentences)
    assert words_in(sentences, matches.enemies) == [["enemy"], [], ["enemy"]]
    assert words_in(sentences, matches.offices) == [[], [], ["The General Staff"]]


def test_without_a_side_an_office_may_be_the_last_speakers() -> None:
    sentences = ["The Navy left.", "The enemy met the Navy."]
    matches = matches_in(sentences, side=UNKNOWN)
    assert words_in(sentences, matches.enemies) == [[], []]
    assert words_in(sentences, matches.offices)[1] == ["Navy"]
