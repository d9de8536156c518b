"""Makes gallery.onnx: a model of three styles as Brushstream's nets of several styles are, whose results are known by
hand. Each style multiplies red, green and blue, a mix by the mean of their factors: none by 1, 1, 1, dark by 0.5, 0.5,
0.5, warm by 2, 1, 0; rounded half up, from 0 to 255.

Made with Debian 12: Python 3.11.2, onnx 1.12.0, numpy 1.24.2.  python3 gallery.py
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def constant(name, value):
    return numpy_helper.from_array(np.array(value, np.float32), name)


graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["style_weights", "gains"], ["gain"]),
        helper.make_node("Cast", ["rgb"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["float", "gain"], ["scaled"]),
        helper.make_node("Clip", ["scaled", "black", "white"], ["clipped"]),
        helper.make_node("Add", ["clipped", "half"], ["rounded"]),
        helper.make_node("Cast", ["rounded"], ["painted"], to=TensorProto.UINT8),
    ],
    "gallery",
    [
        helper.make_tensor_value_info("rgb", TensorProto.UINT8, [1, "height", "width", 3]),
        helper.make_tensor_value_info("style_weights", TensorProto.FLOAT, [3]),
    ],
    [helper.make_tensor_value_info("painted", TensorProto.UINT8, [1, "height", "width", 3])],
    [
        constant("gains", [[1, 1, 1], [0.5, 0.5, 0.5], [2, 1, 0]]),
        constant("black", 0),
        constant("white", 255),
        constant("half", 0.5),
    ],
)
model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
helper.set_model_props(model, {
    "brushstream.format": "2",
    "brushstream.name": "gallery",
    "brushstream.title": "Night and Fire",
    "brushstream.style_licence": "public domain",
    "brushstream.architecture": "three gains",
    "brushstream.recipe": "written by hand",
    "brushstream.trained_by": "nobody",
    "brushstream.objective": "none",
    "brushstream.data": "none",
    "brushstream.licence": "CC0-1.0",
    "brushstream.size_multiple": "4",
    "brushstream.input_range": "0..255",
    "brushstream.styles": "none dark warm",
    "brushstream.style.none.title": "the photograph itself",
    "brushstream.style.none.licence": "not needed",
    "brushstream.style.none.weight": "0",
    "brushstream.style.dark.title": "Night, nobody, 2026",
    "brushstream.style.dark.licence": "public domain",
    "brushstream.style.dark.weight": "1",
    "brushstream.style.warm.title": "Fire, nobody, 2026",
    "brushstream.style.warm.licence": "public domain",
    "brushstream.style.warm.weight": "0",
})
onnx.checker.check_model(model)
onnx.save(model, "gallery.onnx")
