"""Which actors a sentence names on its day. Half of the traps must find nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.name_matcher import NameMatcher
from signals.actors.roles import BY_NOUN, BY_PLACE, OPEN, role_in_text, roles_beside
from signals.actors.table import load_actors

FINDER = MentionFinder(load_actors())


BESIDE = st.sampled_from(
    ["in", "near the", "Near", "the", "official", "poet", "newspaper", "think-tank", "troops", "said", "suspended", "-",
     "Border", "city", "ally’s", "'", "x-", ",", "\u2009"]
)  # fmt: skip


@given(st.lists(BESIDE, max_size=3), st.lists(BESIDE, max_size=4), st.sampled_from([" ", "-", ", ", "’s "]))
@settings(deadline=None)
def test_what_neighbours_say_of_a_name_is_what_the_text_says(before: list[str], after: list[str], joint: str) -> None:
    sentence = " ".join([*before, "Russia"]) + joint + " ".join(after)
    words = FINDER.words_of([sentence])
    found = NameMatcher(["Russia"]).find(words)
    for anywhere in (BY_PLACE, BY_NOUN):
        beside = roles_beside(words, found.start, found.end, np.full(len(found.start), anywhere, dtype=np.int8))
        for role, start, end in zip(beside.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
            assert role in (OPEN, role_in_text(anywhere, sentence, start, end))
