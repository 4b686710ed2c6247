"""Which actors a sentence names on its day. Half of the traps must find nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from tests.support import DAY, mentions_of

FINDER = MentionFinder(load_actors())


MISS = pytest.mark.xfail


def codes(sentence: str, day: date = DAY) -> list[str]:
    return [one.code for one in mentions_of(sentence, FINDER, day)]


WORDS = st.sampled_from(
    "Russia US us Ukraine's Moscow Georgia senator Jordan Peterson May met in the Lavrov Chinese “NATO” pro-Russian "
    "İzmir said".split()
)


SENTENCES = st.lists(WORDS, max_size=10).map(" ".join)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Georgia accused Russia of moving its border posts.", ["GEO", "RUS"], id="georgia_the_country"),
        pytest.param("It is time for Georgia to act against Moscow.", ["GEO", "RUS"], id="georgia_and_moscow"),
        pytest.param("Jordan hosted the talks.", ["JOR"], id="jordan"),
        pytest.param("Chad recalled its envoy.", ["TCD"], id="chad"),
        pytest.param("Turkey closed the straits.", ["TUR"], id="turkey"),
        pytest.param("The White House declined to comment.", ["USA"], id="seat"),
        pytest.param("Moscow and Kyiv exchanged prisoners.", ["RUS", "UKR"], id="capitals"),
        pytest.param("US officials met Chinese diplomats.", ["USA", "CHN"], id="adjectives"),
        pytest.param("The U.S. Army left.", ["USA"], id="force"),
        pytest.param("Hamas fired rockets at Israel.", ["HAMAS", "ISR"], id="armed_group"),
        pytest.param("Niger and Nigeria share a border.", ["NER", "NGA"], id="niger_and_nigeria"),
        pytest.param("Sudan and South Sudan signed.", ["SDN", "SSD"], id="sudan_and_south_sudan"),
        pytest.param("North Korea warned South Korea.", ["PRK", "KOR"], id="koreas"),
        pytest.param(
            "The Republic of the Congo met the Democratic Republic of the Congo.", ["COG", "COD"], id="congos",
        ),
        pytest.param("Lavrov met Blinken.", ["RUS", "USA"], id="surnames"),
        pytest.param("Ukraine's Kuleba met Turkey's Cavusoglu.", ["UKR", "UKR", "TUR", "TUR"], id="possessives"),
        pytest.param("UN Secretary-General Antonio Guterres called for calm.", ["UN", "UN"], id="organisation"),
        pytest.param("Russia Attacks Ukraine As NATO Watches", ["RUS", "UKR", "NATO"], id="title_case"),
        pytest.param("RUSSIA ATTACKS UKRAINE", ["RUS", "UKR"], id="capitals_only"),
        pytest.param("BİR GÜN, RUSSIA ATTACKS", ["RUS"], id="capitals_with_a_turkish_one_keep_offsets"),
    ],
)  # fmt: skip
def test_names_actors(sentence: str, expected: list[str]) -> None:
    assert codes(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The Georgia governor signed a bill.", id="georgia_the_state"),
        pytest.param("Jordan Peterson gave a lecture.", id="jordan_peterson"),
        pytest.param("Michael Jordan won another title.", id="michael_jordan"),
        pytest.param("Chad Smith plays the drums.", id="chad_smith"),
        pytest.param("They roasted a turkey for the holiday.", id="turkey_the_bird"),
        pytest.param("The talks may resume in May.", id="may_the_month"),
        pytest.param("In May the army withdrew.", id="in_may"),
        pytest.param("The Washington Post reported a leak.", id="washington_post"),
        pytest.param("The Moscow Times carried the story.", id="moscow_times"),
        pytest.param("The Paris agreement limits emissions.", id="paris_agreement"),
        pytest.param("Both sides cited the Geneva conventions.", id="geneva_conventions"),
        pytest.param("The Cuban missile crisis is taught at schools.", id="cuban_missile_crisis"),
        pytest.param("He played Russian roulette.", id="russian_roulette"),
        pytest.param("It was like a bull in a china shop.", id="china_shop"),
        pytest.param("She has a degree in Russian Studies.", id="russian_studies"),
        pytest.param("The pro-Russian candidate lost.", id="pro_russian"),
        pytest.param("The anti-Chinese protest grew.", id="anti_chinese"),
        pytest.param("The French-speaking cantons voted.", id="french_speaking"),
        pytest.param("Former president Barack Obama spoke.", id="former"),
        pytest.param("Brussels sprouts are in season.", id="brussels_sprouts"),
        pytest.param("The Indian Ocean was calm.", id="indian_ocean"),
        pytest.param("The Vietnam War ended long ago.", id="vietnam_war"),
        pytest.param("George Washington never slept there.", id="george_washington"),
        pytest.param("Paris Hilton sang.", id="paris_hilton"),
        pytest.param("It is up to us to act.", id="us_the_pronoun"),
        pytest.param("Lebanon, Pennsylvania, has a fair.", id="lebanon_pennsylvania"),
        pytest.param("Ali said he was tired.", id="first_name"),
        pytest.param("Rain fell all day.", id="no_name"),
        pytest.param("", id="empty"),
        pytest.param("Guinea pigs are small.", id="guinea_pigs"),
        pytest.param("Austria-Hungary no longer exists.", id="austria_hungary"),
        pytest.param("The Berlin Philharmonic toured.", id="berlin_philharmonic"),
        pytest.param("The actress Ireland Baldwin smiled.", id="ireland_baldwin", marks=MISS(reason="a first name")),
        pytest.param(
            "Washington beat Dallas by three points.", id="sport", marks=MISS(reason="teams are named like cities"),
        ),
    ],
)  # fmt: skip
def test_names_nobody(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        pytest.param("Russian troops left.", "Russian", "agent", id="troops"),
        pytest.param("A Russian poet read aloud.", "Russian", "private", id="poet"),
        pytest.param("The Russian city burned.", "Russian", "passive", id="adjective_of_a_city"),
        pytest.param("Moscow protested.", "Moscow", "agent", id="capital_acts"),
        pytest.param("They met in Moscow.", "Moscow", "passive", id="in_the_capital"),
        pytest.param("Kharkiv was shelled.", "Kharkiv", "passive", id="city"),
        pytest.param("Russia left.", "Russia", "agent", id="state"),
    ],
)
def test_what_a_name_can_be(sentence: str, name: str, role: str) -> None:
    assert [(sentence[one.start : one.end], one.role) for one in mentions_of(sentence, FINDER)] == [(name, role)]


@given(st.lists(SENTENCES, min_size=1, max_size=5))
@settings(deadline=None)
def test_documents_do_not_influence_each_other(sentences: list[str]) -> None:
    rows = list(range(len(sentences)))
    together = FINDER.find_mentions(sentences, rows, [DAY.toordinal()] * len(rows))
    assert together == [mentions_of(sentence, FINDER) for sentence in sentences]
