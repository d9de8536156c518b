"""A VGG-19 of few channels and random weights, and the losses by it, in plain torch.

The formulas are those of PerceptualLoss.Terms. perceptual.py makes the weights, the other scripts read them.
"""
import json
import struct

import numpy as np
import torch
from torch.nn import functional as F

CONTENT, STYLE, VARIATION = 1.0, 4.0, 0.1
CONTENT_LAYERS = ["relu3_3"]
STYLE_LAYERS = ["relu1_2", "relu2_2", "relu3_3", "relu4_3"]

# convolutions (channels), 'M' for pooling
PLAN = [6, 6, "M", 8, 8, "M", 8, 8, 8, 8, "M", 8, 8, 8, 8, "M", 8, 8, 8, 8]


def places():
    """Name (as in relu3_1), torchvision's index and channels of each layer; a pooling has no index."""
    index, block, place = 0, 1, 0
    for step in PLAN:
        if step == "M":
            yield "pool", None, None
            block, place, index = block + 1, 0, index + 1
            continue
        place += 1
        yield f"relu{block}_{place}", index, step
        index += 2


def make():
    """Weights as torchvision names them, from torch's random state."""
    stored, inputs = {}, 3
    for _, index, channels in places():
        if index is None:
            continue
        weight = (torch.randn(channels, inputs, 3, 3) * (2 / (9 * inputs)) ** 0.5).half()  # 16 bits, as the real file
        if index == 0:
            weight = weight * 100  # activations around 100, as the real file has them
        stored[f"features.{index}.weight"], stored[f"features.{index}.bias"] = weight, torch.randn(channels) * 10
        inputs = channels
    return stored


def write(stored, file):
    header, data = {}, b""
    for name, tensor in stored.items():
        raw = tensor.numpy().tobytes()
        kind = "F16" if tensor.dtype == torch.float16 else "F32"
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def read(file):
    with open(file, "rb") as source:
        raw = source.read()
    end = 8 + struct.unpack("<Q", raw[:8])[0]
    stored = {}
    for name, entry in json.loads(raw[8:end]).items():
        start, stop = entry["data_offsets"]
        kind = np.float16 if entry["dtype"] == "F16" else np.float32
        values = np.frombuffer(raw[end + start : end + stop], kind).reshape(entry["shape"])
        stored[name] = torch.from_numpy(values.copy())
    return stored


class Eye:
    """Looks at pictures (RGB, 0..255, NCHW) and judges them."""

    def __init__(self, stored, pool=F.max_pool2d):
        self.stored, self.pool = stored, pool

    def see(self, pictures):
        mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
        deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
        x, seen = (pictures / 255 - mean) / deviation, {}
        for name, index, _ in places():
            if index is None:
                x = self.pool(x, 2)
            else:
                weight, bias = self.stored[f"features.{index}.weight"], self.stored[f"features.{index}.bias"]
                x = F.relu(F.conv2d(x, weight.float(), bias, padding=1))
            seen[name] = x
        return seen

    def losses(self, painted, photos, style):
        """Content, style and variation, and their weighted sum."""
        seen, real, brush = self.see(painted), self.see(photos), self.see(style)
        per_picture = lambda x: x.flatten(1).pow(2).sum(1)
        content = sum(
            (per_picture(seen[l] - real[l]) / per_picture(real[l])).mean() for l in CONTENT_LAYERS
        ) / len(CONTENT_LAYERS)
        textures = sum(
            (per_picture(gram(seen[l]) - gram(brush[l])) / per_picture(gram(brush[l]))).mean() for l in STYLE_LAYERS
        ) / len(STYLE_LAYERS)
        across = (painted[..., :, 1:] - painted[..., :, :-1]).abs().mean()
        down = (painted[..., 1:, :] - painted[..., :-1, :]).abs().mean()
        variation = (across + down) / 255
        return content, textures, variation, CONTENT * content + STYLE * textures + VARIATION * variation


def gram(features):
    n, c, h, w = features.shape
    return torch.einsum("nahw,nbhw->nab", features, features) / (c * h * w)
