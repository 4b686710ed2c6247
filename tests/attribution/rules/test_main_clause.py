"""Source and target read off the main clause: who acts, who does it together, headlines."""

from __future__ import annotations

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from tests.support import attributions_of

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


MAIN_CLAUSES = [*ACTS, *TOGETHER, *HEADLINES]


@pytest.mark.parametrize(("text", "expected"), MAIN_CLAUSES)
def test_source_and_target(text: str, expected: list[str]) -> None:
    assert [f"{one.source}>{one.target}" for _, one in attributions_of(text, FINDER)] == expected
