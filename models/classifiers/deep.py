"""The deep classifier at work: a small transformer in int8 and the fast classifier, their log-odds added up.

The network is MiniLM-L6 (Wang et al. 2020; 22 million parameters), fine-tuned with the fast classifier's three heads,
and run by onnxruntime and tokenizers alone. Sentences go through in batches of like length, so that little is padding.
The two readers err on different sentences: together they are better than either (docs/decisions/006).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.classifiers.artefact import checked_bytes, read_meta, version_of, write_model
from models.classifiers.fast import N_HEADS, FastClassifier, probabilities_of

if TYPE_CHECKING:
    from tokenizers import Encoding

KIND, NETWORK_KIND = "deep", "network"
NETWORK_FILE, TOKENIZER_FILE = "network.onnx", "tokenizer.json"
MAX_TOKENS = 96  # 99.9 % of news sentences are shorter; the rest is judged by its beginning
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, from a broken file: the tokenizer refuses it
MAX_CHARACTERS = 2_000  # more than MAX_TOKENS can come from: a megabyte is not tokenised for nothing
BATCH_SEQUENCES = 32
FAST_SHARE = 1.0  # of the fast classifier's log-odds beside the network's: docs/decisions/006
SURELY = 1e-6  # a probability is never taken as nearer to 0 or 1


class Encoder:
    """The network with its tokenizer: masked sentences in, log-odds of the heads out. Safe to share between threads."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the network in `folder`; `threads`: how many cores to use, all of them for None.

        Raises ValueError in one line when a file is missing or changed.
        """
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        content = network_content(folder)
        options = SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.log_severity_level = 3
        self._session = InferenceSession(content[NETWORK_FILE], options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(content[TOKENIZER_FILE].decode())
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def log_odds(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return the heads' uncalibrated log-odds, (n, 3). Batches hold sentences of like length, in a fixed order."""
        encodings = self._encode(masked_sentences)
        odds = np.zeros((len(encodings), N_HEADS))
        order = sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids))
        for at in range(0, len(order), BATCH_SEQUENCES):
            rows = order[at : at + BATCH_SEQUENCES]
            odds[rows] = self._session.run(None, padded_batch([encodings[row].ids for row in rows]))[0]
        return odds

    def _encode(self, sentences: Sequence[str]) -> list[Encoding]:
        texts = [LONE_SURROGATE.sub(" ", sentence[:MAX_CHARACTERS]) for sentence in sentences]
        return self._tokenizer.encode_batch(texts) if texts else []


class DeepClassifier:
    """Holds a network and the fast classifier beside which it was calibrated. Safe to share between threads."""

    def __init__(self, folder: Path, fast: FastClassifier, *, threads: int | None = None) -> None:
        """Load the network in `folder`; `threads`: how many cores to use, all of them for None.

        Raises ValueError in one line when a file is missing or changed, or `fast` is another model than that one.
        """
        meta = read_meta(folder)
        if meta.get("fast") != fast.version:
            raise ValueError(
                f"{folder}: calibrated beside the fast classifier {meta.get('fast')}, found {fast.version}; "
                "expected that one: python -m models.join_deep joins them anew"
            )
        self._encoder, self._fast = Encoder(folder, threads=threads), fast
        self._calibration = np.array(meta["calibration"], dtype=float)
        self.name, self.version = meta["name"], version_of(folder)

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        """Return (n, 4): p_escalatory, p_deescalatory, p_neutral (they add up to 1) and p_material (if not neutral).

        A row of NaN: no words, another script or another language (`signals.text.readability`).
        """
        if not len(masked_sentences):
            return np.zeros((0, 4))
        fast = self._fast.predict(masked_sentences)
        odds = ensemble_log_odds(self._encoder.log_odds(masked_sentences), fast)
        probabilities = probabilities_of(odds, self._calibration)
        probabilities[np.isnan(fast[:, 0])] = np.nan
        return probabilities


def ensemble_log_odds(network: np.ndarray, fast: np.ndarray) -> np.ndarray:
    """Return the log-odds (n, 3) of both readers: the network's (n, 3), and a share of those in `fast`, (n, 4)
    probabilities; where the fast classifier does not judge, the network's alone."""
    p_escalatory, p_deescalatory, p_neutral, p_material = np.clip(fast, SURELY, 1 - SURELY).T
    heads = np.column_stack([p_neutral, p_escalatory / (p_escalatory + p_deescalatory), p_material])
    return network + FAST_SHARE * np.nan_to_num(np.log(heads / (1 - heads)))


def padded_batch(sequences: Sequence[Sequence[int]], *, multiple: int = 1) -> dict[str, np.ndarray]:
    """Return input_ids and attention_mask, int64, zeros where a sequence has ended: (n, the longest, rounded up to a
    `multiple`)."""
    longest = -(-max(map(len, sequences)) // multiple) * multiple
    ids = np.zeros((len(sequences), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def network_content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the network and its tokenizer. Raises ValueError when one is missing or changed."""
    meta = read_meta(folder)
    return {name: checked_bytes(folder / name, meta) for name in (NETWORK_FILE, TOKENIZER_FILE)}


def save_network(folder: Path, network: bytes, tokenizer: bytes, about: dict[str, Any]) -> None:
    """Write a network that has not been joined with a fast classifier yet: its bytes, its tokenizer, and meta.json."""
    write_model(folder, {NETWORK_FILE: network, TOKENIZER_FILE: tokenizer}, {"kind": NETWORK_KIND, **about})


def save_deep(
    folder: Path, content: dict[str, bytes], calibration: np.ndarray, fast: str, about: dict[str, Any]
) -> None:
    """Write a network (`network_content`) with the calibration of its joint log-odds and the fast model's version."""
    joint = {"fast": fast, "calibration": np.round(calibration, 6).tolist()}
    write_model(folder, content, {"kind": KIND, **about, **joint})
