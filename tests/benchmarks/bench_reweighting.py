"""From a changed weight to a new 7-day trend by source, on a corpus whose cues have been found."""

from __future__ import annotations

from itertools import count, islice

import numpy as np

import models
from signals.cues.profile import Profile
from signals.pipeline import make_tools, tag_documents
from signals.trends.averages import plan_trend
from signals.trends.live import LiveTrend
from tests.benchmarks.reweighting_steps import repeated

from .corpus import Measure, News

SIZES_OF = {
    "bench_changed_weight": (
        [10_000, 100_000],
        [10**power for power in range(4, 7)],
        [10**power for power in range(4, 8)],
    )
}
DOCUMENTS = 4_000


def bench_changed_weight(size: int, news: News, measure: Measure) -> None:
    """The weight of the cue that is found most often, another one each time."""
    tools = make_tools()
    few = tag_documents(list(islice(news.cycled(DOCUMENTS), DOCUMENTS)), tools, models.load("fast"))
    tagged = repeated(few, size)
    live = LiveTrend(tagged, tools.lexicon, plan_trend(tagged.facts, by="source", every="day"))
    live.trend(Profile())
    pattern = tools.lexicon.patterns[np.bincount(tagged.hits.cue).argmax()]
    steps = count(1)

    def change() -> object:
        return live.trend(Profile(weights={pattern: 1 / (1 + next(steps))}))

    measure(change, n=len(tagged), rounds=15, section="reweighting", size=size)
