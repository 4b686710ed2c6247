"""An analyst's own labels: edited in a table, saved as a file, read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signals.trends.label_files import guarded, unguarded


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula_and_none_is_changed(cell):
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell
