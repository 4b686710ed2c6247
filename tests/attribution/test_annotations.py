"""Records of attribution: every kind of name in the actor tables has a number."""

from __future__ import annotations

from signals.actors.table import load_actors
from signals.attribution.annotations import NameKind


def test_every_kind_of_name_has_a_number_below_those_that_attribution_adds() -> None:
    kinds = {alias.kind for aliases in load_actors().aliases.values() for alias in aliases}
    assert {NameKind[kind.upper()] for kind in kinds} <= set(range(NameKind.INTRODUCED))
    assert NameKind.INTRODUCED < NameKind.OFFICE < NameKind.ENEMY
