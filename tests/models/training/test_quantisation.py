"""A network in int8: its answer to a sentence does not depend on the sentences beside it. Only where onnx is."""

from __future__ import annotations

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
SAMPLE = [[1, 2, 3], [4, 5], [6]]


def network() -> bytes:
    """Token ids and mask of three tokens in, a seventh of each id out: a network of one matrix product."""
    from onnx import TensorProto, helper, numpy_helper

    names = ("input_ids", "attention_mask")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", 3]) for name in names]
    weight = numpy_helper.from_array(np.eye(3, dtype=np.float32) / 7, "weight")
    nodes = [
        helper.make_node("Mul", list(names), ["kept"]),
        helper.make_node("Cast", ["kept"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", ["real", "weight"], ["odds"]),
    ]
    output = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["n", 3])
    graph = helper.make_graph(nodes, "sums", inputs, [output], [weight])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return model.SerializeToString()


def test_ranges_are_fixed_by_the_sample() -> None:
    import onnxruntime

    from models.classifiers.deep import padded_batch
    from models.training.quantisation import int8_network

    session = onnxruntime.InferenceSession(int8_network(network(), SAMPLE), providers=["CPUExecutionProvider"])
    (together,) = session.run(None, padded_batch(SAMPLE))
    (alone,) = session.run(None, padded_batch([SAMPLE[0]]))
    np.testing.assert_array_equal(together[0], alone[0])
    np.testing.assert_allclose(together, padded_batch(SAMPLE)["input_ids"] / 7, atol=0.02)
