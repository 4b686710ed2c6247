"""The actor tables: which names stand for which state, organisation or group, and when.

Three tables in `signals/data/` (`actors.csv`, `aliases.csv`, `offices.csv`) say who is who; `traps.csv` lists phrases
that contain a name and mean something else. Rows of an analyst's own are added with `extend_actors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from signals.data.csv_tables import TABLES, optional_day, table_rows
from signals.documents import Rejected

ALIAS_COLUMNS = ("alias", "code", "kind", "start", "end", "rule", "source")
OFFICE_COLUMNS = ("name", "aliases", "code", "office", "start", "end", "source")
TRAP = "trap"
PERSON = "person"
ALIAS_KINDS = frozenset(
    "name official demonym adjective capital seat ministry force abbreviation misspelling party city region "
    "person".split()
)
SURNAME = "surname"  # one word of a person's name: it needs more support than a full name


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, territory, organisation or armed group. `code`: ISO 3166-1 alpha-3, or the codebook's."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Alias:
    """What a name stands for from day `start` to day `end` (proleptic day numbers, inclusive).

    `kind` is name, adjective, capital, seat, city, person, surname ... or trap (no actor at all); `rule` names how an
    ambiguous one is decided; `person` is the full name where the alias is a person's, `office` what they hold.
    """

    code: str
    kind: str
    start: int
    end: int
    rule: str = ""
    person: str = ""
    office: str = ""


@dataclass(frozen=True, eq=False)
class ActorTable:
    """All actors by code, and every alias with what it may stand for."""

    actors: dict[str, Actor]
    aliases: dict[str, tuple[Alias, ...]]

    def name_of(self, code: str) -> str:
        """Return the actor's name, or the code itself where the table does not know it."""
        return self.actors[code].name if code in self.actors else code


@cache
def load_actors(folder: Path = TABLES) -> ActorTable:
    """Read the actor tables in `folder`. Raises ValueError that names the table, the line and what was expected."""
    actors = {
        row["code"]: Actor(**row) for _, row in table_rows(folder / "actors.csv", columns=("code", "name", "kind"))
    }
    aliases: dict[str, list[Alias]] = {}
    for path, read in _sources(folder):
        for line, row in table_rows(path, columns=COLUMNS_OF[read]):
            try:
                _add_checked(aliases, read(row), actors)
            except ValueError as error:
                raise ValueError(f"{path.name} line {line}: {error}") from error
    for _, row in table_rows(folder / "traps.csv", columns=("phrase",)):
        aliases[row["phrase"]] = [Alias("", TRAP, *ALWAYS)]
    return ActorTable(actors, {alias: tuple(entries) for alias, entries in aliases.items()})


ALWAYS = (date.min.toordinal(), date.max.toordinal())


def _read_alias(row: dict[str, str]) -> list[tuple[str, Alias]]:
    start, end = _term(row)
    return [(row["alias"], Alias(row["code"], row["kind"], start, end, row["rule"]))]


def _read_office(row: dict[str, str]) -> list[tuple[str, Alias]]:
    start, end = _term(row)
    names = dict.fromkeys([row["name"], *(name.strip() for name in row["aliases"].split(";"))])
    return [
        (name, Alias(row["code"], PERSON if " " in name else SURNAME, start, end, "", row["name"], row["office"]))
        for name in names
        if name
    ]


def _term(row: dict[str, str]) -> tuple[int, int]:
    start, end = optional_day(row["start"], otherwise=date.min), optional_day(row["end"], otherwise=date.max)
    if start > end:
        raise ValueError(f"starts {row['start']} after it ends {row['end']}; expected start <= end")
    return start, end


RowReader = Callable[[dict[str, str]], list[tuple[str, Alias]]]
COLUMNS_OF: dict[RowReader, tuple[str, ...]] = {_read_alias: ALIAS_COLUMNS, _read_office: OFFICE_COLUMNS}


def _sources(folder: Path) -> Iterable[tuple[Path, RowReader]]:
    yield folder / "aliases.csv", _read_alias
    yield folder / "offices.csv", _read_office


def _add_checked(aliases: dict[str, list[Alias]], read: list[tuple[str, Alias]], actors: dict[str, Actor]) -> None:
    for name, alias in read:
        if alias.code not in actors:
            raise ValueError(f"code {alias.code!r} is not in actors.csv; expected one of its codes")
        aliases.setdefault(name, []).append(alias)


def extend_actors(table: ActorTable, path: Path) -> tuple[ActorTable, list[Rejected]]:
    """Add the aliases of an analyst's own file; a bad row comes back with its place and reason, the rest is used.

    Columns: alias, code, kind; start, end, rule, name may be there. A code that no table knows becomes an actor.
    A row of the analyst's comes before ours. Raises ValueError if the file has not these columns.
    """
    actors, aliases, rejected = dict(table.actors), dict(table.aliases), []
    for line, row in table_rows(path, columns=("alias", "code", "kind"), optional=("start", "end", "rule", "name")):
        try:
            alias = _own_alias(row)
        except ValueError as error:
            rejected.append(Rejected(f"{path.name} line {line}", str(error)))
            continue
        actors.setdefault(alias.code, Actor(alias.code, row["name"] or alias.code, "own"))
        aliases[row["alias"]] = (alias, *aliases.get(row["alias"], ()))
    return ActorTable(actors, aliases), rejected


def _own_alias(row: dict[str, str]) -> Alias:
    if not row["alias"][:1].isalnum():
        raise ValueError(f"alias is {row['alias']!r}; expected a name that begins with a letter or a digit")
    if not row["code"] or not row["code"].replace("_", "").isalnum() or row["code"] != row["code"].upper():
        raise ValueError(f"code is {row['code']!r}; expected capitals such as UKR or NATO")
    if row["kind"] not in ALIAS_KINDS:
        raise ValueError(f"kind is {row['kind']!r}; expected one of {', '.join(sorted(ALIAS_KINDS))}")
    try:
        start, end = _term(row)
    except ValueError as error:
        raise ValueError(f"start {row['start']!r}, end {row['end']!r}: {error}") from error
    person = row["alias"] if row["kind"] == PERSON else ""
    kind = SURNAME if person and " " not in person else row["kind"]
    return Alias(row["code"], kind, start, end, row["rule"], person)
