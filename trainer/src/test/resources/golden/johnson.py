"""The nets as TransformerNet's Javadoc describes them, written with torch.nn and nothing of Brushstream's.

Johnson et al. 2016, supplementary material, table 1, with instance norm (conditional as in Dumoulin et al. 2016 for more
than one style), reflection padding before every convolution, nearest upsampling in front of a convolution, a linear output,
and 0..255 in and out.
"""
import torch
from torch import nn

# What stands in front of the residual blocks: pixels a side that become channels, then name, channels in and out, kernel and
# stride of each convolution; and what stands behind them: channels after up2, kernel of the head.
STEMS = {
    "full": (1, [("stem", 3, 32, 9, 1), ("down1", 32, 64, 3, 2), ("down2", 64, 128, 3, 2)], 32, 9),
    "half": (2, [("stem", 12, 64, 5, 1), ("down1", 64, 128, 3, 2)], 16, 5),
    "quarter": (4, [("stem", 48, 128, 3, 1)], 16, 5),
}


def channels(full, width):
    return max(1, round(full * width))


class Stage(nn.Module):
    """Reflection padding, convolution, instance norm with a scale and a shift for each style."""

    def __init__(self, inputs, outputs, kernel, stride, styles):
        super().__init__()
        self.pad = nn.ReflectionPad2d(kernel // 2)
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, bias=False)
        self.norm = nn.InstanceNorm2d(outputs, affine=False)
        self.scale = nn.Parameter(torch.ones(styles, outputs))
        self.shift = nn.Parameter(torch.zeros(styles, outputs))

    def forward(self, x, style_weights):
        normed = self.norm(self.convolution(self.pad(x)))
        pictures = []
        for picture, of_each in zip(normed, style_weights):  # as the paper's equation 5 and section 3.4 put it
            scale = sum(m * row for m, row in zip(of_each, self.scale))
            shift = sum(m * row for m, row in zip(of_each, self.shift))
            pictures.append(picture * scale[:, None, None] + shift[:, None, None])
        return torch.stack(pictures)


class Johnson(nn.Module):
    def __init__(self, width, stem="full", styles=1):
        super().__init__()
        self.block, self.front, last, kernel = STEMS[stem]
        c64, c128, last = (channels(full, width) for full in (64, 128, last))
        stages = {}
        for name, inputs, outputs, size, stride in self.front:
            inputs = inputs if name == "stem" else channels(inputs, width)
            stages[name] = Stage(inputs, channels(outputs, width), size, stride, styles)
        for block in range(1, 6):
            stages[f"residual{block}.a"] = Stage(c128, c128, 3, 1, styles)
            stages[f"residual{block}.b"] = Stage(c128, c128, 3, 1, styles)
        stages["up1"] = Stage(c128, c64, 3, 1, styles)
        stages["up2"] = Stage(c64, last, 3, 1, styles)
        self.stages = stages
        self.registered = nn.ModuleList(stages.values())
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.head_pad = nn.ReflectionPad2d(kernel // 2)
        self.head = nn.Conv2d(last, 3, kernel)
        self.shortcut = nn.Parameter(torch.zeros(styles, 3))

    def forward(self, photo, style_weights=None):
        """style_weights {N, styles}; a net of one style needs none."""
        m = torch.ones(len(photo), 1) if style_weights is None else style_weights
        s = self.stages
        photo = photo / 127.5 - 1
        x = nn.functional.pixel_unshuffle(photo, self.block)
        for name, *_ in self.front:
            x = torch.relu(s[name](x, m))
        for block in range(1, 6):
            x = x + s[f"residual{block}.b"](torch.relu(s[f"residual{block}.a"](x, m)), m)
        for name in ("up1", "up2"):
            x = torch.relu(s[name](self.upsample(x), m))
        added = torch.stack([
            photo[n] * sum(weight * row for weight, row in zip(m[n], self.shortcut))[:, None, None] for n in range(len(m))])
        return 127.5 * (self.head(self.head_pad(x)) + added) + 127.5

    def tensors(self):
        """Learned tensors by Brushstream's names."""
        found = {}
        for name, stage in self.stages.items():
            found[f"{name}.weight"] = stage.convolution.weight
            found[f"{name}.norm.weight"] = stage.scale
            found[f"{name}.norm.bias"] = stage.shift
        found["head.weight"] = self.head.weight
        found["head.bias"] = self.head.bias
        found["shortcut"] = self.shortcut
        return found
