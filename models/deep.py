"""The deep classifier at work: a small transformer in int8, run by onnxruntime and tokenizers alone.

MiniLM-L6 (Wang et al. 2020; 22 million parameters), fine-tuned with the fast classifier's three heads. Sentences go
through in batches of like length, so that little is padding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from signals.legible import unread_reasons

from .artefact import checked_bytes, read_meta, version_of, write_model
from .classifier import probabilities_of

if TYPE_CHECKING:
    from tokenizers import Encoding

KIND = "deep"
NETWORK_FILE, TOKENIZER_FILE = "network.onnx", "tokenizer.json"
MAX_TOKENS = 96  # 99.9 % of news sentences are shorter; the rest is judged by its beginning
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, from a broken file: the tokenizer refuses it
MAX_CHARACTERS = 2_000  # more than MAX_TOKENS can come from: a megabyte is not tokenised for nothing
BATCH = 32


class DeepClassifier:
    """Holds one network. Safe to share between threads."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the network in `folder`; `threads`: how many cores to use, all of them for None.

        Raises ValueError in one line when a file is missing or changed.
        """
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        meta = read_meta(folder)
        content = {name: checked_bytes(folder / name, meta) for name in (NETWORK_FILE, TOKENIZER_FILE)}
        options = SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.log_severity_level = 3
        self._session = InferenceSession(content[NETWORK_FILE], options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(content[TOKENIZER_FILE].decode())
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._calibration = np.array(meta["calibration"], dtype=float)
        self.name, self.version = meta["name"], version_of(folder)

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral (they add up to 1) and p_material (if not neutral).

        A row of NaN: no words, another script or another language (`signals.legible`).
        """
        if not len(masked_sentences):
            return np.zeros((0, 4))
        texts = [LONE_SURROGATE.sub(" ", sentence[:MAX_CHARACTERS]) for sentence in masked_sentences]
        encodings = self._tokenizer.encode_batch(texts)
        odds = self._odds(encodings)
        probabilities = probabilities_of(odds, self._calibration)
        probabilities[np.array(unread_reasons(texts), dtype=bool)] = np.nan
        return probabilities

    def _odds(self, encodings: Sequence[Encoding]) -> np.ndarray:
        """Return the heads' log-odds (n, 3); batches hold sentences of like length, in one fixed order."""
        odds = np.zeros((len(encodings), 3))
        order = sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            odds[rows] = self._session.run(None, padded([encodings[row].ids for row in rows]))[0]
        return odds


def padded(sequences: Sequence[Sequence[int]]) -> dict[str, np.ndarray]:
    """Return input_ids and attention_mask (n, longest), int64, zeros where a sequence has ended."""
    ids = np.zeros((len(sequences), max(map(len, sequences))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def save_deep(folder: Path, network: bytes, tokenizer: bytes, calibration: np.ndarray, about: dict[str, Any]) -> None:
    """Write the network, its tokenizer and, last, meta.json with the checksums of both."""
    content = {NETWORK_FILE: network, TOKENIZER_FILE: tokenizer}
    write_model(folder, content, {"kind": KIND, **about, "calibration": np.round(calibration, 6).tolist()})
