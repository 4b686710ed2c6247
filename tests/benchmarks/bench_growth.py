"""What a sentence costs as the corpus, the lexicon, the actor table and the documents grow: flat is linear."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest

from signals.actors.mention_finder import MentionFinder
from signals.actors.table import ActorTable, Alias, load_actors
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Cue, Lexicon, load_lexicon
from signals.cues.profile import Profile
from signals.documents import Document
from signals.output.partitioned import write_by_month
from signals.pipeline import Tools, make_tools, score_stream

from .corpus import Measure, News

SIZES_OF = {
    "bench_corpus": ([1_000, 10_000], [1_000, 10_000, 100_000, 1_000_000], [10**power for power in range(3, 8)]),
    "bench_cues": ([100, 10_000], [10**power for power in range(2, 6)], [10**power for power in range(2, 6)]),
    "bench_actors": ([100, 10_000], [10**power for power in range(2, 6)], [10**power for power in range(2, 6)]),
    "bench_document": ([1_000, 100_000], [10**power for power in range(3, 7)], [10**power for power in range(3, 7)]),
}
SAMPLE = 4_000  # sentences that the benchmarks of tables and documents read
MANY = 100_000  # from this many sentences on, one round is enough


@pytest.fixture(scope="module")
def tools() -> Tools:
    return make_tools()


def bench_corpus(size: int, news: News, tools: Tools, measure: Measure, tmp_path: Path) -> None:
    """The whole flow with rules alone over `size` sentences, streamed and written by month."""
    score(news.rows(SAMPLE), tools)

    def work() -> None:
        tables = score_stream(news.rows(size), tools, Profile())
        write_by_month(tables, tmp_path / "out", about={})

    measure(work, n=size, rounds=1 if size >= MANY else 5, section="corpus", size=size)
    # The peak of the process so far: sizes come in ascending order, so that it is this one's or above it.
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measure.benchmark.extra_info["peak_mb"] = round(peak_kb / 1024)


def bench_cues(size: int, news: News, measure: Measure) -> None:
    """Finding cues with a lexicon of `size`: ours cut short, or with pairs of words from the news added."""
    sentences = list(islice(cycle(news.sentences), SAMPLE))
    finder = CueFinder(lexicon_of(size, news.sentences))
    finder.find_hits(sentences)
    measure(lambda: finder.find_hits(sentences), n=SAMPLE, section="cues", size=size)


def bench_actors(size: int, news: News, measure: Measure) -> None:
    """Finding actors with a table of `size` names: ours cut short, or with invented two-word names added."""
    sentences = list(islice(cycle(news.sentences), SAMPLE))
    owners, days = list(range(SAMPLE)), [document.published_on.toordinal() for document in news.rows(SAMPLE)]
    finder = MentionFinder(table_of(size, news.sentences))
    finder.find_mentions(sentences, owners, days)
    measure(lambda: finder.find_mentions(sentences, owners, days), n=SAMPLE, section="actors", size=size)


def bench_document(size: int, news: News, tools: Tools, measure: Measure) -> None:
    """The whole flow over documents of `size` characters each."""
    text = "\n".join(islice(cycle(news.sentences), max(2, size // 150)))[:size]
    document = news.documents[0]._replace(title="", text=text)
    documents = [document._replace(doc_id=f"d{number}") for number in range(max(1, SAMPLE * 180 // size))]
    n = score(documents, tools)
    measure(lambda: score(documents, tools), n=n, section="document", size=size)


def score(documents: Iterable[Document], tools: Tools) -> int:
    """Score with rules alone and return the number of sentences."""
    return sum(len(table) for table in score_stream(documents, tools, Profile()))


def lexicon_of(size: int, sentences: Iterable[str]) -> Lexicon:
    lexicon = load_lexicon()
    own = list(lexicon.cues[:size])
    known = {cue.pattern for cue in own}
    pairs = (pair for pair in word_pairs(sentences) if pair not in known)
    family = lexicon.families[0]
    added = (Cue(pair, 0.1, family.name, "verbal", "benchmark") for pair in pairs)
    return replace(lexicon, cues=tuple(own + list(islice(added, size - len(own)))))


def table_of(size: int, sentences: Iterable[str]) -> ActorTable:
    table = load_actors()
    aliases = dict(islice(table.aliases.items(), size))
    any_actor = next(iter(table.actors))
    for name in islice(word_pairs(sentences), size - len(aliases)):
        aliases.setdefault(name.title(), (Alias(any_actor, "official", 1, 3_652_059),))
    return ActorTable(table.actors, aliases)


def word_pairs(sentences: Iterable[str]) -> Iterator[str]:
    """Yield ever other pairs of words of the news, drawn by a fixed seed: pairs that could stand in it."""
    words = sorted({word for sentence in sentences for word in sentence.lower().split() if word.isalpha()})
    random, seen = Random(7), set()
    while len(seen) < len(words) ** 2:
        pair = f"{random.choice(words)} {random.choice(words)}"
        if pair not in seen:
            seen.add(pair)
            yield pair
