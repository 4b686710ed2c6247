"""A headline's topic or speaker before a colon, and its speaker after a dash."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NO_ROW, NameKind
from signals.attribution.sentence.headlines import (
    dash_speaker,
    dash_speaker_candidates,
    name_before_colon,
    topic_candidates,
    topic_of,
)
from signals.attribution.sentence.name_buffer import buffer_of_size, insert_name
from tests.support import batch_with

PIECES = st.sampled_from(
    ["Kyiv", "ukraine war", "No talks", "a", ", ", " ", ": ", ":", "“", "”", '"', " – ", " - ", " | ", "—", "-", " --",
     "the Kremlin", "envoy", ".", "says", "said", "’s", "(26.04.22 22:24)", "x" * 70]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=4)


@given(SENTENCES)
@settings(deadline=None, max_examples=400)
@pytest.mark.usefixtures("either_way")
def test_candidates_are_never_narrower(sentences: list[str]) -> None:
    batch = batch_with(sentences)
    topics = {row for row, sentence in enumerate(sentences) if topic_of(sentence)}
    speakers = {row for row, sentence in enumerate(sentences) if dash_speaker(sentence)}
    assert topics <= set(topic_candidates(batch).tolist())
    assert speakers <= set(dash_speaker_candidates(batch).tolist())


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        pytest.param("Ukraine war: What we know", (0, 11, 13, True, False), id="topic"),
        pytest.param("Kyiv: no talks", (0, 4, 6, True, True), id="speaker"),
        pytest.param("Kyiv says: “No talks”", None, id="leads_to_a_quotation"),
        pytest.param("“No: talks”", None, id="within_a_quotation"),
        pytest.param("At 22:24 all was quiet", None, id="no_blank"),
        pytest.param(" ".join("word" for _ in range(10)) + ": no", (0, 49, 51, False, True), id="too_many_words"),
    ],
)
def test_what_stands_before_a_colon(sentence: str, topic: tuple[int, ...] | None) -> None:
    assert topic_of(sentence) == topic


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        pytest.param("No talks – Kyiv", "Kyiv", id="dash"),
        pytest.param("No talks | the Kremlin.", "the Kremlin", id="bar"),
        pytest.param("No talks - Kuleba, foreign minister", "Kuleba, foreign minister", id="with_an_office"),
        pytest.param("No anti-tank guns", None, id="hyphen"),
        pytest.param("No talks – no", None, id="too_short"),
    ],
)
def test_a_speaker_after_a_dash(sentence: str, speaker: str | None) -> None:
    place = dash_speaker(sentence)
    assert (place and sentence[place[1] : place[2]]) == speaker


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "speaks"),
    [
        pytest.param("Kyiv: no talks", "Kyiv", NameKind.CAPITAL, True, id="seat_of_power"),
        pytest.param("Ukraine: What we know", "Ukraine", NameKind.NAME, False, id="bare_state_and_a_topic"),
        pytest.param("Ukraine: no talks", "Ukraine", NameKind.NAME, True, id="bare_state_and_its_words"),
        pytest.param("Ukrainian: no talks", "Ukrainian", NameKind.ADJECTIVE, False, id="adjective"),
        pytest.param("Kyiv war: no talks", "Kyiv", NameKind.CAPITAL, False, id="topic_word"),
        pytest.param("Envoy of Ukraine: No talks", "Ukraine", NameKind.NAME, True, id="office"),
        pytest.param("Yesterday in Kyiv: no talks", "Kyiv", NameKind.CAPITAL, False, id="other_words"),
        pytest.param("Talks: Zelensky left", "Zelensky", NameKind.SURNAME, False, id="after_the_colon"),
    ],
)
def test_who_speaks_before_a_colon(sentence: str, name: str, kind: NameKind, speaks: bool) -> None:
    names = buffer_of_size(1)
    insert_name(names, sentence.index(name), sentence.index(name) + len(name), 0, kind)
    topic = topic_of(sentence)
    assert topic and names.columns.role[0] == AGENT
    speaker = name_before_colon(names, batch_with([sentence]).tokens, 0, topic, np.array([True]))
    assert speaker == (0 if speaks else NO_ROW)
