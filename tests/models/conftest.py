"""News and the accuracy report of it, made once per test run: nobody may change them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from models.classifiers.loading import SHIPPED
from models.datasets.labelled import read_labelled
from models.datasets.report_data import read_report_data
from models.evaluation.report import build_report
from models.reporting import accuracy
from models.training import fast_training
from models.training.fast_training import Trained
from models.training.word_vectors import word_vectors

SUBJECTS = ("Kenya", "Peru", "Norway", "Laos", "Ghana", "Chile")

EVENTS = (
    ("shells a village across the border", "escalatory", "material"),
    ("threatens its neighbour with war", "escalatory", "verbal"),
    ("offers talks without conditions", "de-escalatory", "verbal"),
    ("frees the prisoners that it held", "de-escalatory", "material"),
    ("shells peas for a kitchen in the village", "neutral", ""),
    ("expects rain and wind in the north", "neutral", ""),
)

ENDINGS = ("", " on Monday", " again", " this week", " at dawn", " late on Friday")


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of real-looking news: 216 labelled sentences of two outlets, a sixth of which the reader was unsure of."""
    lines = ["id,text,label,form,sure,outlet,date"]
    for one, subject in enumerate(SUBJECTS):
        for two, (event, label, form) in enumerate(EVENTS):
            for three, ending in enumerate(ENDINGS):
                sure = int((one + two + three) % 6 > 0)
                outlet = "small.example" if one == 0 and two == 0 else "large.example"
                number = 36 * one + 6 * two + three
                lines.append(f"{number},{subject} {event}{ending},{label},{form},{sure},{outlet},2022-03-01")
    path = tmp_path_factory.mktemp("data") / "some_news.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def report(news: Path, tmp_path_factory: pytest.TempPathFactory) -> accuracy.Report:
    return build_report(read_report_data([news], tmp_path_factory.mktemp("joined") / "real_labels.csv"))


@pytest.fixture(scope="session")
def few_labelled(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """150 of our own labelled sentences."""
    rows = pd.read_csv(SHIPPED.parent / "seeds" / "labels_a.csv", dtype=str, keep_default_na=False)
    path = tmp_path_factory.mktemp("few") / "few.csv"
    path.write_text(rows[:150].to_csv(index=False), encoding="utf-8")
    return read_labelled([path])[0]


@pytest.fixture(scope="session")
def trained(few_labelled: pd.DataFrame) -> Trained:
    """A fast classifier trained on these from nothing; without the shipped runs of words, to be quick."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_training, "shipped_knowledge", lambda masked, *, seed: (word_vectors(masked, seed=seed), []))
        return fast_training.train(few_labelled, [], seed=7)
