"""Makes tiny.onnx: a net that is as quick as a net can be and gives the picture back: one 3x3 convolution of 3 channels
whose weights are 1 at the centre of a channel's own window and 0 elsewhere. For each pixel it multiplies 3 * 3 * 9 = 81
times. It has no card.

Made with Debian 12: Python 3.11.2, onnx 1.12.0, numpy 1.24.2.  python3 tiny.py
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

weights = np.zeros((3, 3, 3, 3), np.float32)  # out, in, rows, columns
for channel in range(3):
    weights[channel, channel, 1, 1] = 1
graph = helper.make_graph(
    [helper.make_node("Conv", ["rgb", "weights"], ["painted"], pads=[1, 1, 1, 1])],
    "tiny",
    [helper.make_tensor_value_info("rgb", TensorProto.FLOAT, [1, 3, "height", "width"])],
    [helper.make_tensor_value_info("painted", TensorProto.FLOAT, [1, 3, "height", "width"])],
    [numpy_helper.from_array(weights, "weights")],
)
model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
onnx.checker.check_model(model)
onnx.save(model, "tiny.onnx")
