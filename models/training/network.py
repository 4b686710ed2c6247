"""The network that is trained: MiniLM-L6 with three heads on the mean of its word vectors. Needs torch."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from models.classifiers.deep import padded_batch
from models.classifiers.fast import N_HEADS
from models.training.network_lessons import Lessons, length_batches, pace_at, weights_folder
from models.training.quantisation import int8_network

WIDTH = 384
N_SAMPLE = 512  # sentences that show the ranges of the activations
BODY_RATE, HEAD_RATE = 6e-5, 2e-3  # learning rates; tried between 2e-5 and 1e-4 by others on MiniLM, this one held here
SMOOTHING = 0.08  # of the targets: labels have one reading each
DROPOUT = 0.1
LENGTHS = 8  # sentences are padded to a multiple: fewer shapes, for which kernels are made once


class _Body(nn.Module):
    """Token ids and mask (n, t) in, log-odds (n, 3) out."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import AutoModel

        self.body = AutoModel.from_pretrained(weights_folder(), attn_implementation="eager")
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(WIDTH, N_HEADS)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        words = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        present = attention_mask.unsqueeze(-1).float()
        return self.head(self.drop((words * present).sum(1) / present.sum(1)))


class Network:
    """A network that learns; the same seed and lessons give the same weights on the same machine."""

    def __init__(self, seed: int) -> None:
        torch.manual_seed(seed)
        self._random = np.random.default_rng(seed)
        self.module = _Body()

    def learn(self, lessons: Lessons, rows: np.ndarray, *, epochs: int, warm_up: Lessons | None = None) -> None:
        """Fine-tune on the given rows, after one pass over other lessons: AdamW, the rate of learning up, then down.

        The arithmetic is in bfloat16 where it does no harm: more than twice as fast on processors that know it.
        """
        plan = (
            []
            if warm_up is None
            else [(warm_up, at) for at in length_batches(warm_up, np.arange(len(warm_up.ids)), self._random)]
        )
        plan += [(lessons, batch) for _ in range(epochs) for batch in length_batches(lessons, rows, self._random)]
        body = {"params": self.module.body.parameters(), "lr": BODY_RATE}
        head = {"params": self.module.head.parameters(), "lr": HEAD_RATE}
        optimizer = torch.optim.AdamW([body, head], weight_decay=0.01)
        pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace_at(step, len(plan)))
        self.module.train()
        for number, (taught, batch) in enumerate(plan):
            loss = self._loss(taught, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.module.parameters(), 1.0)
            optimizer.step()
            pace.step()
            if number % 100 == 0:
                print(f"batch {number} of {len(plan)}, loss {loss.item():.3f}", flush=True)

    def _loss(self, lessons: Lessons, batch: np.ndarray) -> torch.Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            odds = self.module(**_tensors([lessons.ids[row] for row in batch])).float()
        targets = torch.from_numpy(lessons.targets[batch]) * (1 - SMOOTHING) + SMOOTHING / 2
        weights = torch.from_numpy(lessons.weights[batch])
        losses = nn.functional.binary_cross_entropy_with_logits(odds, targets, reduction="none")
        return (losses * weights).sum() / weights.sum().clamp(min=1)


def _tensors(sequences: Sequence[Sequence[int]]) -> dict[str, torch.Tensor]:
    """Return input_ids and attention_mask, (n, a multiple of LENGTHS)."""
    return {name: torch.from_numpy(array) for name, array in padded_batch(sequences, multiple=LENGTHS).items()}


def export_network(network: Network) -> bytes:
    """Return the network as ONNX in fp32: input_ids and attention_mask (n, t) in, odds (n, 3) out."""
    network.module.eval()
    example = _tensors([[101, 2000, 3000, 102], [101, 2000, 102]])
    names = list(example)
    stream = io.BytesIO()
    torch.onnx.export(
        network.module,
        tuple(example.values()),
        stream,
        input_names=names,
        output_names=["odds"],
        dynamic_axes={name: {0: "n", 1: "t"} for name in names} | {"odds": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    return stream.getvalue()


def trained_network(lessons: Lessons, rows: np.ndarray, warm_up: Lessons | None, *, epochs: int, seed: int) -> bytes:
    """Return a network fine-tuned on the given rows as ONNX in int8, its ranges fixed by a sample of these rows."""
    network = Network(seed)
    network.learn(lessons, rows, epochs=epochs, warm_up=warm_up)
    sample = [lessons.ids[row] for row in np.random.default_rng(seed).permutation(rows)[:N_SAMPLE]]
    return int8_network(export_network(network), sample)
