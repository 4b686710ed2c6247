"""Which sentences a model has learned from, as digests: so that nobody tests it on them, and no text is kept."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from signals.trends.labels import sentence_key_of

FILE = "learned_from.npy"


def digests(sentences: Iterable[str]) -> np.ndarray:
    """Return 64 bits for each sentence, the same for copies that differ in case or blanks: uint64."""
    hashed = (
        blake2b(sentence_key_of(sentence).encode("utf-8", "replace"), digest_size=8).digest() for sentence in sentences
    )
    return np.frombuffer(b"".join(hashed), dtype="<u8")


def write_learned_from(folder: Path, sentences: Iterable[str]) -> None:
    """Write the digests beside the model in `folder`, sorted."""
    np.save(folder / FILE, np.unique(digests(sentences)), allow_pickle=False)


def has_learned_from(folder: Path, sentences: Iterable[str]) -> np.ndarray:
    """Return for each sentence whether the model in `folder` has learned from it; all False where it does not say."""
    asked = digests(sentences)
    try:
        known = np.load(folder / FILE, allow_pickle=False)
    except FileNotFoundError:
        return np.zeros(len(asked), dtype=bool)
    return np.isin(asked, known)
