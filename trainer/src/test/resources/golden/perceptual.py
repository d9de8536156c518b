"""Makes the golden files of the losses and the training loop. Made with torch 1.13.0, numpy 1.24.2, PIL 9.4.0, seed 11.

Run beside johnson.py: python3 perceptual.py. It writes
  tiny_vgg.safetensors   a VGG-19 of few channels and random weights
  style.png              the style picture
  photos/a.png, b.png    photos that are their own mirror images, so that mirroring a crop changes nothing
  perceptual.npz         paintings, their losses and gradients; a net before and after six steps of Adam, and the losses;
                         what VGG-19 sees at relu3_1 with average pooling

The losses are those of tiny_vgg.py, the falling learning rate is that of TrainingPlan.

many.* are three paintings of the photos a, b, a, each judged by a style of its own: style.png with weight 4, the photo itself
(reproduction with weight 10, no variation), and style.png upside down with its colours reversed, weight 2.5.
"""
import math
import os

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

import tiny_vgg
from johnson import Johnson

torch.manual_seed(11)
STEPS, RATE = 6, 0.002

stored = tiny_vgg.make()
tiny_vgg.write(stored, "tiny_vgg.safetensors")
eye = tiny_vgg.Eye(stored)


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
terms = eye.losses(painted, photos, style)
terms[3].backward()

# --- six steps of Adam from weights given
net = Johnson(1 / 16)
before = {name: tensor.detach().numpy().copy() for name, tensor in net.tensors().items()}
optimizer = torch.optim.Adam(net.tensors().values(), lr=RATE)
learned = []
for step in range(1, STEPS + 1):
    # One step of warm-up, 2 % of six rounded up; then half a cosine from there to 2 % of the rate at the last step.
    fallen = (step - 1) / (STEPS - 1)
    optimizer.param_groups[0]["lr"] = RATE * (0.02 + 0.98 * (1 + math.cos(math.pi * fallen)) / 2)
    optimizer.zero_grad()
    step_losses = eye.losses(net(photos), photos, style)
    step_losses[3].backward()
    optimizer.step()
    learned.append([term.item() for term in step_losses])
after = {name: tensor.detach().numpy() for name, tensor in net.tensors().items()}

# --- three paintings, each with a style of its own
other = 255 - style.flip(2)
many = (photos[[0, 1, 0]] + 40 * torch.randn(3, 3, 32, 32)).detach().requires_grad_(True)
rows = []
for i, (picture, photo, weight) in enumerate([(style, photos[:1], 4.0), (None, photos[1:], 0.0), (other, photos[:1], 2.5)]):
    content, texture, smooth, _ = eye.losses(many[i : i + 1], photo, style if picture is None else picture)
    given_back = (many[i : i + 1] - photo).abs().mean() / 255
    zero = torch.zeros(())
    if picture is None:
        rows.append([content, zero, zero, given_back, content + 10 * given_back])
    else:
        rows.append([content, texture, smooth, zero, content + weight * texture + 0.1 * smooth])
many_terms = [sum(column) / 3 for column in zip(*rows)]
many_terms[-1].backward()

np.savez_compressed(
    "perceptual.npz",
    many=many.detach().numpy(),
    many_terms=np.array([term.item() for term in many_terms], np.float32),
    many_gradient=many.grad.numpy(),
    painted=painted.detach().numpy(),
    terms=np.array([term.item() for term in terms], np.float32),
    gradient=painted.grad.numpy(),
    losses=np.array(learned, np.float32),
    averaged=tiny_vgg.Eye(stored, F.avg_pool2d).see(photos)["relu3_1"].numpy(),
    **{f"before.{name}": tensor for name, tensor in before.items()},
    **{f"after.{name}": after[name] for name in ("stem.weight", "residual3.a.weight", "up2.norm.bias", "head.bias")},
)
print([term.item() for term in terms], painted.grad.abs().mean().item())
for row in learned:
    print(row)
