"""Sentences as one array of code points: they act as a list of strings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.text.codepoints import Lines, lines_of

SENTENCES = st.lists(st.sampled_from(["", "war", "e\u0301𝔘", "\ud800", "two\nlines", "x\x00", "\n"]), max_size=6)


@given(SENTENCES, st.integers(-7, 7), st.integers(-7, 7))
def test_lines_are_the_sentences(sentences: list[str], first: int, last: int) -> None:
    lines = lines_of(sentences)
    bare = Lines(lines.codes, lines.edges)
    for one in (lines, bare):
        assert list(one) == sentences and len(one) == len(sentences)
        assert list(one[first:last]) == sentences[first:last] and list(one[::-1]) == sentences[::-1]
        assert [one[row] for row in range(-len(one), len(one))] == sentences * 2
        again = lines_of(one[first:last])
        assert again.codes.tolist() == lines_of(sentences[first:last]).codes.tolist()
        assert again.edges.tolist() == lines_of(sentences[first:last]).edges.tolist()


def test_lines_know_their_end() -> None:
    with pytest.raises(IndexError):
        lines_of(["war"])[1]
    assert np.array(lines_of(["war", "peace"]), dtype=object).tolist() == ["war", "peace"]
