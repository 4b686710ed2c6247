"""The actor tables: fit to use, limited by date, and open to an analyst's own rows."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import (
    ALIAS_COLUMNS,
    ALIAS_KINDS,
    OFFICE_COLUMNS,
    PERSON,
    SURNAME,
    TRAP,
    Actor,
    ActorTable,
    Alias,
    extend_actors,
    load_actors,
)
from signals.data.csv_tables import TABLES, table_rows
from tests.support import DAY, mentions_of

# One holder per state at a time.
SINGLE_HOLDER = {
    "president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "chancellor",
    "secretary-general",
}


HANDOVER_DAYS = 31  # "month only" terms are dated by the first of the month


HEADER = "alias,code,kind,start,end\n"


ALWAYS = (date.min.toordinal(), date.max.toordinal())


def offices() -> list[dict[str, str]]:
    paths = sorted(TABLES.glob("offices*.csv"))
    return [row for path in paths for _, row in table_rows(path, columns=OFFICE_COLUMNS)]


def days(row: dict[str, str]) -> tuple[date, date]:
    start, end = row["start"], row["end"]
    return date.fromisoformat(start) if start else date.min, date.fromisoformat(end) if end else date.max


def plain(name: str) -> str:
    """A name without accents: two spellings of one person agree."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.lower()) if one.isalpha()).replace("đ", "d")


def own_file(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "own.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


FINDER = MentionFinder(load_actors())


WORDS = st.sampled_from(
    "Russia US us Ukraine's Moscow Georgia senator Jordan Peterson May met in the Lavrov Chinese “NATO” pro-Russian "
    "İzmir said".split()
)


SENTENCES = st.lists(WORDS, max_size=10).map(" ".join)


def test_is_large_enough(actors: ActorTable) -> None:
    kinds = [actor.kind for actor in actors.actors.values()]
    assert kinds.count("state") >= 190
    assert {"organisation", "group", "territory", "historic"} <= set(kinds)
    assert len(offices()) >= 1000


def test_codes_are_written_alike(actors: ActorTable) -> None:
    assert all(code == code.upper() and code.replace("_", "").isalnum() for code in actors.actors)
    assert {"USA", "RUS", "UKR", "NATO", "EU", "UN", "OSCE", "PSE", "TWN", "XKX", "HAMAS", "TALIBAN"} <= set(
        actors.actors
    )


def test_states_have_three_letters(actors: ActorTable) -> None:
    assert [code for code, actor in actors.actors.items() if actor.kind == "state" and len(code) != 3] == []


def test_kinds_of_aliases_are_known() -> None:
    rows = [row for _, row in table_rows(TABLES / "aliases.csv", columns=ALIAS_COLUMNS)]
    assert {row["kind"] for row in rows} <= ALIAS_KINDS


@pytest.mark.parametrize("table", ["aliases.csv", "actors.csv"])
def test_every_row_has_a_source(table: str) -> None:
    assert [row for _, row in table_rows(TABLES / table, columns=("code", "source")) if not row["source"]] == []


def test_every_office_holder_has_a_source_and_an_order_of_days() -> None:
    assert [row for row in offices() if not row["source"] or not row["office"]] == []
    assert [row for row in offices() if days(row)[0] > days(row)[1]] == []


def test_offices_of_one_holder_never_have_two() -> None:
    terms = defaultdict(list)
    for row in offices():
        if row["office"] in SINGLE_HOLDER:
            terms[row["code"], row["office"]].append(row)
    assert len(terms) > 300
    doubled = []
    for key, rows in terms.items():
        for one, other in combinations(rows, 2):
            overlap = min(days(one)[1], days(other)[1]) - max(days(one)[0], days(other)[0])
            is_same = plain(one["name"]) == plain(other["name"]) or days(one) == days(other)  # two spellings
            if overlap.days > HANDOVER_DAYS and not is_same:
                doubled.append((*key, one["name"], other["name"], overlap.days))
    assert doubled == []


def test_no_name_of_a_place_or_body_has_two_owners_at_one_time(actors: ActorTable) -> None:
    doubled = []
    for name, entries in actors.aliases.items():
        named = [entry for entry in entries if entry.kind not in (PERSON, SURNAME, TRAP)]
        for one, other in combinations(named, 2):
            overlap = max(one.start, other.start) <= min(one.end, other.end)
            if one.code != other.code and overlap and not (one.rule and other.rule):
                doubled.append((name, one.code, other.code))
    assert doubled == []


@pytest.mark.parametrize(
    ("alias", "code", "last_day"),
    [
        pytest.param("Barack Obama", "USA", date(2017, 1, 20), id="obama"),
        pytest.param("Angela Merkel", "DEU", date(2021, 12, 8), id="merkel"),
        pytest.param("Boris Johnson", "GBR", date(2022, 9, 6), id="johnson"),
        pytest.param("Theresa May", "GBR", date(2019, 7, 24), id="may"),
        pytest.param("Nikita Khrushchev", "SUN", date(1964, 10, 14), id="khrushchev"),
        pytest.param("John F. Kennedy", "USA", date(1963, 11, 22), id="kennedy"),
        pytest.param("Saddam Hussein", "IRQ", date(2003, 4, 9), id="saddam"),
        pytest.param("Muammar Gaddafi", "LBY", date(2011, 8, 23), id="gaddafi"),
        pytest.param("Petro Poroshenko", "UKR", date(2019, 5, 20), id="poroshenko"),
        pytest.param("Kofi Annan", "UN", date(2006, 12, 31), id="annan"),
        pytest.param("Jens Stoltenberg", "NATO", date(2024, 10, 1), id="stoltenberg"),
        pytest.param("Bashar al-Assad", "SYR", date(2024, 12, 8), id="assad"),
        pytest.param("Hassan Rouhani", "IRN", date(2021, 8, 5), id="rouhani"),
        pytest.param("Ashraf Ghani", "AFG", date(2021, 8, 15), id="ghani"),
    ],
)
def test_a_term_that_ended_has_ended(actors: ActorTable, alias: str, code: str, last_day: date) -> None:
    terms = [entry for entry in actors.aliases[alias] if entry.code == code]
    latest = date.fromordinal(max(entry.end for entry in terms))
    assert abs((latest - last_day).days) <= 31


def test_a_bad_row_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("code,name,kind\nRUS,Russia,state\n", encoding="utf-8")
    (tmp_path / "traps.csv").write_text("phrase\n", encoding="utf-8")
    columns = ",".join(ALIAS_COLUMNS) + "\n"
    for row, reason in (
        ("Mordor,MOR,name,,,,x", r"aliases\.csv line 3: code 'MOR'"),
        ("Rus,RUS,name,2020-01-01,2019-01-01,,x", r"aliases\.csv line 3: starts 2020-01-01 after it ends"),
        ("Rus,RUS,name,soon,,,x", r"aliases\.csv line 3: .*soon"),
    ):
        (tmp_path / "aliases.csv").write_text(f"{columns}Russia,RUS,name,,,,x\n{row}\n", encoding="utf-8")
        with pytest.raises(ValueError, match=reason):
            load_actors.__wrapped__(tmp_path)  # past the cache


def test_an_analysts_own_actors_are_found(actors: ActorTable, tmp_path: Path) -> None:
    path = own_file(tmp_path, "Blue Lantern Brigade,BLB,name,,\nJane Roe,BLB,person,2022-01-01,2022-12-31\n")
    extended, rejected = extend_actors(actors, path)
    finder = MentionFinder(extended)
    assert rejected == []
    assert extended.name_of("BLB") == "BLB"
    assert [one.code for one in mentions_of("The Blue Lantern Brigade attacked Russia.", finder)] == ["BLB", "RUS"]
    assert [one.code for one in mentions_of("Jane Roe spoke.", finder, date(2022, 5, 1))] == ["BLB"]
    assert [one.code for one in mentions_of("Jane Roe spoke.", finder, date(2023, 5, 1))] == []


def test_an_analysts_row_comes_before_ours(actors: ActorTable, tmp_path: Path) -> None:
    extended, _ = extend_actors(actors, own_file(tmp_path, "Kremlin,KRM,name,,\n"))
    assert [one.code for one in mentions_of("The Kremlin protested.", MentionFinder(extended))] == ["KRM"]
    assert "KRM" not in actors.actors


def test_a_name_can_be_given(actors: ActorTable, tmp_path: Path) -> None:
    path = own_file(tmp_path, "Blue Lantern,BLB,name,The Blue Lantern\n", "alias,code,kind,name\n")
    extended, _ = extend_actors(actors, path)
    assert extended.actors["BLB"] == Actor("BLB", "The Blue Lantern", "own")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("-x,BLB,name,,", "alias is '-x'", id="alias"),
        pytest.param(",BLB,name,,", "alias is ''", id="no_alias"),
        pytest.param("Blue,blb,name,,", "code is 'blb'", id="code_in_small_letters"),
        pytest.param("Blue,,name,,", "code is ''", id="no_code"),
        pytest.param("Blue,BLB,colour,,", "kind is 'colour'", id="kind"),
        pytest.param("Blue,BLB,name,soon,", "start 'soon'", id="start"),
        pytest.param("Blue,BLB,name,2022-02-01,2022-01-01", "start 2022-02-01|starts 2022-02-01", id="ends_first"),
    ],
)
def test_a_bad_row_of_an_analyst_comes_back(actors: ActorTable, tmp_path: Path, row: str, reason: str) -> None:
    extended, rejected = extend_actors(actors, own_file(tmp_path, f"Good,BLB,name,,\n{row}\n"))
    (one,) = rejected
    assert one.place == "own.csv line 3"
    assert re.search(reason, one.reason) and "\n" not in one.reason
    assert "Good" in extended.aliases


def test_a_file_without_the_columns_is_refused(actors: ActorTable, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"own\.csv: found columns name; expected also alias, code, kind"):
        extend_actors(actors, own_file(tmp_path, "Blue\n", "name\n"))


def test_an_unknown_code_names_itself(actors: ActorTable) -> None:
    assert actors.name_of("ZZZ") == "ZZZ"
    assert actors.name_of("RUS") == "Russia"


def test_traps_name_nobody(actors: ActorTable) -> None:
    trapped = [entries for entries in actors.aliases.values() if any(entry.kind == TRAP for entry in entries)]
    assert len(trapped) > 1000
    assert all(entries == (Alias("", TRAP, *ALWAYS),) for entries in trapped)


@given(st.lists(SENTENCES, max_size=5))
@settings(deadline=None)
def test_mentions_slice_back_in_order(sentences: list[str]) -> None:
    aliases = load_actors().aliases
    for sentence, mentions in zip(
        sentences, FINDER.find_mentions(sentences, [0] * len(sentences), [DAY.toordinal()]), strict=True
    ):
        assert all(sentence[one.start : one.end] in aliases for one in mentions)
        assert all(one.end <= other.start for one, other in zip(mentions, mentions[1:], strict=False))
