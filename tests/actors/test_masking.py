"""Masks: the arrays put in what replacing in strings would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.masking import ACTOR, DETACHED, MASKS, replaced, without_detached
from signals.text.codepoints import string_array

pytestmark = pytest.mark.usefixtures("either_way")


PIECES = st.sampled_from(
    [
        "anti",
        "Pro",
        "pre",
        "non",
        "ex",
        "post",
        "-",
        "-",
        " ",
        "Russian",
        "North",
        "Saudi",
        "actor",
        "Éire",
        "x",
        "7",
        "é",
    ]
)


SENTENCES = st.lists(st.lists(PIECES, max_size=10).map("".join), max_size=4)


@given(SENTENCES)
@settings(deadline=None)
def test_detached_names_are_those_of_the_regular_expression(sentences: list[str]) -> None:
    masked = without_detached(string_array(sentences))
    assert list(masked) == [DETACHED.sub(f"-{ACTOR}", sentence) for sentence in sentences]


@given(SENTENCES, st.data())
@settings(deadline=None)
def test_spans_are_replaced(sentences: list[str], data: st.DataObject) -> None:
    expected, spans = list[str](), list[tuple[int, int, int, int]]()
    for row, (sentence, at) in enumerate(zip(sentences, string_array(sentences).indptr.tolist(), strict=False)):
        indptr = sorted(data.draw(st.lists(st.integers(0, len(sentence)), max_size=4)))
        masks = [data.draw(st.integers(0, len(MASKS) - 1)) for _ in indptr[1::2]]
        chosen = list(zip(indptr[::2], indptr[1::2], masks, strict=False))
        spans += [(row, at + start, at + end, mask) for start, end, mask in chosen]
        resumed, pieces = 0, ""
        for start, end, mask in chosen:
            pieces += sentence[resumed:start] + MASKS[mask]
            resumed = end
        expected.append(pieces + sentence[resumed:])
    columns = np.array(spans, dtype=np.int64).reshape(-1, 4).T.copy()
    assert list(replaced(string_array(sentences), *columns)) == expected
