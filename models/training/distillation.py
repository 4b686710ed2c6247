"""Let the fast classifier learn from the deep one: what its network says of news that nobody has labelled.

`models.train_deep` leaves two networks: one that has seen every label, to teach the model that ships, and one that has
not seen the stories held out, to teach the model that is measured on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.classifiers.deep import Encoder
from models.datasets.held_out import sentence_key
from signals.actors.masking import ACTOR

FINAL, MEASURED = "final", "measured"  # folders of the network to ship, and of the one that saw no held-out story
HELD_BACK = "held_back.csv"  # the fingerprints of those stories' sentences
TAUGHT_WEIGHT = 0.1  # of a taught sentence beside a labelled one: docs/decisions/005
PLACEHOLDER = re.compile(r"\{\w+\}")  # "{country_1}" in machine-written news
SHORTEST_LESSON, LONGEST_LESSON = 20, 500  # characters


@dataclass(frozen=True)
class Teacher:
    """The networks of one training: `final` has seen every label, `measured` none of the rows `is_held_out` (n,)."""

    final: Encoder
    measured: Encoder
    is_held_out: np.ndarray


def load_teacher(folder: Path, labelled: pd.DataFrame) -> Teacher:
    """Return the networks that `models.train_deep` wrote, and which rows of `labelled` are of stories held out.

    Raises ValueError when the folder holds no such networks, or when none of its stories is in `labelled`.
    """
    held_back = read_held_back(folder / MEASURED)
    is_known = np.array([sentence_key(sentence) in held_back for sentence in labelled["sentence"]])
    if not is_known.any():
        raise ValueError(f"{folder}: its held-out sentences are not among the labelled; expected the same files")
    is_held_out = labelled["group"].isin(labelled["group"][is_known]).to_numpy()
    return Teacher(Encoder(folder / FINAL), Encoder(folder / MEASURED), is_held_out)


def write_held_back(folder: Path, sentences: Iterable[str]) -> None:
    """Write which sentences a network has not seen: fingerprints, no text."""
    keys = sorted({sentence_key(sentence) for sentence in sentences})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HELD_BACK).write_text("\n".join(["key", *keys, ""]), encoding="utf-8")


def read_held_back(folder: Path) -> frozenset[str]:
    """Return the fingerprints. Raises ValueError when there are none."""
    try:
        return frozenset((folder / HELD_BACK).read_text(encoding="utf-8").split()[1:])
    except OSError as error:
        raise ValueError(f"{folder / HELD_BACK}: {error.strerror}; expected a folder of models.train_deep") from error


def distinct_lessons(texts: Iterable[str]) -> list[str]:
    """Return the distinct pieces of unlabelled text that a sentence's length lets one learn from."""
    filled = (PLACEHOLDER.sub(ACTOR, text) for text in texts)
    return list(dict.fromkeys(text for text in filled if SHORTEST_LESSON <= len(text) <= LONGEST_LESSON))


def is_not_held_out(sentences: Sequence[str], labelled: pd.DataFrame, is_held_out: np.ndarray) -> np.ndarray:
    """Return which unlabelled sentences are none of the held-out ones."""
    keys = {sentence_key(sentence) for sentence in labelled["sentence"][is_held_out]}
    return np.array([sentence_key(sentence) not in keys for sentence in sentences])
