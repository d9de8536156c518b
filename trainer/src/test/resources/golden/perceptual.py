"""Makes the golden files of the losses and the training loop. Made with torch 1.13.0, numpy 1.24.2, PIL 9.4.0, seed 11.

Run beside johnson.py: python3 perceptual.py. It writes
  tiny_vgg.safetensors   a VGG-19 of few channels and random weights
  style.png              the style picture
  photos/a.png, b.png    photos that are their own mirror images, so that mirroring a crop changes nothing
  perceptual.npz         paintings, their losses and gradients; a net before and after six steps of Adam, and the losses;
                         what VGG-19 sees at relu3_1 with average pooling

The formulas are those of PerceptualLoss.Terms and TrainingPlan, in plain torch.
"""
import json
import os
import struct

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

from johnson import Johnson

torch.manual_seed(11)
STEPS, RATE = 6, 0.002
CONTENT, STYLE, VARIATION = 1.0, 4.0, 0.1
CONTENT_LAYERS = ["relu3_3"]
STYLE_LAYERS = ["relu1_2", "relu2_2", "relu3_3", "relu4_3"]

# --- a tiny VGG-19: convolutions (channels, torchvision's index), 'M' for pooling
PLAN = [6, 6, "M", 8, 8, "M", 8, 8, 8, 8, "M", 8, 8, 8, 8, "M", 8, 8, 8, 8]
stored, layers, inputs, index, block, place = {}, [], 3, 0, 1, 0
for step in PLAN:
    if step == "M":
        layers.append(("pool", None, None))
        block, place, index = block + 1, 0, index + 1
        continue
    place += 1
    weight = (torch.randn(step, inputs, 3, 3) * (2 / (9 * inputs)) ** 0.5).half()  # 16 bits, as in the real file
    if index == 0:
        weight = weight * 100  # activations around 100, as the real file has them
    bias = torch.randn(step) * 10
    stored[f"features.{index}.weight"], stored[f"features.{index}.bias"] = weight, bias
    layers.append((f"relu{block}_{place}", weight.float(), bias))
    inputs, index = step, index + 2

header, data = {}, b""
for name, tensor in stored.items():
    raw = tensor.numpy().tobytes()
    kind = "F16" if tensor.dtype == torch.float16 else "F32"
    header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header).encode()
with open("tiny_vgg.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)


def vgg(pictures, pool=F.max_pool2d):
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    x, seen = (pictures / 255 - mean) / deviation, {}
    for name, weight, bias in layers:
        x = pool(x, 2) if name == "pool" else F.relu(F.conv2d(x, weight, bias, padding=1))
        seen[name] = x
    return seen


def gram(features):
    n, c, h, w = features.shape
    return torch.einsum("nahw,nbhw->nab", features, features) / (c * h * w)


def losses(painted, photos, style):
    seen, real, brush = vgg(painted), vgg(photos), vgg(style)
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


def random_picture(height, width):
    coarse = F.interpolate(torch.rand(1, 3, 5, 5), (height, width), mode="bilinear", align_corners=True)
    return (255 * (0.8 * coarse + 0.2 * torch.rand(1, 3, height, width))).round()


def save(picture, file):
    Image.fromarray(picture[0].permute(1, 2, 0).numpy().astype(np.uint8)).save(file)


# --- pictures
style = random_picture(36, 44)
save(style, "style.png")
os.makedirs("photos", exist_ok=True)
photos = []
for name in ("a", "b"):
    left = random_picture(32, 16)
    photos.append(torch.cat([left, left.flip(3)], 3))
    save(photos[-1], f"photos/{name}.png")
photos = torch.cat(photos)

# --- losses of two paintings and their gradients
painted = (photos + 40 * torch.randn_like(photos)).detach().requires_grad_(True)
terms = losses(painted, photos, style)
terms[3].backward()

# --- six steps of Adam from weights given
net = Johnson(1 / 16)
before = {name: tensor.detach().numpy().copy() for name, tensor in net.tensors().items()}
optimizer = torch.optim.Adam(net.tensors().values(), lr=RATE)
learned = []
for step in range(1, STEPS + 1):
    fall_start = 0.7 * STEPS  # constant up to here, then in a line to what would be 0 one step after the last
    optimizer.param_groups[0]["lr"] = RATE * min(1, (STEPS + 1 - step) / (STEPS + 1 - fall_start))
    optimizer.zero_grad()
    step_losses = losses(net(photos), photos, style)
    step_losses[3].backward()
    optimizer.step()
    learned.append([term.item() for term in step_losses])
after = {name: tensor.detach().numpy() for name, tensor in net.tensors().items()}

np.savez_compressed(
    "perceptual.npz",
    painted=painted.detach().numpy(),
    terms=np.array([term.item() for term in terms], np.float32),
    gradient=painted.grad.numpy(),
    losses=np.array(learned, np.float32),
    averaged=vgg(photos, F.avg_pool2d)["relu3_1"].numpy(),
    **{f"before.{name}": tensor for name, tensor in before.items()},
    **{f"after.{name}": after[name] for name in ("stem.weight", "residual3.a.weight", "up2.norm.bias", "head.bias")},
)
print([term.item() for term in terms], painted.grad.abs().mean().item())
for row in learned:
    print(row)
