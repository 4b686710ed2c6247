"""Mentions in columns, and the same as records."""

from __future__ import annotations

import numpy as np

from signals.actors.mention_finder import MentionFinder
from signals.actors.mentions import ROLES

SENTENCES = ["Russian poets met Emmanuel Macron in Kyiv.", "It rained.", "NATO warned Moscow."]


def test_columns_and_records_tell_the_same(mention_finder: MentionFinder) -> None:
    days = [738000]
    table = mention_finder.mentions_among(mention_finder.words_of(SENTENCES), SENTENCES, [0, 0, 0], days)
    records = table.per_sentence()
    assert [len(found) for found in records] == np.bincount(table.sentence, minlength=3).tolist()
    flat = [one for found in records for one in found]
    assert [one.code for one in flat] == table.code.tolist() == ["RUS", "FRA", "UKR", "NATO", "RUS"]
    assert [one.person for one in flat] == ["", "Emmanuel Macron", "", "", ""] == table.person.tolist()
    assert [one.role for one in flat] == ROLES[table.role_number].tolist() == table.role.tolist()
    assert flat[0].role == "private" and table.is_person.tolist() == [False, True, False, False, False]
    spans = zip(table.sentence.tolist(), table.start.tolist(), table.end.tolist(), strict=True)
    assert [SENTENCES[row][start:end] for row, start, end in spans] == [
        "Russian",
        "Emmanuel Macron",
        "Kyiv",
        "NATO",
        "Moscow",
    ]
