"""What the benchmarks read: news of any size, and VADER's bare speed on the same sentences as the yardstick."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from signals.documents import Document
from signals.ingest.document_reader import read_documents
from signals.text.sentences import split_sentences
from tests.benchmarks.flow_steps import MAX_WORDS, MIN_WORDS, SEEDS

YARDSTICK_SENTENCES = 1_000


@dataclass(frozen=True)
class News:
    """Documents to draw from, and sentences of about thirty words that stand in them."""

    documents: tuple[Document, ...]
    sentences: tuple[str, ...]

    def cycled(self, n_documents: int) -> Iterator[Document]:
        """Yield `n_documents`, going round as often as it takes; every one has an id of its own."""
        for number, document in enumerate(islice(cycle(self.documents), n_documents)):
            yield document._replace(doc_id=f"d{number}")

    def rows(self, n: int) -> Iterator[Document]:
        """Yield `n` documents of one sentence of about thirty words each."""
        first = self.documents[0]
        for number, sentence in enumerate(islice(cycle(self.sentences), n)):
            yield first._replace(doc_id=f"s{number}", title="", text=sentence, is_one_sentence=True)


@cache
def load_news(paths: Sequence[Path]) -> News:
    """Read the files named; those of the embedded corpora where none is."""
    read = read_documents(list(paths) or sorted(SEEDS.glob("*.jsonl")))
    documents = tuple(item for item in read if isinstance(item, Document))
    lengths = ((sentence, len(sentence.split())) for sentence in split_sentences(documents).text)
    sentences = dict.fromkeys(text for text, n_words in lengths if MIN_WORDS <= n_words <= MAX_WORDS)
    return News(documents, tuple(sentences))


class Yardstick:
    """CPU seconds that VADER's polarity_scores takes for a sentence of about thirty words, here and now.

    Measured beside every round, because the machine may be busy: a ratio says more than a bare time.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self._analyser = SentimentIntensityAnalyzer()
        self._sentences = list(islice(cycle(sentences), YARDSTICK_SENTENCES))

    def seconds(self) -> float:
        start = time.process_time()
        for sentence in self._sentences:
            self._analyser.polarity_scores(sentence)
        return (time.process_time() - start) / len(self._sentences)


@dataclass(frozen=True)
class Measure:
    """Times one piece of work with pytest-benchmark and notes what it costs in VADER's sentences."""

    benchmark: Any
    yardstick: Yardstick

    def __call__(self, work: Callable[[], object], *, n: int, rounds: int = 7, **about: object) -> None:
        """Run `work` over `n` sentences; `ratio` is its cost per sentence over VADER's, the least of the rounds."""
        beside: list[float] = []

        def measure_yardstick() -> None:
            gc.collect()
            beside.append(self.yardstick.seconds())

        self.benchmark.pedantic(work, setup=measure_yardstick, rounds=rounds, iterations=1)
        beside.append(self.yardstick.seconds())
        ratios = [
            seconds / n / ((before + after) / 2)
            for seconds, before, after in zip(self.benchmark.stats.stats.data, beside, beside[1:], strict=False)
        ]
        self.benchmark.extra_info.update(about, n=n, ratio=min(ratios), spread=max(ratios) / min(ratios))
