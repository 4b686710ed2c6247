"""The kinds of names, numbered: those of the actor tables, and those that attribution adds."""

from __future__ import annotations

KINDS = (
    "name", "official", "demonym", "adjective", "capital", "seat", "ministry", "force", "abbreviation", "misspelling",
    "party", "city", "region", "person", "surname", "trap", "office", "enemy", "introduced",
)  # fmt: skip
(
    NAME, OFFICIAL, DEMONYM, ADJECTIVE, CAPITAL, SEAT, MINISTRY, FORCE, ABBREVIATION, MISSPELLING,
    PARTY, CITY, REGION, PERSON, SURNAME, TRAP, OFFICE, ENEMY, INTRODUCED,
) = range(19)  # fmt: skip
