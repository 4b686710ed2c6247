"""The kinds of names, numbered: those of the actor tables, then those that attribution adds, in the
order in which it does."""

from __future__ import annotations

KINDS = (
    "name", "official", "demonym", "adjective", "capital", "seat", "ministry", "force", "abbreviation", "misspelling",
    "party", "city", "region", "person", "surname", "trap", "introduced", "office", "enemy",
)  # fmt: skip
(
    NAME, OFFICIAL, DEMONYM, ADJECTIVE, CAPITAL, SEAT, MINISTRY, FORCE, ABBREVIATION, MISSPELLING,
    PARTY, CITY, REGION, PERSON, SURNAME, TRAP, INTRODUCED, OFFICE, ENEMY,
) = range(19)  # fmt: skip
