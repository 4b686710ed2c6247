"""The buffer of names: kept in order of position, one sentence's names after the other's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from signals.actors.mentions import AGENT
from signals.attribution.annotations import NameKind
from signals.attribution.sentence.name_buffer import (
    append_name,
    buffer_of_size,
    emptied_buffer,
    insert_name,
    overlaps_a_name,
)

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda span: (span[0], sum(span))), max_size=12)


@given(SPANS)
def test_names_are_inserted_in_order_of_position(spans: list[tuple[int, int]]) -> None:
    names = buffer_of_size(len(spans))
    for code, (start, end) in enumerate(spans):
        insert_name(names, start, end, code, NameKind.INTRODUCED)
    assert list(zip(names.columns.start.tolist(), names.columns.end.tolist(), strict=True)) == sorted(spans)
    assert [spans[code] for code in names.columns.code.tolist()] == sorted(spans)
    assert (names.columns.role == AGENT).all() and names.columns.is_person.all()


def test_names_of_the_sentence_before_stay_where_they_are() -> None:
    names, other = buffer_of_size(3), buffer_of_size(1)
    insert_name(other, 20, 25, 7, NameKind.CAPITAL)
    append_name(names, other.columns, 0)
    names.bounds[0] = names.bounds[1]
    insert_name(names, 10, 12, 8, NameKind.ENEMY)
    assert names.columns.code[:2].tolist() == [7, 8] and names.columns.kind[0] == NameKind.CAPITAL
    assert names.bounds.tolist() == [1, 2]
    assert overlaps_a_name(names, 11, 15, NameKind.ENEMY + 1)
    assert not overlaps_a_name(names, 11, 15, NameKind.ENEMY)  # names of this kind are left aside
    assert not overlaps_a_name(names, 21, 22, NameKind.ENEMY + 1)  # another sentence's


def test_an_emptied_buffer_has_room() -> None:
    names = buffer_of_size(2)
    insert_name(names, 0, 1, 0, NameKind.NAME)
    assert np.shares_memory(emptied_buffer(names, 2).columns.start, names.columns.start)
    assert names.bounds.tolist() == [0, 0]
    assert len(emptied_buffer(names, 3).columns.start) == 3
