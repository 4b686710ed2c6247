"""Datelines and time stamps: where they end and begin, and no place left out where they may stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.attribution.sentence.datelines import (
    dateline_candidates,
    dateline_end,
    stamp_candidates,
    stamp_start,
)
from tests.support import batch_with

pytestmark = pytest.mark.usefixtures("either_way")
PIECES = st.sampled_from(
    ["KYIV", "Kyiv", "New York", "U.S.", "and", "a", ", ", ", Russia", " ", "Jan 13", " january 3", " (AP)", "(", ")",
     " - ", " -- ", "— ", " – ", ": ", ":", "The", " said", "13", "“", "-", ".", "(26.04.22 22:24)",
     ". VIDEO (26.04.2022 22:24)", " 22:24)"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(PIECES, max_size=8).map("".join).map(str.strip), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        pytest.param("MOSCOW, Jan 13 (Reuters) - Talks failed.", "Talks failed.", id="place_day_agency"),
        pytest.param("KYIV (AP) — Talks failed.", "Talks failed.", id="place_agency"),
        pytest.param("Kyiv, Ukraine — Talks failed.", "Talks failed.", id="place_country"),
        pytest.param("KYIV: Talks failed.", "Talks failed.", id="capitals_and_colon"),
        pytest.param("Kyiv: Talks failed.", "Kyiv: Talks failed.", id="a_speaker_is_none"),
        pytest.param("Talks in Kyiv failed.", "Talks in Kyiv failed.", id="none"),
    ],
)
def test_a_dateline_ends(sentence: str, rest: str) -> None:
    assert sentence[dateline_end(sentence) :] == rest
    assert len(rest) == len(sentence) or dateline_candidates(batch_with([sentence])).tolist() == [0]


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        pytest.param("Talks failed (26.04.22 22:24)", "Talks failed", id="stamp"),
        pytest.param("Talks failed. VIDEO+PHOTO (26.04.2022 22:24)", "Talks failed", id="with_a_video"),
        pytest.param("(26.04.22 22:24)", "", id="nothing_else"),
        pytest.param("Talks failed (22:24)", "Talks failed (22:24)", id="time_alone"),
        pytest.param("Talks (26.04.22 22:24) failed", "Talks (26.04.22 22:24) failed", id="not_at_the_end"),
    ],
)
def test_a_stamp_begins(sentence: str, before: str) -> None:
    assert sentence[: stamp_start(sentence)] == before


@given(SENTENCES)
@settings(deadline=None, max_examples=400)
def test_candidates_are_never_narrower(sentences: list[str]) -> None:
    batch = batch_with(sentences)
    datelines = {row for row, sentence in enumerate(sentences) if dateline_end(sentence)}
    stamps = {row for row, sentence in enumerate(sentences) if stamp_start(sentence) < len(sentence)}
    assert datelines <= set(dateline_candidates(batch).tolist())
    assert stamps <= set(stamp_candidates(batch).tolist())
