"""The whole flow from a file on the disk to a Parquet file, on sentences of about thirty words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import models
from signals.pipeline import Tools, make_tools
from tests.benchmarks.flow_steps import flow

from .corpus import Measure, News

N_SENTENCES = 1_500
CLASSIFIERS = {"none": "rules only", "fast": "rules and the fast classifier"}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return make_tools()


@pytest.fixture(scope="module")
def halves(news: News, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files of sentences of about thirty words: one to warm up, one to measure."""
    folder = tmp_path_factory.mktemp("halves")
    lines = [
        json.dumps({"date": one.published_on.isoformat(), "outlet": one.outlet, "text": one.text})
        for one in news.rows(2 * N_SENTENCES)
    ]
    halves = [folder / "warm.jsonl", folder / "measured.jsonl"]
    for half, part in zip(halves, (lines[::2], lines[1::2]), strict=True):
        half.write_text("\n".join(part), encoding="utf-8")
    return halves


@pytest.mark.parametrize("name", list(CLASSIFIERS))
def bench_whole_flow(name: str, halves: list[Path], tools: Tools, measure: Measure, tmp_path: Path) -> None:
    classifier = None if name == "none" else models.load(name)
    warm, measured = halves
    out = tmp_path / "out.parquet"
    flow(warm, out, tools, classifier)
    measure(
        lambda: flow(measured, out, tools, classifier),
        n=N_SENTENCES,
        section="throughput",
        size=0,
        what=CLASSIFIERS[name],
    )
