"""The net as TransformerNet's Javadoc describes it, written with torch.nn and nothing of Brushstream's.

Johnson et al. 2016, supplementary material, table 1, with instance norm, reflection padding before every convolution,
nearest upsampling in front of a convolution, a linear output, and 0..255 in and out.
"""
import torch
from torch import nn


def channels(full, width):
    return max(1, round(full * width))


class Stage(nn.Module):
    """Reflection padding, convolution, instance norm."""

    def __init__(self, inputs, outputs, kernel, stride):
        super().__init__()
        self.pad = nn.ReflectionPad2d(kernel // 2)
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, bias=False)
        self.norm = nn.InstanceNorm2d(outputs, affine=True)

    def forward(self, x):
        return self.norm(self.convolution(self.pad(x)))


class Johnson(nn.Module):
    def __init__(self, width):
        super().__init__()
        c32, c64, c128 = (channels(full, width) for full in (32, 64, 128))
        stages = {"stem": Stage(3, c32, 9, 1), "down1": Stage(c32, c64, 3, 2), "down2": Stage(c64, c128, 3, 2)}
        for block in range(1, 6):
            stages[f"residual{block}.a"] = Stage(c128, c128, 3, 1)
            stages[f"residual{block}.b"] = Stage(c128, c128, 3, 1)
        stages["up1"] = Stage(c128, c64, 3, 1)
        stages["up2"] = Stage(c64, c32, 3, 1)
        self.stages = stages
        self.registered = nn.ModuleList(stages.values())
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.head_pad = nn.ReflectionPad2d(4)
        self.head = nn.Conv2d(c32, 3, 9)

    def forward(self, photo):
        s = self.stages
        x = photo / 127.5 - 1
        for name in ("stem", "down1", "down2"):
            x = torch.relu(s[name](x))
        for block in range(1, 6):
            x = x + s[f"residual{block}.b"](torch.relu(s[f"residual{block}.a"](x)))
        for name in ("up1", "up2"):
            x = torch.relu(s[name](self.upsample(x)))
        return 127.5 * self.head(self.head_pad(x)) + 127.5

    def tensors(self):
        """Learned tensors by Brushstream's names."""
        found = {}
        for name, stage in self.stages.items():
            found[f"{name}.weight"] = stage.convolution.weight
            found[f"{name}.norm.weight"] = stage.norm.weight
            found[f"{name}.norm.bias"] = stage.norm.bias
        found["head.weight"] = self.head.weight
        found["head.bias"] = self.head.bias
        return found
