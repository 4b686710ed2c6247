"""The compiled tables, made once per test run: nobody may change them."""

from __future__ import annotations

import pytest

from signals.actors import ActorTable, load_actors
from signals.cues import CueFinder
from signals.lexicon import Lexicon, load_lexicon
from signals.mentions import MentionFinder
from signals.pipeline import Tools, make_tools


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def actors() -> ActorTable:
    return load_actors()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return make_tools()


@pytest.fixture(scope="session")
def cue_finder(tools: Tools) -> CueFinder:
    return tools.cue_finder


@pytest.fixture(scope="session")
def mention_finder(tools: Tools) -> MentionFinder:
    return tools.mention_finder
