"""Who speaks or acts, and toward whom: a table of short texts, one "SOURCE>TARGET" per sentence."""

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
from tests.support import DAY, attributions_of

FINDER = MentionFinder(load_actors())
NOBODY = ">"
MISS = pytest.mark.xfail

ACTS = [
    pytest.param("Russia attacked Ukraine.", ["RUS>UKR"], id="active"),
    pytest.param("Ukraine was attacked by Russia.", ["RUS>UKR"], id="passive"),
    pytest.param("Russian diplomats were expelled by Poland.", ["POL>RUS"], id="passive_adjective"),
    pytest.param("Three Polish officials were detained in Minsk by Belarusian police.", ["BLR>POL"], id="passive_in"),
    pytest.param("Greece has been condemned by Turkey for the drill.", ["TUR>GRC"], id="passive_perfect"),
    pytest.param(
        "The ambassador of Japan was summoned by the South Korean foreign ministry.", ["KOR>JPN"], id="passive_offices",
    ),
    pytest.param("Two Russian planes were intercepted by Norwegian jets.", ["NOR>RUS"], id="intercepted"),
    pytest.param("The IAEA's inspectors were barred from the Iranian plant.", ["IRN>IAEA"], id="passive_from"),
    pytest.param("Rockets were fired at Israel from Gaza.", [">ISR"], id="fired_at"),
    pytest.param("Kyiv's request rejected by Scholz", ["DEU>UKR"], id="headline_passive", marks=MISS(reason="no was")),
    pytest.param("Israel struck targets in Syria.", ["ISR>SYR"], id="target_is_a_place"),
    pytest.param("Hamas fired rockets at Israel.", ["HAMAS>ISR"], id="armed_group"),
    pytest.param("Germany is to send tanks to Ukraine.", ["DEU>UKR"], id="is_to"),
    pytest.param("UN calls on Ethiopia to allow aid", ["UN>ETH"], id="calls_on"),
    pytest.param("EU agrees sanctions against Belarus", ["EU>BLR"], id="against"),
    pytest.param("The United States accused China of spying.", ["USA>CHN"], id="accused"),
    pytest.param("The US Senate voted to impose sanctions on Turkey.", ["USA>TUR"], id="parliament"),
    pytest.param("Ukraine's ambassador to Berlin accused Germany of delay.", ["UKR>DEU"], id="ambassador_to"),
    pytest.param("Putin's spokesman Dmitry Peskov thanked China.", ["RUS>CHN"], id="possessive_person"),
    pytest.param("Ukraine, which lost Crimea in 2014, asked NATO for help.", ["UKR>NATO"], id="relative_clause"),
    pytest.param("On Friday, in an address to parliament, Zelensky thanked Poland.", ["UKR>POL"], id="fronted"),
    pytest.param("Speaking in Brussels, Stoltenberg urged Russia to pull back.", ["NATO>RUS"], id="fronted_participle"),
    pytest.param("After talks with Blinken, Lavrov said Russia would wait.", ["RUS>USA"], id="fronted_name"),
    pytest.param("MOSCOW, Jan 13 (Reuters) - Ukraine rejected the offer.", ["UKR>"], id="dateline_is_nobody"),
    pytest.param(
        "The foreign minister of Germany, Annalena Baerbock, warned Russia.", ["DEU>RUS"], id="apposition",
    ),
    pytest.param(
        "Protesters in Belgrade burned a NATO flag.", [">NATO"], id="protesters", marks=MISS(reason="the only name"),
    ),
]  # fmt: skip

TOGETHER = [
    pytest.param("Russia and Ukraine exchanged prisoners.", ["RUS>UKR"], id="exchanged"),
    pytest.param("Jordan and Britain have agreed to cooperate.", ["JOR>GBR"], id="agreed"),
    pytest.param("India and Pakistan accused each other of firing first.", ["IND>PAK"], id="each_other"),
    pytest.param("Lavrov met Blinken in Geneva.", ["RUS>USA"], id="met"),
    pytest.param("Talks between Russia and Ukraine resume", ["RUS>UKR"], id="between"),
    pytest.param("Iran, Iraq to reopen border", ["IRN>IRQ"], id="headline_comma"),
    pytest.param("Armenian, Azerbaijani soldiers clash", ["ARM>AZE"], id="headline_clash"),
    pytest.param("The EU, Britain and Canada sanctioned Belarus.", ["EU>BLR"], id="list_against_one"),
]

HEADLINES = [
    pytest.param("Moscow's troop build-up near Ukraine", ["RUS>UKR"], id="possessive"),
    pytest.param("Russian strike on Kyiv", ["RUS>UKR"], id="strike_on"),
    pytest.param("Sanctions against Belarus", [">BLR"], id="sanctions_against"),
    pytest.param("Attack on Iran's embassy", [">IRN"], id="attack_on"),
    pytest.param("Kyiv: no talks before withdrawal", ["UKR>"], id="colon_capital"),
    pytest.param("Zelensky: Russia must leave", ["UKR>RUS"], id="colon_person"),
    pytest.param(
        "NATO: Russia has not pulled back", ["NATO>RUS"], id="colon_claim", marks=MISS(reason="read as a deed")
    ),
    pytest.param(
        "US to Russia: step back", ["USA>RUS"], id="colon_to", marks=MISS(reason="two names before the colon")
    ),
    pytest.param("“Step back”: Washington to Moscow", ["USA>RUS"], id="speaker_after_colon"),
    pytest.param("More weapons are needed – Zelensky", ["UKR>"], id="dash_person"),
    pytest.param("Iran will answer any attack - Tehran", ["IRN>"], id="dash_capital"),
    pytest.param("Poland summons Russian ambassador", ["POL>RUS"], id="summons"),
    pytest.param("China warns US over Taiwan", ["CHN>USA"], id="warns"),
    pytest.param("Scholz rejects Kyiv's request", ["DEU>UKR"], id="rejects"),
    pytest.param("Taiwan scrambles jets as Chinese planes approach", ["TWN>CHN"], id="as"),
    pytest.param("Who is behind the attack on Iran?", [">IRN"], id="question"),
]

SPEECH = [
    pytest.param("“We will not retreat,” Lavrov told reporters.", ["RUS>"], id="speaker_after"),
    pytest.param("“We will not retreat,” said the Kremlin.", ["RUS>"], id="speaker_after_inverted"),
    pytest.param("Lavrov said: “NATO must stop its expansion.”", ["RUS>NATO"], id="speaker_before"),
    pytest.param("“It was Israel that struck us,” said Hezbollah's leader.", ["HEZBOLLAH>ISR"], id="accuses"),
    pytest.param(
        "“Enough is enough,” the Turkish president told his Greek counterpart.", ["TUR>GRC"], id="told_his_counterpart",
    ),
    pytest.param(
        "“The sanctions stay,” a US official said, adding that Tehran must act first.", ["USA>IRN"], id="inside",
    ),
    pytest.param(
        "“We gave our answer. It is now up to Washington,” Lavrov said.", ["RUS>", "RUS>USA"], id="two_sentences",
    ),
    pytest.param(
        "“We gave our answer. It is now up to Washington,” the professor said.", [NOBODY, NOBODY], id="private_speaker",
    ),
    pytest.param(
        "Lavrov met Blinken in Geneva. He added that Russia would not give way.", ["RUS>USA", "RUS>"], id="he_added",
    ),
    pytest.param(
        "The Russian envoy arrived in Vienna. The envoy said the OSCE had failed.", ["RUS>", "RUS>OSCE"], id="envoy",
    ),
    pytest.param(
        "NATO ministers met on Monday. The alliance condemned Russia.", ["NATO>", "NATO>RUS"], id="the_alliance",
    ),
    pytest.param("Macron called Putin. “The door is open,” he said.", ["FRA>RUS", "FRA>"], id="he_said"),
    pytest.param(
        "Macron called Putin. The Russian leader said the talks were useful.", ["FRA>RUS", "RUS>"], id="other_speaks",
    ),
    pytest.param("Russia is preparing an invasion, Ukraine's defence minister said.", ["UKR>RUS"], id="trailing"),
    pytest.param("Prices rose, according to the Turkish finance ministry.", ["TUR>"], id="according_to"),
    pytest.param("According to the Pentagon, Russia moved its tanks.", ["RUS>"], id="according_to_a_deed"),
    pytest.param("Der Spiegel reports NATO is preparing for talks.", ["NATO>"], id="magazine_reports"),
    pytest.param("The Moscow Times reports that Russia plans a drill.", ["RUS>"], id="paper_reports"),
    pytest.param("The BBC said Ukraine had lost the town.", ["UKR>"], id="broadcaster_said"),
    pytest.param(
        "Zelensky thanked Poland. The Air Force shot down two drones.", ["UKR>POL", "UKR>"], id="office_of_the_speaker",
    ),
    pytest.param(
        "Zelensky thanked Poland. Border guards stopped a truck.", ["UKR>POL", "UKR>"], id="guards_of_the_speaker",
    ),
]  # fmt: skip

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


@pytest.mark.parametrize(("text", "expected"), [*ACTS, *TOGETHER, *HEADLINES, *SPEECH, *SILENT])
def test_source_and_target(text: str, expected: list[str]) -> None:
    assert [f"{one.source}>{one.target}" for _, one in attributions_of(text, FINDER)] == expected


def test_documents_are_read_alike_alone_and_in_a_batch() -> None:
    texts = [param.values[0] for param in [*ACTS, *TOGETHER, *HEADLINES, *SPEECH, *SILENT]]
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
