"""The transformer net: several styles in one, by conditional instance norm (Dumoulin et al. 2016, arXiv:1610.07629).

Names and shapes of the tensors are those of the Java trainer, so that either program goes on where the other stopped.
"""

import torch
import torch.nn.functional as F
from torch import nn

BLOCKS = {"full": 1, "half": 2, "quarter": 4}  # side of the squares that space-to-depth folds away


class Convolution(nn.Module):
    """Reflection padding, convolution, and, if `styles` is not 0, instance norm scaled and shifted as the style asks."""

    def __init__(self, inputs, outputs, kernel, stride=1, styles=0):
        super().__init__()
        self.stride = stride
        self.weight = nn.Parameter(torch.empty(outputs, inputs, kernel, kernel))
        bound = (inputs * kernel * kernel) ** -0.5
        nn.init.uniform_(self.weight, -bound, bound)
        if styles:
            self.norm = nn.ParameterDict(
                {"weight": torch.ones(styles, outputs), "bias": torch.zeros(styles, outputs)})
        else:
            self.norm = None
            self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x, mix):
        pad = self.weight.shape[-1] // 2
        x = F.pad(x, (pad, pad, pad, pad), mode="reflect")
        weight = self.weight.to(x.dtype, memory_format=torch.channels_last)
        if self.norm is None:
            return F.conv2d(x, weight, self.bias.to(x.dtype), self.stride)
        x = F.conv2d(x, weight, None, self.stride)
        scale = (mix @ self.norm["weight"]).to(x.dtype)[:, :, None, None]
        shift = (mix @ self.norm["bias"]).to(x.dtype)[:, :, None, None]
        # A group for every channel is instance norm, and keeps channels-last memory.
        return torch.addcmul(shift, F.group_norm(x, x.shape[1], eps=1e-5), scale)


class TransformerNet(nn.Module):
    """Paints photos, RGB 0..255 {N, 3, H, W}, with style weights {N, S} whose rows sum to one."""

    def __init__(self, width, stem, styles, dtype=torch.float32):
        super().__init__()
        self.dtype = dtype
        self.block = BLOCKS[stem]
        c32, c64, c128, c16 = (max(1, int(n * width + 0.5)) for n in (32, 64, 128, 16))
        layers = {}
        if stem == "full":
            layers["stem"] = Convolution(3, c32, 9, 1, styles)
            layers["down1"] = Convolution(c32, c64, 3, 2, styles)
            layers["down2"] = Convolution(c64, c128, 3, 2, styles)
        elif stem == "half":
            layers["stem"] = Convolution(12, c64, 5, 1, styles)
            layers["down1"] = Convolution(c64, c128, 3, 2, styles)
        else:
            layers["stem"] = Convolution(48, c128, 3, 1, styles)
        self.first = list(layers)
        for n in range(1, 6):
            layers[f"residual{n}"] = nn.ModuleDict(
                {"a": Convolution(c128, c128, 3, 1, styles), "b": Convolution(c128, c128, 3, 1, styles)})
        last = c32 if stem == "full" else c16
        layers["up1"] = Convolution(c128, c64, 3, 1, styles)
        layers["up2"] = Convolution(c64, last, 3, 1, styles)
        layers["head"] = Convolution(last, 3, 9 if stem == "full" else 5)
        for name, layer in layers.items():
            self.add_module(name, layer)

    def forward(self, photos, mix):
        x = photos.to(self.dtype, memory_format=torch.channels_last) / 127.5 - 1
        x = F.pixel_unshuffle(x, self.block) if self.block > 1 else x
        for name in self.first:
            x = F.relu(getattr(self, name)(x, mix))
        for n in range(1, 6):
            block = getattr(self, f"residual{n}")
            x = x + block["b"](F.relu(block["a"](x, mix)), mix)
        for name in ("up1", "up2"):
            x = F.relu(getattr(self, name)(F.interpolate(x, scale_factor=2, mode="nearest"), mix))
        return (self.head(x, mix) * 127.5 + 127.5).float()
