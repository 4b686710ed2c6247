"""Cues as JSON: what the loop writes is what the json module reads."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.cues.cue_finder import Hits
from signals.cues.lexicon import load_lexicon
from signals.output.cues_json import cues_as_json
from tests.support import loops_run_as

LEXICON = load_lexicon()


OFFSETS = st.integers(0, 2**31 - 1)


HITS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, len(LEXICON.cues) - 1), OFFSETS, OFFSETS,
        st.integers(0, len(LEXICON.modifier_names) - 1),
    ), max_size=9,
)  # fmt: skip


WEIGHTS = st.sampled_from([0.0, -0.0, 0.1 + 0.2, -1.0, 1e-5, 1 / 3])


@given(HITS, WEIGHTS, st.booleans())
@settings(deadline=None)
def test_cues_are_written_as_json(rows: list[tuple[int, int, int, int, int]], weight: float, is_compiled: bool) -> None:
    sentence, cue, start, end, modifier = np.array(sorted(rows), dtype=np.int32).reshape(-1, 5).T
    weights = np.full(len(LEXICON.cues), weight)
    with loops_run_as(machine_code=is_compiled):
        written = cues_as_json(Hits(sentence, cue, start, end, modifier, 6), LEXICON, weights).tolist()
    expected: list[list[dict[str, object]]] = [[] for _ in range(6)]
    for row, one, first, last, name in sorted(rows):
        expected[row].append(
            {
                "pattern": LEXICON.patterns[one], "start": first, "end": last, "weight": round(weight, 6),
                "modifier": LEXICON.modifier_names[name],
            }
        )  # fmt: skip
    assert written == [json.dumps(of_sentence, ensure_ascii=False) for of_sentence in expected]
