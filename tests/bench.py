"""What each step costs, beside VADER's bare polarity_scores on the same sentences: python -m tests.bench [FILE]

Without FILE the embedded corpora are used, repeated. Bare times depend on the machine; the ratios are what to read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import models
from signals.attribution import attribute
from signals.dates import resolve_dates
from signals.documents import Document
from signals.ingest import read_documents
from signals.masking import blanked, mask_actors
from signals.outlets import standpoint_of
from signals.pipeline import make_tools, paragraph_numbers
from signals.sentences import split_sentences

SEEDS = Path(__file__).parent.parent / "seeds"
MAX_DOCUMENTS = 8_000


class Stopwatch:
    """Seconds spent per step, in order of first use."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def main(arguments: list[str]) -> int:
    """Run every step twice (the first time fills the caches) and print microseconds per sentence and shares."""
    paths = [Path(name) for name in arguments] or sorted(SEEDS.glob("*.jsonl"))
    watch = Stopwatch()
    with watch.step("read"):
        read = (item for item in read_documents(paths) if isinstance(item, Document))
        documents = list(islice(read, MAX_DOCUMENTS))
    run = _runner(documents)
    run(Stopwatch())
    sentences = run(watch)
    total = sum(watch.seconds.values())
    for name, seconds in watch.seconds.items():
        print(f"{name:<12} {seconds / len(sentences) * 1e6:8.1f} microseconds a sentence  {seconds / total:6.1%}")
    vader = _vader_seconds(sentences)
    length = sum(map(len, sentences)) / len(sentences)
    print(f"{'all':<12} {total / len(sentences) * 1e6:8.1f} microseconds a sentence")
    print(f"{len(sentences)} sentences of {length:.0f} characters; VADER takes {vader / total:.2f} of that time")
    return 0


def _runner(documents: list[Document]) -> Callable[[Stopwatch], list[str]]:
    tools, fast = make_tools(), models.load("fast")
    days = [one.published_on.toordinal() for one in documents]

    def run(watch: Stopwatch) -> list[str]:
        with watch.step("split"):
            sentences = split_sentences(documents)
            owners: list[int] = sentences.document.tolist()
        with watch.step("actors"):
            mentions = tools.mention_finder.find_mentions(sentences.text, owners, days)
        with watch.step("cues"):
            tools.cue_finder.find_hits(blanked(sentences.text, mentions))
        with watch.step("dates"):
            published = [documents[row].published_on for row in owners]
            resolve_dates(sentences.text, published, [documents[row].date_basis for row in owners])
        with watch.step("attribution"):
            standpoints = [standpoint_of(one.outlet, day) for one, day in zip(documents, days, strict=True)]
            attribute(sentences.text, mentions, owners, paragraph_numbers(documents, sentences), standpoints)
        with watch.step("classifier"):
            fast.predict([mask_actors(text, found) for text, found in zip(sentences.text, mentions, strict=True)])
        return sentences.text

    return run


def _vader_seconds(sentences: list[str]) -> float:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    start = time.perf_counter()
    for sentence in sentences:
        analyzer.polarity_scores(sentence)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
