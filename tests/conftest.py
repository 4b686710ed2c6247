"""The compiled tables and a trained model, made once per test run: nobody may change them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import models
from models import train
from models.datasets.labelled import mask_sentences
from signals.actors.mention_finder import MentionFinder
from signals.actors.table import ActorTable, load_actors
from signals.cues.cue_finder import CueFinder
from signals.cues.lexicon import Lexicon, load_lexicon
from signals.pipeline import Tools, make_tools
from signals.trends.label_files import write_cells
from tests.support import ROOT, loops_run_as, seed_documents


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


@pytest.fixture(scope="session")
def labels_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100 sentences of the winter corpus with the shipped model's own answers, and rows of every bad kind."""
    sentences = [document.text.split("\n")[0] for document in seed_documents()[:100]]
    masked = mask_sentences(sentences, [None] * len(sentences))
    guesses = models.load("fast").predict(masked)[:, :3].argmax(axis=1)
    named = ("escalatory", "de-escalatory", "neutral")
    rows = [[text, named[guess], "", "1"] for text, guess in zip(sentences, guesses, strict=True)]
    known = pd.read_csv(ROOT / "seeds" / "labels_a.csv")["sentence"][0]  # a neutral one
    rows += [[known, "escalatory", "material", "1"], ["Odd", "rosy", "", "1"],
             ["Twice told", "neutral", "", "1"], ["twice  told", "escalatory", "", "1"]]  # fmt: skip
    path = tmp_path_factory.mktemp("labels") / "mine.csv"
    path.write_bytes(write_cells(("sentence", "label", "form", "sure"), rows))
    return path


@pytest.fixture(scope="session")
def own_model(labels_file: Path) -> Path:
    """A model trained on that file, in a folder with nothing else beside it."""
    out = labels_file.parent / "models" / "fast-own"
    assert train.main(["--labels", str(labels_file), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module", params=["plain Python", "machine code"])
def either_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run the tests of a file twice: compiled functions as they are written, and their machine code."""
    with loops_run_as(machine_code=request.param == "machine code"):
        yield
