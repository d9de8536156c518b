"""The nets as TransformerNet's Javadoc describes them, written with torch.nn and nothing of Brushstream's.

Johnson et al. 2016, supplementary material, table 1, with instance norm or a static one (conditional as in Dumoulin et al. 2016
for more than one style), reflection padding or zeros before every convolution, nearest upsampling in front of a convolution, a
linear output, and 0..255 in and out.
"""
import torch
from torch import nn

# What stands in front of the residual blocks: pixels a side that become channels, then name, channels in and out, kernel and
# stride of each convolution; what stands behind them: name, how many times its input is enlarged first, channels in and out,
# kernel; the last of these is the head.
STEMS = {
    "full": (1, [("stem", 3, 32, 9, 1), ("down1", 32, 64, 3, 2), ("down2", 64, 128, 3, 2)],
             [("up1", 2, 128, 64, 3), ("up2", 2, 64, 32, 3), ("head", 1, 32, 3, 9)]),
    "half": (2, [("stem", 12, 64, 5, 1), ("down1", 64, 128, 3, 2)], [("up1", 2, 128, 64, 3), ("head", 2, 64, 3, 5)]),
    "quarter": (4, [("stem", 48, 128, 3, 1)], [("up1", 2, 128, 64, 3), ("head", 2, 64, 3, 5)]),
    "coarse": (4, [("stem", 48, 128, 3, 1)], [("head", 4, 128, 3, 9)]),
}
NORMS = ("instance", "static")


def channels(full, width):
    return max(1, round(full * width))


class Padded(nn.Module):
    """Nearest enlargement, then a convolution that keeps that size but for its stride.

    Beyond the edges of the small map: mirrored if it is mirrored, else zeros. Mirroring in front of an enlargement mirrors
    one pixel of the small map, and what the convolution paints beyond its edges is cut off; without enlargement, as many
    pixels as the kernel reaches. `small` says that the input is to be mirrored small.
    """

    def __init__(self, inputs, outputs, kernel, stride, enlarged, mirrored, small, bias):
        super().__init__()
        self.reach, self.enlarged, self.mirrored, self.small = kernel // 2, enlarged, mirrored, small
        self.upsample = nn.Upsample(scale_factor=enlarged, mode="nearest")
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, bias=bias)

    def forward(self, x):
        if self.mirrored and self.small:
            x = self.convolution(self.upsample(nn.functional.pad(x, (1, 1, 1, 1), mode="reflect")))
            cut = self.enlarged - self.reach
            return x[:, :, cut:x.shape[2] - cut, cut:x.shape[3] - cut]
        r = (self.reach,) * 4
        x = self.upsample(x)
        return self.convolution(nn.functional.pad(x, r, mode="reflect" if self.mirrored else "constant"))


class Stage(nn.Module):
    """Padded convolution, instance norm or none, with a scale and a shift for each style."""

    def __init__(self, inputs, outputs, kernel, stride, styles, norm, enlarged=1, small=False):
        super().__init__()
        self.padded = Padded(inputs, outputs, kernel, stride, enlarged, norm == "instance", small, bias=False)
        self.norm = nn.InstanceNorm2d(outputs, affine=False) if norm == "instance" else nn.Identity()
        self.scale = nn.Parameter(torch.ones(styles, outputs))
        self.shift = nn.Parameter(torch.zeros(styles, outputs))

    def forward(self, x, style_weights):
        normed = self.norm(self.padded(x))
        pictures = []
        for picture, of_each in zip(normed, style_weights):  # as the paper's equation 5 and section 3.4 put it
            scale = sum(m * row for m, row in zip(of_each, self.scale))
            shift = sum(m * row for m, row in zip(of_each, self.shift))
            pictures.append(picture * scale[:, None, None] + shift[:, None, None])
        return torch.stack(pictures)


class Johnson(nn.Module):
    def __init__(self, width, stem="full", styles=1, norm="instance"):
        super().__init__()
        self.block, self.front, self.back = STEMS[stem]
        c128 = channels(128, width)
        stages = {}
        for name, inputs, outputs, size, stride in self.front:
            inputs = inputs if name == "stem" else channels(inputs, width)
            stages[name] = Stage(inputs, channels(outputs, width), size, stride, styles, norm)
        for block in range(1, 6):
            stages[f"residual{block}.a"] = Stage(c128, c128, 3, 1, styles, norm)
            stages[f"residual{block}.b"] = Stage(c128, c128, 3, 1, styles, norm)
        small = stem != "full"
        for name, enlarged, inputs, outputs, size in self.back[:-1]:
            stages[name] = Stage(
                channels(inputs, width), channels(outputs, width), size, 1, styles, norm, enlarged, small)
        self.stages = stages
        self.registered = nn.ModuleList(stages.values())
        _, enlarged, inputs, outputs, size = self.back[-1]
        self.head = Padded(channels(inputs, width), outputs, size, 1, enlarged, norm == "instance", small, bias=True)
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
        for name, *_ in self.back[:-1]:
            x = torch.relu(s[name](x, m))
        added = torch.stack([
            photo[n] * sum(weight * row for weight, row in zip(m[n], self.shortcut))[:, None, None] for n in range(len(m))])
        return 127.5 * (self.head(x) + added) + 127.5

    def tensors(self):
        """Learned tensors by Brushstream's names."""
        found = {}
        for name, stage in self.stages.items():
            found[f"{name}.weight"] = stage.padded.convolution.weight
            found[f"{name}.norm.weight"] = stage.scale
            found[f"{name}.norm.bias"] = stage.shift
        found["head.weight"] = self.head.convolution.weight
        found["head.bias"] = self.head.convolution.bias
        found["shortcut"] = self.shortcut
        return found
