"""Makes fast-neural-style.onnx and the pictures beside it: what a third party's export looks like, and what PyTorch
itself paints with it.

The net is the one of pytorch/examples fast_neural_style (Johnson et al. 2016 with instance norm and nearest-neighbour
upsampling), cut down to width 4 and one residual block, with random weights of seed 7; takes and gives 0..255.
Made with Debian 12: Python 3.11.2, PyTorch 1.13.1, numpy 1.24.2, OpenCV 4.6.0.  python3 fast-neural-style.py

  HxW.rgb          random picture, packed RGB24
  HxW.painted.rgb  the picture mirrored by OpenCV to multiples of 4, painted by PyTorch, rounded half up, cropped
"""

import cv2
import numpy as np
import torch
from torch import nn


def convolution(n_in, n_out, kernel, stride=1):
    return nn.Sequential(nn.ReflectionPad2d(kernel // 2), nn.Conv2d(n_in, n_out, kernel, stride))


def block(n_in, n_out, kernel, stride=1):
    return nn.Sequential(convolution(n_in, n_out, kernel, stride), nn.InstanceNorm2d(n_out, affine=True), nn.ReLU())


class Residual(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.body = nn.Sequential(block(n, n, 3), convolution(n, n, 3), nn.InstanceNorm2d(n, affine=True))

    def forward(self, x):
        return x + self.body(x)


torch.manual_seed(7)
net = nn.Sequential(
    block(3, 4, 9), block(4, 8, 3, 2), block(8, 16, 3, 2), Residual(16),
    nn.Upsample(scale_factor=2), block(16, 8, 3), nn.Upsample(scale_factor=2), block(8, 4, 3), convolution(4, 3, 9))
with torch.no_grad():  # spread the output over 0..255, each channel elsewhere, with some of it clamped
    last = net[-1][1]
    last.weight.mul_(150)
    last.bias.copy_(torch.tensor([60.0, 120.0, 190.0]))
net.eval()

torch.onnx.export(net, torch.zeros(1, 3, 32, 48), "fast-neural-style.onnx", opset_version=11,
                  input_names=["input1"], output_names=["output1"],
                  dynamic_axes={"input1": {2: "h", 3: "w"}, "output1": {2: "h", 3: "w"}})

for height, width in [(28, 36), (21, 33), (5, 3)]:
    rgb = np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)
    rgb = cv2.GaussianBlur(rgb, (0, 0), 1.5)  # pictures are smoother than noise
    outer_height, outer_width = (max(16, -(-side // 4) * 4) for side in (height, width))
    top, left = (outer_height - height) // 2, (outer_width - width) // 2
    padded = cv2.copyMakeBorder(rgb, top, outer_height - height - top, left, outer_width - width - left,
                                cv2.BORDER_REFLECT_101)
    with torch.no_grad():
        painted = net(torch.from_numpy(padded).permute(2, 0, 1)[None].float())[0].permute(1, 2, 0).double().numpy()
    painted = np.clip(np.floor(painted + 0.5), 0, 255).astype(np.uint8)[top:top + height, left:left + width]
    rgb.tofile(f"{height}x{width}.rgb")
    painted.tofile(f"{height}x{width}.painted.rgb")
    print(height, width, painted.reshape(-1, 3).mean(0), painted.reshape(-1, 3).std(0),
          (painted == 0).mean(), (painted == 255).mean())
print(torch.__version__, np.__version__, cv2.__version__)
