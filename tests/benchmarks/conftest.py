"""Options and fixtures of the benchmarks: `--news FILE` (the embedded corpora without it), `--size small|full`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .corpus import Measure, News, Yardstick, load_news

SIZES = {"small": 0, "middle": 1, "full": 2}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--news", action="append", default=[], type=Path, help="a file or folder of news to measure on")
    parser.addoption("--size", choices=tuple(SIZES), default="small", help="how far the sizes grow")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a benchmark its sizes: `SIZES_OF[its name]` in its module, as many as --size allows."""
    table = getattr(metafunc.module, "SIZES_OF", {})
    if "size" in metafunc.fixturenames:
        levels = table[metafunc.function.__name__]
        metafunc.parametrize("size", levels[SIZES[metafunc.config.getoption("--size")]])


@pytest.fixture(scope="session")
def news(request: pytest.FixtureRequest) -> News:
    return load_news(tuple(request.config.getoption("--news")))


@pytest.fixture(scope="session")
def yardstick(news: News) -> Yardstick:
    return Yardstick(news.sentences)


@pytest.fixture
def measure(benchmark: Any, yardstick: Yardstick) -> Measure:
    return Measure(benchmark, yardstick)
