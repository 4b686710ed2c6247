"""Actors' codes as numbers: those of organisations that words stand for, of names, of the outlets' sides."""

from __future__ import annotations

import numpy as np

from signals.actors.mention_finder import MentionFinder
from signals.actors.mentions import ROLES
from signals.actors.table import load_actors
from signals.attribution.annotations import EU, NATO, NO_ROW, NameKind
from signals.attribution.sentence.actor_codes import ActorCodes, name_columns, sides_of
from signals.attribution.sentence.standpoints import NOWHERE, Standpoint
from tests.support import DAY

WAR = Standpoint("UKR", "RUS")


def test_codes_are_numbered_once() -> None:
    codes = ActorCodes(["RUS", "EU", ""], [WAR, NOWHERE, WAR])
    assert codes.spelt[[NATO, EU, NO_ROW]].tolist() == ["NATO", "EU", ""]
    assert codes.spelt.tolist() == ["NATO", "EU", "RUS", "UKR", ""]
    assert codes.is_state.tolist() == [False, False, True, True]


def test_sides_of_documents() -> None:
    codes = ActorCodes([], [NOWHERE, WAR])
    sides = sides_of([NOWHERE, WAR, WAR], codes)
    assert codes.spelt[sides.home].tolist() == ["", "UKR", "UKR"] and codes.spelt[sides.enemy[1]] == "RUS"


def test_mentions_become_names_of_the_batch() -> None:
    sentences = ["Nobody left.", "He saw Sergey Lavrov and French envoys."]
    finder = MentionFinder(load_actors())
    words = finder.words_of(sentences)
    mentions = finder.mentions_among(words, sentences, [0, 0], [DAY.toordinal()])
    codes = ActorCodes(mentions.meanings.codes.tolist(), [])
    names, text = name_columns(mentions, codes), "\n".join(sentences)
    assert [text[start:end] for start, end in zip(names.start, names.end, strict=True)] == ["Sergey Lavrov", "French"]
    assert codes.spelt[names.code].tolist() == ["RUS", "FRA"]
    assert [NameKind(kind).name for kind in names.kind.tolist()][1] == "ADJECTIVE"
    assert names.is_person.tolist() == [True, False] and ROLES[names.role].tolist() == ["agent", "agent"]
    assert len(names.token) == 0 and names.role.dtype == np.int64
