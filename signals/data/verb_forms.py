"""The verbs that news turns on, in all their forms: how attribution finds the main verb without a parser."""

from __future__ import annotations

from functools import cache

from signals.data.csv_tables import TABLES, table_rows
from signals.data.word_table import words_of_class

SPEECH = "speech"
VOWELS = frozenset("aeiou")


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Return form -> (kind, tense). Tense: `finite` (third person or past), `participle` (only that), `ing`, `base`.

    A form that is both past and participle ("accused") counts as finite.
    """
    forms: dict[str, tuple[str, str]] = {}
    for _, row in table_rows(TABLES / "verbs.csv", columns=("verb", "kind", "past", "participle", "source")):
        verb, kind = row["verb"], row["kind"]
        past = row["past"] or _regular_past(verb)
        participle = row["participle"] or past
        for form, tense in (
            (verb, "base"),
            (_progressive(verb), "ing"),
            (participle, "participle"),
            (past, "finite"),
            (_third(verb), "finite"),
        ):
            forms[form] = (kind, tense)
    return forms


@cache
def participles() -> frozenset[str]:
    """Return every past participle: what follows a form of "be" in a passive."""
    rows = table_rows(TABLES / "verbs.csv", columns=("verb", "kind", "past", "participle", "source"))
    return frozenset(row["participle"] or _regular_past(row["verb"]) for _, row in rows)


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if _ends_in_consonant_y(verb) else verb + "s"


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in words_of_class("doubling_verb") else verb + "ed"


def _progressive(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in words_of_class("doubling_verb") else verb + "ing"


def _ends_in_consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in VOWELS
