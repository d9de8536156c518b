"""The transformer net: several styles in one, by conditional instance norm (Dumoulin et al. 2016, arXiv:1610.07629).

Names and shapes of the tensors are those of the Java trainer, so that either program goes on where the other stopped.
"""

import torch
import torch.nn.functional as F
from torch import nn

BLOCKS = {"full": (1, 1), "half": (2, 2), "quarter": (4, 2), "coarse": (4, 4)}  # sides: of those folded away, of those painted
GREY = 127.5  # in the middle of 0..255
NORMS = ("instance", "static")


def subpixel(kernel, block):
    """{O, I, K, K} over a map enlarged `block` times by repeating each pixel -> {O block^2, I, 3, 3} over the map itself.

    In each place of a block, taps that hit the same pixel of the map sum up; places lie as pixel_shuffle takes them.
    """
    outputs, inputs, side, _ = kernel.shape
    hits = kernel.new_zeros(block, 3, side)  # place in the block, pixel of the map, tap
    for place in range(block):
        for tap in range(side):
            hits[place, (place + tap - side // 2) // block + 1, tap] = 1
    summed = torch.einsum("yah,xbw,oihw->oyxiab", hits, hits, kernel)
    return summed.reshape(outputs * block * block, inputs, 3, 3)


class Convolution(nn.Module):
    """A padded convolution and, if `styles` is not 0, the norm that the style scales and shifts; else a bias.

    With a `block`, it is that of the map enlarged so many times, and gives the larger map.
    """

    def __init__(self, inputs, outputs, kernel, stride=1, styles=0, norm="instance", block=1, gain=1.0, scale=1.0):
        super().__init__()
        self.stride, self.block, self.gain, self.static = stride, block, gain, norm == "static"
        self.weight = nn.Parameter(torch.empty(outputs, inputs, kernel, kernel))
        if self.static:
            nn.init.normal_(self.weight, std=(2 / (inputs * kernel * kernel)) ** 0.5)
        else:
            bound = (inputs * kernel * kernel) ** -0.5
            nn.init.uniform_(self.weight, -bound, bound)
        if styles:
            self.norm = nn.ParameterDict(
                {"weight": torch.full((styles, outputs), scale), "bias": torch.zeros(styles, outputs)})
        else:
            self.norm = None
            self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x, mix):
        weight = self.weight * self.gain if self.gain != 1 else self.weight
        if self.block > 1:
            weight = subpixel(weight, self.block)
        weight = weight.to(x.dtype, memory_format=torch.channels_last)
        pad = weight.shape[-1] // 2
        if not self.static:
            x = F.pad(x, (pad, pad, pad, pad), mode="reflect")
            pad = 0
        x = F.conv2d(x, weight, None, self.stride, pad)
        if self.block > 1:
            x = F.pixel_shuffle(x, self.block)
        if self.norm is None:
            return x + (self.bias * self.gain).to(x.dtype)[:, None, None]
        scale = (mix @ self.norm["weight"]).to(x.dtype)[:, :, None, None]
        shift = (mix @ self.norm["bias"]).to(x.dtype)[:, :, None, None]
        if not self.static:
            # A group for every channel is instance norm, and keeps channels-last memory.
            x = F.group_norm(x, x.shape[1], eps=1e-5)
        return torch.addcmul(shift, x, scale)


class TransformerNet(nn.Module):
    """Paints photos, RGB 0..255 {N, 3, H, W}, with style weights {N, S} whose rows sum to one."""

    def __init__(self, width, stem, styles, dtype=torch.float32, norm="instance"):
        super().__init__()
        self.dtype = dtype
        self.full = stem == "full"
        self.block, head_block = BLOCKS[stem]
        c32, c64, c128 = (max(1, int(n * width + 0.5)) for n in (32, 64, 128))

        def stage(inputs, outputs, kernel, stride=1, **more):
            return Convolution(inputs, outputs, kernel, stride, styles, norm, **more)

        layers = {}
        if self.full:
            layers["stem"] = stage(3, c32, 9)
            layers["down1"] = stage(c32, c64, 3, 2)
            layers["down2"] = stage(c64, c128, 3, 2)
        elif stem == "half":
            layers["stem"] = stage(12, c64, 5, gain=1 / GREY)
            layers["down1"] = stage(c64, c128, 3, 2)
        else:
            layers["stem"] = stage(48, c128, 3, gain=1 / GREY)
        self.first = list(layers)
        for n in range(1, 6):
            added = 0.3 if norm == "static" else 1.0
            layers[f"residual{n}"] = nn.ModuleDict({"a": stage(c128, c128, 3), "b": stage(c128, c128, 3, scale=added)})
        last = c128
        self.ups = []
        if self.full:
            layers["up1"] = stage(c128, c64, 3)
            layers["up2"] = stage(c64, c32, 3)
            self.ups = ["up1", "up2"]
            layers["head"] = Convolution(c32, 3, 9, norm=norm)
        else:
            if head_block == 2:
                last = c64
                layers["up1"] = stage(c128, c64, 3, block=2)
                self.ups = ["up1"]
            layers["head"] = Convolution(last, 3, 2 * head_block + 1, norm=norm, block=head_block, gain=GREY)
        if norm == "static":
            with torch.no_grad():
                layers["head"].weight.mul_(0.1)
        for name, layer in layers.items():
            self.add_module(name, layer)
        # What of the photo itself each style adds to its painting, by channel. Instance norm forgets how bright and
        # colourful a photo was; `none` could not give it back without.
        self.shortcut = nn.Parameter(torch.zeros(styles, 3))

    def forward(self, photos, mix):
        photos = photos.to(self.dtype, memory_format=torch.channels_last)
        photos = photos / GREY - 1 if self.full else photos - GREY
        x = photos if self.full else F.pixel_unshuffle(photos, self.block)
        for name in self.first:
            x = F.relu(getattr(self, name)(x, mix))
        for n in range(1, 6):
            block = getattr(self, f"residual{n}")
            x = x + block["b"](F.relu(block["a"](x, mix)), mix)
        for name in self.ups:
            x = F.relu(getattr(self, name)(F.interpolate(x, scale_factor=2, mode="nearest") if self.full else x, mix))
        share = (mix @ self.shortcut).to(self.dtype)[:, :, None, None]
        painted = torch.addcmul(self.head(x, mix), photos, share)
        return (painted * GREY + GREY if self.full else painted + GREY).float()
