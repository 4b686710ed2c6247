"""What the flow costs on sentences of about 30 words, beside VADER: python -m tests.benchmarks.flow_steps [FILE]

Without FILE the embedded corpora are used. Bare times depend on the machine; the ratios are what to read. They are of
processor time, not of the clock, so that other programs do not show. Half of the documents warm up, the other half is
measured: once with the words that it has and the first half had not, then some times with every word known, as deep in
a large corpus, of which the least counts.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import models
from signals.actors.masking import blanked_words, mask_actors, name_spans
from signals.attribution.discourse import attribute
from signals.attribution.sentence.standpoints import standpoint_of
from signals.cues.profile import Profile
from signals.dates.resolve import dates_among
from signals.documents import Classifier, Document
from signals.ingest.document_reader import read_documents
from signals.output.files import write_tables
from signals.pipeline import Tools, make_tools, score_stream, score_tagged, tag_documents
from signals.text.sentences import split_sentences
from tests.support import ROOT

SEEDS = ROOT / "seeds"
MIN_WORDS, MAX_WORDS = 26, 34
REPEATS = 3


class Stopwatch:
    """Processor seconds spent per step, the least of all repeats, in order of first use."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        gc.collect()  # so that no step pays for what others left behind
        start = time.process_time()
        yield
        seconds = time.process_time() - start
        self.seconds[name] = min(self.seconds.get(name, seconds), seconds)


def main(arguments: list[str]) -> int:
    """Print microseconds per sentence of the whole flow, of each step and of VADER, and the ratios."""
    paths = [Path(name) for name in arguments] or sorted(SEEDS.glob("*.jsonl"))
    with TemporaryDirectory() as folder:
        warm, measured = write_halves(paths, Path(folder))
        sentences = _measure(warm, measured, Path(folder) / "out.parquet")
    length = sum(map(len, sentences)) / len(sentences)
    print(f"{len(sentences)} sentences of {MIN_WORDS} to {MAX_WORDS} words, {length:.0f} characters on average")
    return 0


def write_halves(paths: list[Path], folder: Path) -> list[Path]:
    """Write each document's sentences of about 30 words, every other document into the other file."""
    documents = [item for item in read_documents(paths) if isinstance(item, Document)]
    sentences = split_sentences(documents)
    texts: dict[int, list[str]] = {}
    for row, text in zip(sentences.document.tolist(), sentences.text, strict=True):
        if MIN_WORDS <= len(text.split()) <= MAX_WORDS:
            texts.setdefault(row, []).append(text)
    halves = [folder / "warm.jsonl", folder / "measured.jsonl"]
    for number, half in enumerate(halves):
        with half.open("w", encoding="utf-8") as stream:
            for row, found in list(texts.items())[number::2]:
                one = documents[row]
                record = {"date": one.published_on.isoformat(), "outlet": one.outlet, "text": " ".join(found)}
                stream.write(json.dumps(record) + "\n")
    return halves


def _measure(warm: Path, measured: Path, out: Path) -> list[str]:
    tools, fast = make_tools(), models.load("fast")
    vader = _vader()
    whole, steps = Stopwatch(), Stopwatch()
    flow(warm, out, tools, fast)
    with whole.step("flow with new words, fast"):
        flow(measured, out, tools, fast)
    for _ in range(REPEATS):
        with whole.step("whole flow, fast"):
            flow(measured, out, tools, fast)
        with whole.step("whole flow, rules only"):
            flow(measured, out, tools, None)
        sentences = _steps(measured, out, tools, fast, steps)
        with whole.step("VADER"):
            vader(sentences)
    for name, seconds in {**steps.seconds, **whole.seconds}.items():
        share = whole.seconds["VADER"] / seconds
        print(f"{name:<25} {seconds / len(sentences) * 1e6:7.1f} microseconds a sentence, VADER's speed x {share:5.2f}")
    return sentences


def flow(path: Path, out: Path, tools: Tools, classifier: Classifier | None) -> None:
    """Read, score and write, as the command line does."""
    documents = (item for item in read_documents([path]) if isinstance(item, Document))
    write_tables(score_stream(documents, tools, Profile(), classifier), out, about={})


def _steps(path: Path, out: Path, tools: Tools, classifier: Classifier, watch: Stopwatch) -> list[str]:
    """Run each step by itself; returns the sentences."""
    with watch.step("read"):
        documents = [item for item in read_documents([path]) if isinstance(item, Document)]
    with watch.step("split"):
        sentences = split_sentences(documents)
    owners: list[int] = sentences.document.tolist()
    days = [one.published_on.toordinal() for one in documents]
    with watch.step("words"):
        words = tools.mention_finder.words_of(sentences.text)
    with watch.step("actors"):
        mentions = tools.mention_finder.mentions_among(words, sentences.text, owners, days)
    with watch.step("cues"):
        names = name_spans(sentences.text, mentions)
        tools.cue_finder.hits_among(blanked_words(words, names).folded())
    with watch.step("dates"):
        published = [documents[row].published_on for row in owners]
        dates_among(words, sentences.text, published, [documents[row].date_basis for row in owners])
    with watch.step("attribution"):
        standpoints = [standpoint_of(one.outlet, day) for one, day in zip(documents, days, strict=True)]
        attribute(sentences.text, mentions, owners, sentences.paragraph.tolist(), standpoints, words)
    with watch.step("classifier"):
        classifier.predict(mask_actors(sentences.text, mentions, names))
    tagged = tag_documents(documents, tools, classifier)
    with watch.step("scores and table"):
        table = score_tagged(tagged, tools.lexicon, Profile())
    with watch.step("write"):
        write_tables([table], out, about={})
    return sentences.text


def _vader() -> Callable[[Sequence[str]], None]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()

    def run(sentences: Sequence[str]) -> None:
        for sentence in sentences:
            analyzer.polarity_scores(sentence)

    return run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
