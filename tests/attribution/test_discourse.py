"""What a document has told decides what its next sentence means; some sentences are nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.mentions import MentionTable
from signals.actors.table import load_actors
from signals.attribution.discourse import attribute
from signals.attribution.sentence.introductions import MAX_INTRODUCED
from signals.attribution.sentence.standpoints import NOWHERE, Standpoint
from tests.attribution.rules.test_main_clause import MAIN_CLAUSES
from tests.attribution.rules.test_speakers import SPEECH
from tests.support import DAY, attributions_of

FINDER = MentionFinder(load_actors())


NOBODY = ">"


MISS = pytest.mark.xfail


SILENT = [
    pytest.param("Bread prices rose.", [NOBODY], id="no_actor"),
    pytest.param("The minister resigned.", [NOBODY], id="no_name_to_carry"),
    pytest.param("He left the room.", [NOBODY], id="no_one_to_carry"),
    pytest.param("It is not clear who fired the missile.", [NOBODY], id="unknown"),
    pytest.param("The bank in London raised rates.", [NOBODY], id="bank"),
    pytest.param("The Swiss scientist won a prize.", [NOBODY], id="scientist"),
    pytest.param("The Washington Post won a prize.", [NOBODY], id="newspaper"),
    pytest.param("A French novelist and a German painter met.", [NOBODY], id="private_people"),
    pytest.param("", [], id="empty"),
    pytest.param("A London think tank warned of war.", [NOBODY], id="think_tank"),
    pytest.param("A Chinese company bought a Greek port.", [NOBODY], id="company"),
    pytest.param(
        "Turkey's president criticised by Greek media", [">TUR"], id="media", marks=MISS(reason="passive, no 'was'"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SILENT)
def test_who_is_silent(text: str, expected: list[str]) -> None:
    assert [f"{one.source}>{one.target}" for _, one in attributions_of(text, FINDER)] == expected


def test_documents_are_read_alike_alone_and_in_a_batch() -> None:
    texts = [param.values[0] for param in [*MAIN_CLAUSES, *SPEECH, *SILENT]]
    alone = [attributions_of(text, FINDER) for text in texts]
    sentences = [sentence for found in alone for sentence, _ in found]
    owners = [row for row, found in enumerate(alone) for _ in found]
    mentions = mentions_in(sentences, owners)
    together = attribute(sentences, mentions, owners, paragraphs=owners)
    assert together == [attribution for found in alone for _, attribution in found]


def mentions_in(sentences: list[str], owners: list[int]) -> MentionTable:
    return FINDER.mentions_among(FINDER.words_of(sentences), sentences, owners, [DAY.toordinal()] * (max(owners) + 1))


def test_words_that_are_cut_already_tell_the_same() -> None:
    sentences = ["RUSSIAN ENVOY ACCUSES U.S. OF AIR-STRIKES", "", "He said Moscow’s army has been warned."]
    mentions = mentions_in(sentences, [0, 0, 0])
    cut = attribute(sentences, mentions, [0, 0, 0], [0, 0, 0], words=FINDER.words_of(sentences))
    assert cut == attribute(sentences, mentions, [0, 0, 0], [0, 0, 0])
    assert cut[0][:2] == ("RUS", "USA")


def test_no_sentences_have_no_attributions() -> None:
    assert attribute([], mentions_in([""], [0]), [], []) == []


def test_a_new_document_carries_nothing_over() -> None:
    assert [one.source for _, one in attributions_of("He added that it was over.", FINDER)] == [""]


WORDS = st.sampled_from(
    "Russia Kyiv's NATO the said , . “ ” \" by was attacked accused He according to : - and minister ; (AP) "
    "on who".split()
)


@given(st.lists(WORDS, max_size=18).map(" ".join))
@settings(deadline=None)
def test_says_by_what_it_was_decided(text: str) -> None:
    for _, one in attributions_of(text, FINDER):
        assert one.basis or (one.source, one.target) == ("", "")
        assert not one.source or one.source != one.target


@given(st.lists(WORDS, max_size=18).map(" ".join))
@settings(deadline=None)
def test_only_named_actors_are_found(text: str) -> None:
    named = {"RUS", "UKR", "NATO"}
    assert {code for _, one in attributions_of(text, FINDER) for code in (one.source, one.target)} <= named | {""}


def test_a_document_remembers_the_persons_introduced_last() -> None:
    names = [f"Ivan Petr{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(MAX_INTRODUCED + 10)]
    told = [f"Ukraine's deputy minister {name} left." for name in names]
    sentences = [*told, *[f"{name.split()[1]} met reporters." for name in names]]
    owners = [0] * len(sentences)
    found = attribute(sentences, mentions_in(sentences, owners), owners, list(range(len(sentences))))
    assert [one.source for one in found[len(names) :]] == [""] * 10 + ["UKR"] * MAX_INTRODUCED


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param(
            "Ukraine's deputy minister Ivan Petrov left. Petrov met reporters.", "UKR", id="after_an_office",
        ),
        pytest.param(
            "The talks of Ivan Petrov, an envoy of Ukraine, failed. Petrov met reporters.", "UKR", id="apposition",
        ),
        pytest.param("Ukraine’s minister left Ivan Petrov. Petrov met reporters.", "", id="no_name_after_office"),
        pytest.param("Then Lavrov, an envoy of Russia, left. Ivanov met reporters.", "", id="another_name"),
    ],
)  # fmt: skip
def test_persons_introduced_speak_for_their_actor(text: str, last: str) -> None:
    assert attributions_of(text, FINDER)[-1][1].source == last


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("The enemy shelled a village.", "RUS>", id="enemy"),
        pytest.param("The General Staff said the enemy-held town was shelled.", "UKR>RUS", id="office_and_enemy"),
        pytest.param("President Putin was silent; the government spoke.", "RUS>", id="office_of_a_name"),
    ],
)
def test_an_outlet_means_its_own_country(sentence: str, expected: str) -> None:
    found = attribute([sentence], mentions_in([sentence], [0]), [0], [0], [Standpoint("UKR", "RUS")])
    assert [f"{one.source}>{one.target}" for one in found] == [expected]


def test_a_document_may_have_no_sentence() -> None:
    sentence = "The enemy shelled a village."
    found = attribute([sentence], mentions_in([sentence], [1]), [1], [0], [NOWHERE, Standpoint("UKR", "RUS"), NOWHERE])
    assert [one.source for one in found] == ["RUS"]


def test_a_time_stamp_is_no_part_of_a_headline() -> None:
    plain, stamped = "More weapons are needed – Zelensky", "More weapons are needed – Zelensky (26.04.22 22:24)"
    ((_, alone),), ((_, found),) = attributions_of(plain, FINDER), attributions_of(stamped, FINDER)
    assert alone == found and found.source == "UKR"
