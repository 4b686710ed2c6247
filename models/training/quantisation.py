"""Make a network small and fast in int8 without letting a sentence's answer depend on its neighbours.

onnxruntime's dynamic quantisation takes the range of the activations from the batch at hand, so that the same sentence
gets other probabilities in other company (up to .16 where it was measured: docs/decisions/006-deep-classifier.md).
Here its graph is kept and each range fixed to what a calibration sample showed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from models.classifiers.deep import BATCH_SEQUENCES, padded_batch

LEVELS = 255
COVERED = 99.999  # percentile of the activations that the fixed range holds; the rest is clipped


def int8_network(network: bytes, sample: Sequence[Sequence[int]]) -> bytes:
    """Return the network with int8 weights (per channel) and uint8 activation ranges fixed by `sample` (token ids)."""
    dynamic = _dynamic(network)
    nodes = [node for node in dynamic.graph.node if node.op_type == "DynamicQuantizeLinear"]
    ranges = _activation_ranges(network, sorted({node.input[0] for node in nodes}), sample)
    for node in nodes:
        _fix_range(dynamic, node, *ranges[node.input[0]])
    return dynamic.SerializeToString()


def _dynamic(network: bytes) -> onnx.ModelProto:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "network.onnx", Path(folder) / "int8.onnx"
        before.write_bytes(network)
        quantize_dynamic(before, after, weight_type=QuantType.QInt8, per_channel=True)
        return onnx.load(after)


def _activation_ranges(
    network: bytes, names: Sequence[str], sample: Sequence[Sequence[int]]
) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest value (outliers aside) that each named tensor takes over the sample."""
    import onnxruntime

    watched = onnx.load_from_string(network)
    watched.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for at in range(0, len(sample), BATCH_SEQUENCES):
        values = session.run(list(names), padded_batch(sample[at : at + BATCH_SEQUENCES]))
        for name, value in zip(names, values, strict=True):
            low, high = np.percentile(value, [100 - COVERED, COVERED])
            seen[name].append((float(low), float(high)))
    return {name: (min(low for low, _ in pairs), max(high for _, high in pairs)) for name, pairs in seen.items()}


def _fix_range(model: onnx.ModelProto, node: onnx.NodeProto, low: float, high: float) -> None:
    """Turn a DynamicQuantizeLinear into a QuantizeLinear with a constant scale and zero point."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max(high - low, 1e-6) / LEVELS
    zero = int(np.clip(round(-low / scale), 0, LEVELS))
    quantised, scale_name, zero_name = node.output
    model.graph.initializer.extend(
        [
            numpy_helper.from_array(np.array(scale, dtype=np.float32), scale_name),
            numpy_helper.from_array(np.array(zero, dtype=np.uint8), zero_name),
        ]
    )
    fixed = helper.make_node("QuantizeLinear", [node.input[0], scale_name, zero_name], [quantised], name=node.name)
    node.CopyFrom(fixed)
