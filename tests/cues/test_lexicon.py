"""The tables of cues, families and modifiers: fit to use, without actors, right where keyword lists go wrong."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from signals.actors.table import ActorTable
from signals.cues.lexicon import ESCALATORY, FORMS, Cue, Lexicon, checked_weight, load_lexicon
from signals.data.csv_tables import TABLES
from signals.pipeline import Tools
from tests.support import scored_sentences

NAMING = {"name", "official", "demonym", "adjective", "capital", "seat"}
RECENT = date(2000, 1, 1).toordinal()  # "Nazi" named a state once; today it is an accusation
FAMILIES = "family,direction,form,label,description\nthreat,escalatory,verbal,Threats,Threats of force.\n"
CUES = "pattern,weight,family,form,source\nwill attack,0.4,threat,verbal,judgement\n"
MODIFIERS = (
    "modifier,pattern,side,reach_words,on_escalatory,on_deescalatory,source\nnegated,not,before,4,0.2,-0.7,judgement\n"
)


def cells(table: str) -> list[dict[str, str]]:
    with (TABLES / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_is_large_enough(lexicon: Lexicon) -> None:
    assert len(lexicon.cues) >= 500
    assert len(lexicon.families) >= 12
    assert min(Counter(cue.family for cue in lexicon.cues).values()) >= 20


@pytest.mark.parametrize(
    "table", ["lexicon.csv", "modifiers.csv", "verbs.csv", "heads.csv", "traps.csv", "surnames.csv"]
)
def test_every_row_has_a_source(table: str) -> None:
    assert [row for row in cells(table) if not row["source"].strip()] == []


def test_no_pattern_stands_twice() -> None:
    counted = Counter(" ".join(row["pattern"].lower().split()) for row in cells("lexicon.csv"))
    assert [pattern for pattern, n in counted.items() if n > 1] == []


def test_every_weight_points_where_its_family_does(lexicon: Lexicon) -> None:
    direction = {family.name: family.direction for family in lexicon.families}
    weighed = [cue for cue in lexicon.cues if cue.weight]
    assert [cue for cue in weighed if (cue.weight > 0) != (direction[cue.family] == ESCALATORY)] == []
    assert {direction[cue.family] for cue in weighed} == {"escalatory", "de-escalatory"}


def test_families_are_described(lexicon: Lexicon) -> None:
    assert {family.direction for family in lexicon.families} == {"escalatory", "de-escalatory"}
    assert {family.form for family in lexicon.families} == set(FORMS)
    assert all(family.label and family.description.endswith(".") for family in lexicon.families)


def test_no_pattern_names_an_actor(lexicon: Lexicon, actors: ActorTable) -> None:
    names = {
        name.lower()
        for name, entries in actors.aliases.items()
        if any(entry.kind in NAMING and entry.end >= RECENT for entry in entries)
    }
    words = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")
    assert len(names) > 1000
    assert [cue.pattern for cue in lexicon.cues if words.search(cue.pattern.replace("*", ""))] == []


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        pytest.param("lexicon.csv", "will bomb,2,threat,verbal,x", "line 3: weight '2'", id="weight_out_of_range"),
        pytest.param("lexicon.csv", "will bomb,much,threat,verbal,x", "line 3: weight 'much'", id="weight_no_number"),
        pytest.param("lexicon.csv", "will bomb,nan,threat,verbal,x", "line 3: weight 'nan'", id="weight_nan"),
        pytest.param("lexicon.csv", "will bomb,,threat,verbal,x", "line 3: weight ''", id="weight_missing"),
        pytest.param(
            "lexicon.csv", "* bomb,0.4,threat,verbal,x", "line 3: pattern '[*] bomb'", id="begins_with_a_star"
        ),
        pytest.param("lexicon.csv", "will bomb,0.4,menace,verbal,x", "line 3: family 'menace'", id="unknown_family"),
        pytest.param("lexicon.csv", "will bomb,0.4,threat,loud,x", "line 3: form 'loud'", id="unknown_form"),
        pytest.param(
            "modifiers.csv", "negated,never,before,4,0.5,-0.7,x", "line 3: negated has other", id="two_factors"
        ),
        pytest.param("modifiers.csv", "negated,never,above,4,0.2,-0.7,x", "line 3: side 'above'", id="unknown_side"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, table: str, row: str, reason: str) -> None:
    written = {"families.csv": FAMILIES, "lexicon.csv": CUES, "modifiers.csv": MODIFIERS}
    for name, content in written.items():
        (tmp_path / name).write_text(content + (row + "\n" if name == table else ""), encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        load_lexicon(tmp_path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "families.csv").write_text("family,direction\nthreat,escalatory\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"families\.csv: found columns family, direction; expected also form"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize("weight", ["-1", "0", "1", 0.5])
def test_weights_in_range_pass(weight: str | float) -> None:
    assert checked_weight(weight, place="here") == float(weight)


def test_a_cue_of_ones_own_replaces_the_one_with_its_pattern(lexicon: Lexicon) -> None:
    old = lexicon.cues[0]
    extended = lexicon.with_cues(
        [Cue(old.pattern, -0.9, "aid", "material", "analyst"), Cue("zzz", 0.1, "aid", "material", "")]
    )
    assert len(extended.cues) == len(lexicon.cues) + 1
    assert (extended.cues[0].weight, extended.cues[-1].pattern) == (-0.9, "zzz")
    assert lexicon.cues[0] == old


HEADLINES = [
    pytest.param("UN lifts sanctions", "de-escalatory", id="lifts_sanctions"),
    pytest.param("War ends as peace deal signed", "de-escalatory", id="war_ends"),
    pytest.param("Hostages released after deal", "de-escalatory", id="hostages_released"),
    pytest.param("Russia rules out nuclear strike", "de-escalatory", id="rules_out_strike"),
    pytest.param("Home invasion suspect arrested", "neutral", id="home_invasion"),
    pytest.param("Coup for local chef", "neutral", id="coup_for_chef"),
    pytest.param("Russia massing troops on Ukraine border", "escalatory", id="massing_troops"),
    pytest.param("China blockades Taiwan ports", "escalatory", id="blockade"),
    pytest.param("Pakistan expels Indian ambassador", "escalatory", id="expels_ambassador"),
    pytest.param("Wedding airstrike kills 40", "escalatory", id="wedding_airstrike"),
    pytest.param("The parliament ratified the peace treaty.", "de-escalatory", id="treaty_ratified"),
    pytest.param("Prisoners were exchanged at the bridge.", "de-escalatory", id="prisoners_exchanged"),
    pytest.param("Rebels laid down their weapons.", "de-escalatory", id="weapons_laid_down"),
    pytest.param("The borders were reopened.", "de-escalatory", id="borders_reopened"),
    pytest.param("Missiles hit a power plant.", "escalatory", id="missiles"),
    pytest.param("Tehran turned down the proposal.", "escalatory", id="proposal_turned_down"),
    pytest.param("Washington condemned the annexation.", "escalatory", id="condemned"),
    pytest.param("The country recalled its ambassador.", "escalatory", id="ambassador_recalled"),
    pytest.param("The minister arrived in Vienna.", "neutral", id="travel"),
    pytest.param("The bank raised interest rates.", "neutral", id="economy"),
    pytest.param("A price war broke out between two airlines.", "neutral", id="price_war"),
    pytest.param("Parliament debates the war on drugs", "neutral", id="war_on_drugs"),
    pytest.param("The film was shot in Prague.", "neutral", id="film"),
    pytest.param("The war ended in 1945.", "neutral", id="history"),
    pytest.param("Flooding killed 12 people.", "neutral", id="flood"),
    pytest.param("The museum marked the anniversary of the invasion.", "neutral", id="anniversary"),
    pytest.param("A strike by nurses closed hospitals.", "neutral", id="nurses"),
    pytest.param("The chess champion attacked on the queen's side.", "neutral", id="chess"),
    pytest.param("He was shot dead in a robbery.", "neutral", id="robbery"),
    pytest.param("An explosion at a fireworks factory injured nine.", "neutral", id="accident"),
    pytest.param("A bomb from World War II was defused in Cologne.", "neutral", id="old_bomb"),
    pytest.param(
        "The two sides accused each other of violating the truce.", "escalatory", id="truce_violated",
    ),
    pytest.param("The two presidents shook hands.", "de-escalatory", id="handshake"),
    pytest.param("Moscow refuses to rule out a nuclear strike", "escalatory", id="not_ruled_out"),
    pytest.param("Seoul resumes arms sales to Jakarta", "escalatory", id="arms_resumed"),
    pytest.param("Seoul halts arms sales to Jakarta", "de-escalatory", id="arms_halted"),
    pytest.param("Dhaka rejects accusations of genocide", "neutral", id="accusation_denied"),
    pytest.param("Dhaka does not want war with anyone", "de-escalatory", id="no_wish_for_war"),
    pytest.param("Talks in Doha end without agreement", "escalatory", id="talks_fail"),
    pytest.param("Talks in Doha resume", "de-escalatory", id="talks_resume"),
    pytest.param("China blocks supply boats at the shoal", "escalatory", id="blocks_boats"),
    pytest.param("China lets supply boats through at the shoal", "de-escalatory", id="lets_boats"),
    pytest.param("Doctors declare war on sugar", "neutral", id="war_on_sugar"),
    pytest.param("Attack ads dominate the senate race", "neutral", id="attack_ads"),
    pytest.param("Teachers strike over pay", "neutral", id="strike_over_pay"),
    pytest.param("Berlin sends military aid to Kyiv", "escalatory", id="military_aid"),
    pytest.param("Berlin sends humanitarian aid to Kyiv", "de-escalatory", id="humanitarian_aid"),
    pytest.param("Oslo takes a Minsk bank off its trade blacklist", "de-escalatory", id="off_blacklist"),
    pytest.param("Oslo puts a Minsk bank on its trade blacklist", "escalatory", id="on_blacklist"),
    pytest.param("Rebels open new front in Darfur", "escalatory", id="opens_front"),
    pytest.param("Aid convoy under fire in Darfur", "escalatory", id="convoy_under_fire"),
    pytest.param("Coach under fire after third defeat", "neutral", id="coach_under_fire"),
    pytest.param("Juba hands border post back to Khartoum", "de-escalatory", id="hands_back"),
    pytest.param("Rebels let sailors go in Hodeida", "de-escalatory", id="lets_go"),
    pytest.param("Bank lets staff go in Hodeida", "neutral", id="lets_staff_go"),
    pytest.param("Army bombs village near Aleppo", "escalatory", id="bombs_village"),
    pytest.param("Roadblocks come down in La Paz", "de-escalatory", id="roadblocks_come_down"),
    pytest.param("Seoul switches on border loudspeakers", "escalatory", id="loudspeakers_on"),
    pytest.param("Seoul switches off border loudspeakers", "de-escalatory", id="loudspeakers_off"),
    pytest.param("Athens sends survey ship to disputed waters", "escalatory", id="sends_ship"),
    pytest.param("Athens calls survey ship home", "de-escalatory", id="calls_ship_home"),
    pytest.param("Garrison has 24 hours to surrender", "escalatory", id="hours_to_surrender"),
    pytest.param("Tunis airline strike enters second day", "neutral", id="airline_strike"),
    pytest.param("Vienna freezes reserves of junta's central bank", "escalatory", id="freezes_reserves"),
    pytest.param("Vienna freezes rates", "neutral", id="freezes_rates"),
    pytest.param("War with Hanoi is a matter of time, says general", "escalatory", id="matter_of_time"),
    pytest.param("War with Hanoi is not in sight, says general", "de-escalatory", id="war_not_in_sight"),
    pytest.param("Jakarta will not strike Dili again", "de-escalatory", id="will_not_strike"),
    pytest.param("Envoy: nothing left to talk about with Hanoi", "escalatory", id="nothing_to_talk_about"),
    pytest.param("Talks with Hanoi have no future, says envoy", "escalatory", id="talks_without_future"),
    pytest.param("Lima and Quito bury their quarrel", "de-escalatory", id="bury_quarrel"),
    pytest.param("Rivals bury the hatchet on talent show", "neutral", id="bury_hatchet_on_show"),
    pytest.param(
        "Guerrillas say sorry for massacre",
        "de-escalatory",
        id="say_sorry",
        marks=pytest.mark.xfail(strict=True, reason="by their priors the massacre and the apology weigh the same"),
    ),
    pytest.param("Militia hands in its heavy guns", "de-escalatory", id="hands_in_guns"),
    pytest.param("Death squads return to Bogota", "escalatory", id="death_squads"),
    pytest.param("Keeper of clean sheet thanks his human shield", "neutral", id="clean_sheet"),
    pytest.param("Troop of monkeys invades Delhi market", "neutral", id="animals_invade"),
    pytest.param("Protesters storm embassy and burn flag in Lima", "escalatory", id="storm_as_a_verb"),
    pytest.param("Border sealed between Lima and Quito", "escalatory", id="postposed_sealed"),
    pytest.param("Missiles scrapped in Minsk", "de-escalatory", id="postposed_scrapped"),
    pytest.param("Fish tanks arrive at Minsk zoo", "neutral", id="fish_tanks"),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "label"), HEADLINES)
def test_headlines_by_rules_alone(headline: str, label: str, tools: Tools) -> None:
    assert scored_sentences([headline], tools)["label"].tolist() == [label]
