"""The fast classifier's teacher: who may see which sentence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from models.datasets.labelled import read_labelled
from models.training.distillation import (
    distinct_lessons,
    is_not_held_out,
    load_teacher,
    read_held_back,
    write_held_back,
)

OWN = """sentence,label,form
Iran threatens Israel with a strike,escalatory,verbal
The museum opens a new wing,neutral,
Egypt and Sudan sign a treaty,neutral,
Chad closes its border with Niger,escalatory,material
"""

QUADS = """sentence,quad
Egypt and Sudan sign a treaty,2
A spokesman stood beside him,0
Peru expels an envoy,4
"""

DIRECTIONS = """sentence,conflict
Chad closes its border with Niger,0
"""


@pytest.fixture
def labelled(tmp_path: Path) -> pd.DataFrame:
    for name, content in (("own", OWN), ("quads", QUADS), ("directions", DIRECTIONS)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return read_labelled([tmp_path / f"{name}.csv" for name in ("own", "quads", "directions")])[0]


def test_held_back_sentences_are_known_again(tmp_path: Path, labelled: pd.DataFrame) -> None:
    write_held_back(tmp_path, ["Peru expels an envoy", "Peru  EXPELS an envoy"])
    assert len(read_held_back(tmp_path)) == 1
    is_held_out = (labelled["sentence"] == "Peru expels an envoy").to_numpy()
    kept = is_not_held_out(["peru expels an envoy", "Peru opens a road"], labelled, is_held_out)
    assert kept.tolist() == [False, True]


def test_a_teacher_of_other_stories_is_refused(tmp_path: Path, labelled: pd.DataFrame) -> None:
    (tmp_path / "measured").mkdir()
    with pytest.raises(ValueError, match="expected a folder of"):
        load_teacher(tmp_path, labelled)
    write_held_back(tmp_path / "measured", ["A sentence that nobody labelled"])
    with pytest.raises(ValueError, match="expected the same files"):
        load_teacher(tmp_path, labelled)


def test_lessons_are_distinct_and_of_a_sentence_s_length() -> None:
    pieces = ["Over half of {country_1} teachers strike", "short", "x" * 501, "Over half of actor teachers strike"]
    assert distinct_lessons(pieces) == ["Over half of actor teachers strike"]
