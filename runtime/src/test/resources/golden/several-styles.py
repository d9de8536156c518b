"""Makes several-styles.onnx and the pictures beside it: a net of three styles as Brushstream exports them, and what
PyTorch paints with mixes of them.

A small Johnson net (2016) with conditional instance norm (Dumoulin et al. 2016, arXiv:1610.07629): each norm has a table
of scales and one of shifts, {styles, channels}, and a picture's own are the mix's weights times the table. In ONNX these
products are inputs of InstanceNormalization. Random weights of seed 11; bytes in and out.
Made with Debian 12: Python 3.11.2, PyTorch 1.13.1, onnx 1.12.0, numpy 1.24.2.  python3 several-styles.py

  28x36.NAME.rgb  28x36.rgb painted by PyTorch with the weights below, rounded half up
"""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

STYLES = 3
MIXES = {"one": [0, 1, 0], "mixed": [0, 0.7, 0.3], "beyond": [-0.5, 1.5, 0]}
# name, channels in, channels out, kernel, stride
STEM, DOWN, RESIDUAL, UP = ("stem", 3, 4, 5, 1), ("down", 4, 8, 3, 2), ("residual", 8, 8, 3, 1), ("up", 8, 4, 3, 1)
HEAD = ("head", 4, 3, 5, 1)

torch.manual_seed(11)
tensors = {}
for name, n_in, n_out, kernel, _ in (STEM, DOWN, RESIDUAL, UP, HEAD):
    tensors[name] = torch.randn(n_out, n_in, kernel, kernel) / (n_in * kernel * kernel) ** 0.5
    tensors[name + ".scale"] = 1 + 0.5 * torch.randn(STYLES, n_out)
    tensors[name + ".shift"] = 0.5 * torch.randn(STYLES, n_out)
tensors["head"] *= 60  # levels


class Torch:
    """Calculates."""

    def __init__(self, weights):
        self.weights = torch.tensor(weights)

    def convolution(self, x, name, kernel, stride):
        return F.conv2d(F.pad(x, [kernel // 2] * 4, "reflect"), tensors[name], stride=stride)

    def norm(self, x, name):
        x = F.instance_norm(x)
        scale, shift = self.weights @ tensors[name + ".scale"], self.weights @ tensors[name + ".shift"]
        return x * scale[:, None, None] + shift[:, None, None]

    def relu(self, x):
        return F.relu(x)

    def add(self, x, y):
        return x + y

    def double(self, x):
        return F.interpolate(x, scale_factor=2, mode="nearest")


class Onnx:
    """Writes down."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def node(self, operator, *inputs, **attributes):
        output = f"{operator}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def constant(self, name, value):
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def convolution(self, x, name, kernel, stride):
        k = kernel // 2
        border = self.constant(f"border{k}", np.array([0, 0, k, k, 0, 0, k, k], np.int64))
        padded = self.node("Pad", x, border, mode="reflect")
        return self.node("Conv", padded, self.constant(name, tensors[name]), strides=[stride, stride])

    def norm(self, x, name):
        scale, shift = (
            self.node("MatMul", "style_weights", self.constant(name + part, tensors[name + part]))
            for part in (".scale", ".shift"))
        return self.node("InstanceNormalization", x, scale, shift, epsilon=1e-5)

    def relu(self, x):
        return self.node("Relu", x)

    def add(self, x, y):
        return self.node("Add", x, y)

    def double(self, x):
        scales = self.constant("scales", np.array([1, 1, 2, 2], np.float32))
        return self.node("Resize", x, "", scales, mode="nearest", coordinate_transformation_mode="asymmetric",
                         nearest_mode="floor")


def paint(op, x):
    def block(x, layer):
        name, _, _, kernel, stride = layer
        return op.norm(op.convolution(x, name, kernel, stride), name)

    x = op.relu(block(op.relu(block(x, STEM)), DOWN))
    x = op.add(x, block(x, RESIDUAL))
    x = op.relu(block(op.double(x), UP))
    return op.convolution(x, HEAD[0], HEAD[3], HEAD[4])


op = Onnx()
for name, value in (("middle", 127.5), ("half", 0.5), ("black", 0), ("white", 255), ("one", 1)):
    op.constant(name, np.array(value, np.float32))
x = op.node("Transpose", op.node("Cast", "rgb", to=TensorProto.FLOAT), perm=[0, 3, 1, 2])
x = paint(op, op.node("Sub", op.node("Div", x, "middle"), "one"))
x = op.node("Clip", op.node("Add", x, "middle"), "black", "white")
x = op.node("Transpose", op.node("Cast", op.node("Add", x, "half"), to=TensorProto.UINT8), perm=[0, 2, 3, 1])
op.nodes.append(helper.make_node("Identity", [x], ["painted"]))
picture = [1, "height", "width", 3]
model = helper.make_model(
    helper.make_graph(
        op.nodes,
        "several-styles",
        [
            helper.make_tensor_value_info("rgb", TensorProto.UINT8, picture),
            helper.make_tensor_value_info("style_weights", TensorProto.FLOAT, [STYLES]),
        ],
        [helper.make_tensor_value_info("painted", TensorProto.UINT8, picture)],
        list(op.constants.values())),
    ir_version=8,
    opset_imports=[helper.make_opsetid("", 17)])
onnx.checker.check_model(model)
onnx.save(model, "several-styles.onnx")

photo = torch.from_numpy(np.fromfile("28x36.rgb", np.uint8).reshape(1, 28, 36, 3).copy()).permute(0, 3, 1, 2).float()
for name, weights in MIXES.items():
    painted = paint(Torch([float(w) for w in weights]), photo / 127.5 - 1) + 127.5
    rgb = (painted.clamp(0, 255) + 0.5).floor().byte()
    rgb.permute(0, 2, 3, 1).numpy().tofile(f"28x36.{name}.rgb")
    print(name, float(painted.mean()), float(painted.std()), float(((painted < 0) | (painted > 255)).float().mean()))
