"""From a changed weight to a new 7-day trend: python -m tests.benchmarks.reweighting_steps [FILE] [--sentences 1000000]

The documents of FILE (or of the embedded corpora) are tagged with the fast classifier and repeated as new documents up
to the number of sentences. Times are the least and the median of several changes; `CPU` is this process's own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

import models
from signals.cues.cue_finder import Hits
from signals.cues.lexicon import Lexicon
from signals.cues.profile import Profile
from signals.documents import Document
from signals.ingest.document_reader import read_documents
from signals.pipeline import Tagged, make_tools, score_columns, tag_documents
from signals.trends.averages import TrendPlan, plan_trend
from signals.trends.live import LiveTrend
from tests.benchmarks.flow_steps import SEEDS

COLUMNS = ["doc_id", "dated_on", "source", "target", "actors"]
REPEATS = 15


def main(arguments: list[str]) -> int:
    """Tag, repeat, change weights, and print milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reweighting_steps", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=4_000, help="how many are tagged before they are repeated")
    options = parser.parse_args(arguments)
    tools = make_tools()
    paths = [options.file] if options.file else sorted(SEEDS.glob("*.jsonl"))
    read = (item for item in read_documents(paths) if isinstance(item, Document))
    few = tag_documents(list(islice(read, options.documents)), tools, models.load("fast"))
    tagged = repeated(few, options.sentences)
    counts = np.bincount(tagged.hits.cue, minlength=len(tools.lexicon.cues))
    found = np.argsort(-counts, kind="stable")[: (counts > 0).sum()]
    plan = plan_trend(tagged.facts, by="source", every="day")
    print(f"{len(tagged):,} sentences, {len(tagged.hits.cue):,} hits of {len(found):,} cues out of {len(counts):,};")
    print(f"{len(plan.cells):,} rows of the trend, {len(plan.cell_of_cluster):,} of them by document")
    live = LiveTrend(tagged, tools.lexicon, plan)
    live.trend(Profile())
    measure(live, tagged, tools.lexicon, plan, found, counts)
    last = Profile(weights={tools.lexicon.patterns[found[0]]: 0.123})
    pd.testing.assert_frame_equal(live.trend(last), anew(tagged, tools.lexicon, plan, last), check_exact=True)
    print("the same to the bit as all scored anew")
    return 0


def measure(
    live: LiveTrend, tagged: Tagged, lexicon: Lexicon, plan: TrendPlan, found: np.ndarray, counts: np.ndarray
) -> None:
    """Print what each kind of change costs; `found`: the cues that occur, the commonest first."""
    for name, cue in (("commonest", found[0]), ("20th", found[19]), ("middle", found[len(found) // 2])):
        live.trend(Profile())  # the cue before has its own weight again
        told = f"weight of the {name} cue, {counts[cue]:,} hits"
        report(told, lambda step, of=lexicon.patterns[cue]: live.trend(Profile(weights={of: step})))
    live.trend(Profile())
    family = lexicon.cues[found[0]].family
    report("scale of its family", lambda step: live.trend(Profile(family_scale={family: 1 + step})))
    report("blend: all sentences", lambda step: live.trend(Profile(blend=step)))
    report("all scored and added up anew", lambda step: anew(tagged, lexicon, plan, Profile(blend=step)), repeats=3)


def anew(tagged: Tagged, lexicon: Lexicon, plan: TrendPlan, profile: Profile) -> pd.DataFrame:
    """Return the trend without any memory of what was scored before."""
    scored = score_columns(tagged, lexicon, profile)
    return plan.measure(scored["signal"].to_numpy(dtype=float), scored["label"].to_numpy(dtype=object))


def repeated(tagged: Tagged, n_sentences: int) -> Tagged:
    """Return at least `n_sentences`: the sentences of `tagged` again and again, each time in documents of their own."""
    times, n, hits = -(-n_sentences // len(tagged)), len(tagged), tagged.hits
    document = pd.factorize(tagged.facts["doc_id"])[0]
    copies = np.repeat(np.arange(times), n)
    facts = tagged.facts[COLUMNS].iloc[np.tile(np.arange(n), times)].reset_index(drop=True)
    sentence = np.tile(hits.sentence, times) + np.repeat(np.arange(times, dtype=np.int32) * n, len(hits.sentence))
    others = (np.tile(column, times) for column in (hits.cue, hits.start, hits.end, hits.modifier))
    return Tagged(
        facts.assign(doc_id=np.tile(document, times) + copies * (document.max() + 1)),
        Hits(sentence.astype(np.int32), *others, n_sentences=n * times),
        None if tagged.probabilities is None else np.tile(tagged.probabilities, (times, 1)),
        (),
        pd.DataFrame(index=range(n * times)),
    )


def report(name: str, change: Callable[[float], object], *, repeats: int = REPEATS) -> None:
    """Print the first, the least and the median time of a change, and the first and least of this process's own."""
    taken = []
    for number in range(repeats):
        began, cpu = time.perf_counter(), time.process_time()
        change((number + 1) / (repeats + 1))
        taken.append((time.perf_counter() - began, time.process_time() - cpu))
    wall, own = (np.array(column) * 1000 for column in zip(*taken, strict=True))
    print(
        f"{name:<45} first {wall[0]:7.1f} ms, least {wall.min():7.1f}, median {np.median(wall):7.1f};"
        f" CPU first {own[0]:7.1f}, least {own.min():7.1f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
