#!/usr/bin/env python3
"""Times the training step of the usual PyTorch recipe for fast style transfer.

The recipe is that of pytorch/examples, fast_neural_style, told in our own words: Johnson's net at full width with
instance norm and nearest upsampling; VGG-16 up to relu4_3 sees the painting and the photo, both to the end; content at
relu2_2, style by Gram matrices at four layers, mean squared errors weighted 1e5 and 1e10; Adam, 1e-3, float32.

What VGG-16 has learned does not change how long it takes: its weights are random here. Neither are photos read: the same
random pictures come again, which is in favour of this side.

    step.py [--steps 10] [--warm-up 2] [--size 256] [--batch 4]

prints one line, as in "1.02 images/s". Threads are as many as OMP_NUM_THREADS says.
"""

import argparse
import os
import time

import torch
from torch import nn
from torch.nn import functional

VGG16 = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512))  # the rest is behind relu4_3
CONTENT_BLOCK = 1  # relu2_2
CONTENT_WEIGHT, STYLE_WEIGHT = 1e5, 1e10


class PaddedConvolution(nn.Sequential):
    """Mirrors the border, so that the picture keeps its size but for the stride."""

    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__(nn.ReflectionPad2d(kernel // 2), nn.Conv2d(inputs, outputs, kernel, stride))


class Stage(nn.Sequential):
    """Convolution, instance norm, ReLU."""

    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__(
            PaddedConvolution(inputs, outputs, kernel, stride), nn.InstanceNorm2d(outputs, affine=True), nn.ReLU()
        )


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.inner = nn.Sequential(
            Stage(channels, channels, 3),
            PaddedConvolution(channels, channels, 3),
            nn.InstanceNorm2d(channels, affine=True),
        )

    def forward(self, x):
        return x + self.inner(x)


def transformer_net():
    return nn.Sequential(
        Stage(3, 32, 9),
        Stage(32, 64, 3, stride=2),
        Stage(64, 128, 3, stride=2),
        *(Residual(128) for _ in range(5)),
        nn.Upsample(scale_factor=2, mode="nearest"),
        Stage(128, 64, 3),
        nn.Upsample(scale_factor=2, mode="nearest"),
        Stage(64, 32, 3),
        PaddedConvolution(32, 3, 9),
    )


class Vgg(nn.Module):
    """Activations at the last ReLU of each block: relu1_2, relu2_2, relu3_3, relu4_3."""

    def __init__(self):
        super().__init__()
        blocks, inputs = [], 3
        for widths in VGG16:
            layers = [nn.MaxPool2d(2)] if blocks else []
            for outputs in widths:
                layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()]
                inputs = outputs
            blocks.append(nn.Sequential(*layers))
        self.blocks = nn.ModuleList(blocks)
        self.requires_grad_(False)

    def forward(self, x):
        seen = []
        for block in self.blocks:
            x = block(x)
            seen.append(x)
        return seen


def as_vgg_expects(photos):
    """0..255 to the means and deviations of ImageNet."""
    mean = photos.new_tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
    deviation = photos.new_tensor([0.229, 0.224, 0.225]).view(3, 1, 1)
    return (photos / 255 - mean) / deviation


def gram(features):
    n, c, h, w = features.shape
    flat = features.view(n, c, h * w)
    return flat @ flat.transpose(1, 2) / (c * h * w)


def main():
    parser = argparse.ArgumentParser(description="Times the usual PyTorch training step.")
    parser.add_argument("--steps", type=int, default=10, help="timed ones")
    parser.add_argument("--warm-up", type=int, default=2, help="steps before them")
    parser.add_argument("--size", type=int, default=256, help="side of the photos in pixels")
    parser.add_argument("--batch", type=int, default=4)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))

    net, vgg = transformer_net(), Vgg()
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    photos = 255 * torch.rand(options.batch, 3, options.size, options.size)
    style = [gram(seen).expand(options.batch, -1, -1) for seen in vgg(as_vgg_expects(255 * torch.rand(1, 3, 256, 256)))]

    begin = 0.0
    for step in range(options.warm_up + options.steps):
        if step == options.warm_up:
            begin = time.perf_counter()
        adam.zero_grad()
        painting = net(photos)
        of_painting, of_photo = vgg(as_vgg_expects(painting)), vgg(as_vgg_expects(photos))
        content = functional.mse_loss(of_painting[CONTENT_BLOCK], of_photo[CONTENT_BLOCK])
        styles = sum(functional.mse_loss(gram(seen), wanted) for seen, wanted in zip(of_painting, style))
        (CONTENT_WEIGHT * content + STYLE_WEIGHT * styles).backward()
        adam.step()
    print("%.3f images/s" % (options.steps * options.batch / (time.perf_counter() - begin)))


if __name__ == "__main__":
    main()
