"""The fast classifier: what it answers, what it refuses, and that a row depends on its sentence alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from models.datasets.labelled import mask_sentences

FAST = Path(models.__file__).parent / "fast"


@pytest.fixture(scope="module")
def fast():
    return models.load("fast")


SENTENCES = [
    "actor masses troops near actor's border",
    "actor and actor agreed on Friday to a ceasefire in the north",
    "Heavy rain is expected in place on Sunday.",
    "actor said it would respond to any attack with all means, the agency reported at 14:50",
    "",
    "“We are not planning to attack,” the minister said.",
    "Что происходит",
    "The museum opens its new wing in 2024 after 3 years of work",
]


def test_shape_and_sums(fast):
    probabilities = fast.predict(SENTENCES)
    judged = ~np.isnan(probabilities[:, 0])
    assert probabilities.shape == (len(SENTENCES), 4) and probabilities.dtype == np.float64
    assert judged.tolist() == [True, True, True, True, False, True, False, True]
    np.testing.assert_allclose(probabilities[judged, :3].sum(axis=1), 1, atol=1e-9)
    assert probabilities[judged].min() >= 0 and probabilities[judged].max() <= 1
    assert fast.name == "fast" and len(fast.version) == 12 and int(fast.version, 16) >= 0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("actor masses troops near actor's border", 0, id="build_up"),
        pytest.param("actor launches missile strikes on place, killing 12", 0, id="strike"),
        pytest.param("actor rejects actor's offer of talks", 0, id="refusal"),
        pytest.param("actor and actor agree on a ceasefire", 1, id="ceasefire"),
        pytest.param("actor and actor exchange prisoners", 1, id="exchange"),
        pytest.param("Heavy rain is expected in place on Sunday.", 2, id="weather"),
        pytest.param("The museum opens its new wing after three years of work", 2, id="culture"),
    ],
)
def test_plain_cases(fast, sentence, expected):
    assert fast.predict([sentence])[0, :3].argmax() == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n", id="blank"),
        pytest.param("12:30 - 45 %", id="no_letters"),
        pytest.param("Президент заявил о переговорах", id="cyrillic"),
        pytest.param("政府は声明を発表した", id="japanese"),
        pytest.param("Die russische Armee hat am Montag mehrere Städte mit Raketen angegriffen.", id="german"),
        pytest.param("Le ministre a déclaré lundi que les pourparlers reprendront la semaine prochaine.", id="french"),
        pytest.param("El ministro dijo el lunes que las conversaciones seguirán la próxima semana.", id="spanish"),
    ],
)
def test_unjudgeable_is_missing(fast, sentence):
    assert np.isnan(fast.predict([sentence])).all()


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("attack " * 7000, id="50000_characters"),
        pytest.param("x" * 50_000, id="one_word"),
        pytest.param("actor\x00 attacks\x07 actor\x1b", id="control_characters"),
        pytest.param("actor \ud800 attacks", id="lone_surrogate"),
        pytest.param("line one\nline two\r\nline three", id="newlines"),
        pytest.param("İstanbul ǅ ﬁ attack", id="odd_case"),
    ],
)
def test_odd_text_has_an_answer(fast, sentence):
    alone, together = fast.predict([sentence]), fast.predict(["actor said", sentence, "the end"])
    assert alone.shape == (1, 4)
    np.testing.assert_array_equal(alone[0], together[1])


def test_nothing_in_nothing_out(fast):
    assert fast.predict([]).shape == (0, 4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), min_size=1, max_size=12),
    st.integers(1, 5),
    st.randoms(use_true_random=False),
)
def test_a_row_depends_on_its_sentence_alone(fast, sentences, size, random):
    whole = fast.predict(sentences)
    parts = [fast.predict(sentences[at : at + size]) for at in range(0, len(sentences), size)]
    np.testing.assert_array_equal(whole, np.concatenate(parts))
    order = list(range(len(sentences)))
    random.shuffle(order)
    np.testing.assert_array_equal(whole[order], fast.predict([sentences[row] for row in order]))


def test_a_fresh_classifier_agrees(fast):
    np.testing.assert_array_equal(fast.predict(SENTENCES), models.load(FAST).predict(SENTENCES[::-1])[::-1])


EVENTS = ("massed troops near", "signed an agreement with", "threatened", "visited", "condemned", "lifted sanctions on",
          "shelled", "offered talks to", "expelled diplomats of", "sent food aid to")  # fmt: skip

ENDINGS = ("", " on Friday", " after the summit", ", officials said", " for the second time this year")

COUNTRIES = ("Russia Ukraine", "India Pakistan", "Iran Israel", "Ethiopia Eritrea", "Serbia Kosovo")


def test_swapping_countries_changes_nothing(fast):
    frames = [f"{{}} {event} {{}}{ending}." for event in EVENTS for ending in ENDINGS]
    assert len(frames) * 4 == 200
    by_country = []
    for pair in map(str.split, COUNTRIES):
        sentences = [frame.format(*names) for frame in frames for names in (pair, pair[::-1])]
        by_country.append(fast.predict(mask_sentences(sentences, [None] * len(sentences))))
    for other in by_country[1:]:
        np.testing.assert_array_equal(by_country[0], other)
