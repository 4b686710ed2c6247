"""Where an outlet speaks from: whose "foreign ministry" and whose "enemy" it means when it names no country."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from signals.data.csv_tables import TABLES, optional_day, table_rows


class Standpoint(NamedTuple):
    """`home`: code of the outlet's country; `enemy`: of the side that it fights on that day. Empty where unknown."""

    home: str = ""
    enemy: str = ""


NOWHERE = Standpoint()


@cache
def standpoint_of(outlet: str, day: int) -> Standpoint:
    """Return the standpoint of an outlet on a day (a day number); NOWHERE for one that `outlets.csv` does not know."""
    home = _homes().get(outlet.lower().removeprefix("www."), "")
    return Standpoint(home, enemy_of(home, day)) if home else NOWHERE


def enemy_of(code: str, day: int) -> str:
    """Return whom a side fights on a day by `conflicts.csv`; empty where it fights nobody, or more than one."""
    enemies = {enemy for side, enemy, start, end in _conflicts() if side == code and start <= day <= end}
    return enemies.pop() if len(enemies) == 1 else ""


@cache
def _homes() -> dict[str, str]:
    return {
        row["outlet"]: row["country"]
        for _, row in table_rows(TABLES / "outlets.csv", columns=("outlet", "country", "source"))
    }


@cache
def _conflicts() -> tuple[tuple[str, str, int, int], ...]:
    rows = table_rows(TABLES / "conflicts.csv", columns=("side", "enemy", "start", "end", "source"))
    return tuple(
        (
            row["side"],
            row["enemy"],
            optional_day(row["start"], otherwise=date.min),
            optional_day(row["end"], otherwise=date.max),
        )
        for _, row in rows
    )
