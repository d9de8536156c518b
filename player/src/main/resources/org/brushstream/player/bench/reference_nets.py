"""The net of pytorch/examples (fast_neural_style, TransformerNet) in PyTorch or OpenCV, for `brushstream bench --against`.

    python3 reference_nets.py pytorch|opencv THREADS

Ends with its input. Prints a line that says which version paints, or begins with `cannot`; then, for each line `WIDTH HEIGHT FRAMES SECONDS`
that it reads, a line with the milliseconds of each frame: at least so many frames, and so many seconds. The first line
for a size is preceded by building the net and a frame of warm-up, which do not count. Weights are random: they do not
change the speed. Only the net is timed, from a float tensor to a float tensor, without any conversion of pictures.
"""

import signal
import sys
import time

import numpy

# Name, inputs, outputs, kernel, stride, upsampling before it: what comes before and after the residual blocks.
DOWN = [("conv1", 3, 32, 9, 1, 1), ("conv2", 32, 64, 3, 2, 1), ("conv3", 64, 128, 3, 2, 1)]
RESIDUAL_BLOCKS = 5
UP = [("deconv1", 128, 64, 3, 1, 2), ("deconv2", 64, 32, 3, 1, 2), ("deconv3", 32, 3, 9, 1, 1)]
LAST = "deconv3"  # neither normalised nor rectified


def pytorch_net():
    import torch
    from torch import nn

    class Layer(nn.Module):
        def __init__(self, name, inputs, outputs, kernel, stride, upsample):
            super().__init__()
            self.upsample = upsample
            self.pad = nn.ReflectionPad2d(kernel // 2)
            self.convolution = nn.Conv2d(inputs, outputs, kernel, stride)
            self.norm = None if name == LAST else nn.InstanceNorm2d(outputs, affine=True)

        def forward(self, x):
            if self.upsample > 1:
                x = nn.functional.interpolate(x, mode="nearest", scale_factor=self.upsample)
            x = self.convolution(self.pad(x))
            return x if self.norm is None else self.norm(x)

    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = Layer("first", 128, 128, 3, 1, 1)
            self.second = Layer("second", 128, 128, 3, 1, 1)

        def forward(self, x):
            return self.second(torch.relu(self.first(x))) + x

    layers = []
    for description in DOWN:
        layers += [Layer(*description), nn.ReLU()]
    layers += [Residual() for _ in range(RESIDUAL_BLOCKS)]
    for description in UP:
        layers += [Layer(*description)] + ([] if description[0] == LAST else [nn.ReLU()])
    return nn.Sequential(*layers).eval()


def pytorch(threads):
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    net = pytorch_net()

    def prepare(width, height):
        photo = 255 * torch.rand(1, 3, height, width)

        def paint():
            with torch.no_grad():
                return net(photo).numpy()

        return paint

    return "PyTorch " + torch.__version__, prepare


def onnx_model(width, height):
    """The same net as an ONNX file in memory, for pictures of this size only: OpenCV 4.6 takes no others."""
    from onnx import TensorProto, helper, numpy_helper

    random = numpy.random.default_rng(1)
    nodes, constants = [], []

    def constant(name, values):
        constants.append(numpy_helper.from_array(values, name))
        return name

    def node(operator, inputs, name, **attributes):
        nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def layer(x, name, inputs, outputs, kernel, stride, upsample):
        if upsample > 1:
            scales = constant(name + ".scales", numpy.array([1, 1, upsample, upsample], "f4"))
            x = node("Resize", [x, "", scales], name + ".larger", mode="nearest", nearest_mode="floor",
                     coordinate_transformation_mode="asymmetric")
        edge = kernel // 2
        pads = constant(name + ".pads", numpy.array([0, 0, edge, edge, 0, 0, edge, edge], "i8"))
        x = node("Pad", [x, pads], name + ".padded", mode="reflect")
        bound = (inputs * kernel * kernel) ** -0.5
        weight = constant(name + ".weight", random.uniform(-bound, bound, (outputs, inputs, kernel, kernel)).astype("f4"))
        x = node("Conv", [x, weight, constant(name + ".bias", numpy.zeros(outputs, "f4"))], name,
                 kernel_shape=[kernel, kernel], strides=[stride, stride])
        if name == LAST:
            return x
        scale = constant(name + ".scale", numpy.ones(outputs, "f4"))
        shift = constant(name + ".shift", numpy.zeros(outputs, "f4"))
        return node("InstanceNormalization", [x, scale, shift], name + ".norm", epsilon=1e-5)

    x = "photo"
    for description in DOWN:
        x = node("Relu", [layer(x, *description)], description[0] + ".relu")
    for block in range(RESIDUAL_BLOCKS):
        name = f"res{block + 1}"
        y = node("Relu", [layer(x, name + ".first", 128, 128, 3, 1, 1)], name + ".relu")
        x = node("Add", [layer(y, name + ".second", 128, 128, 3, 1, 1), x], name)
    for description in UP:
        x = layer(x, *description)
        if description[0] != LAST:
            x = node("Relu", [x], description[0] + ".relu")
    shape = [1, 3, height, width]
    graph = helper.make_graph(
        nodes, "TransformerNet", [helper.make_tensor_value_info("photo", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, shape)], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    return model.SerializeToString()


def opencv(threads):
    import cv2
    import onnx  # noqa: F401: to say at once that it is missing

    cv2.setNumThreads(threads)

    def prepare(width, height):
        net = cv2.dnn.readNetFromONNX(numpy.frombuffer(onnx_model(width, height), "u1"))
        photo = 255 * numpy.random.default_rng(1).random((1, 3, height, width), "f4")

        def paint():
            net.setInput(photo)
            return net.forward()

        return paint

    return "OpenCV " + cv2.__version__, prepare


def serve(prepare):
    painters = {}
    for line in sys.stdin:
        width, height, frames, seconds = line.split()
        size = int(width), int(height)
        if size not in painters:
            painters[size] = prepare(*size)
            painting = painters[size]()
            if painting.shape != (1, 3, size[1], size[0]):
                raise ValueError(f"the reference net gave {painting.shape}")
        millis, started = [], time.perf_counter()
        while len(millis) < int(frames) or time.perf_counter() - started < float(seconds):
            start = time.perf_counter()
            painters[size]()
            millis.append(1000 * (time.perf_counter() - start))
        print(" ".join(f"{value:.4f}" for value in millis), flush=True)


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all programs of a terminal; the other one ends us
    framework, threads = sys.argv[1:]
    try:
        version, prepare = {"pytorch": pytorch, "opencv": opencv}[framework](int(threads))
    except ImportError as problem:
        print(f"cannot paint: {problem}", flush=True)
        return
    print(version, flush=True)
    serve(prepare)


if __name__ == "__main__":
    main()
