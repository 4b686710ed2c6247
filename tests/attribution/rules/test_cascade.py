"""The rules in order: none looks beyond its sentence, and machine code tells what plain Python tells."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import load_actors
from signals.attribution.annotations import EU, NATO, NO_ROW, AttributionRule
from signals.attribution.discourse import attribute
from signals.attribution.rules.cascade import attribute_sentence
from tests.attribution.rules.views import CODES, FRANCE, view_of
from tests.support import DAY, loops_run_as

SALAD = st.lists(
    st.sampled_from(
        "Russia Ukraine's Wagner Russian the he , . “ ” \" : ; - ( by was to has said says told according attacked "
        "strikes war crimes killed received from who and of minister talks setting".split()
    ),
    max_size=16,
).map(" ".join)


@given(SALAD, st.booleans())
@settings(deadline=None)
def test_no_rule_looks_beyond_the_sentence(text: str, begins_quoted: bool) -> None:
    view = view_of(text, carried=FRANCE, begins_quoted=begins_quoted)
    found = attribute_sentence(view)
    assert found.rule != AttributionRule.NO_RULE
    assert 0 <= found.start <= found.end <= len(text)
    assert found.source == NO_ROW or found.source != found.target
    assert {found.source, found.target} <= {NO_ROW, NATO, EU, *CODES.values()}


FINDER = MentionFinder(load_actors())


ODD = (
    "Russia Kyiv's NATO the said , . “ ” \" by was attacked accused He according to : – - and minister ; (AP) on who "
    "Ivan Petrov , envoy of Zelensky’s alliance war crimes enemy General Staff talks İ ’ \U0001f1fa"
).split(" ")


def odd_texts(n_texts: int) -> list[str]:
    draw = random.Random(7)
    return [" ".join(draw.choices(ODD, k=draw.randrange(40))) for _ in range(n_texts)]


def test_machine_code_tells_what_plain_python_tells() -> None:
    sentences = odd_texts(600)
    owners, paragraphs = ([row // size for row in range(len(sentences))] for size in (6, 2))
    words = FINDER.words_of(sentences)
    mentions = FINDER.mentions_among(words, sentences, owners, [DAY.toordinal()] * len(sentences))
    told = []
    for runs_machine_code in (False, True):
        with loops_run_as(machine_code=runs_machine_code):
            told.append(attribute(sentences, mentions, owners, paragraphs, words=words))
    assert told[0] == told[1]
    assert len({one.basis.partition(":")[0] for one in told[0]}) > 10
