"""Makes gatys.npz: a photo whose pixels torch.optim.Adam moved ten times. Made with torch 1.13.0, numpy 1.24.2, PIL 9.4.0.

Run beside tiny_vgg.py and the files of perceptual.py: python3 gatys.py. It writes
  start                 the first pixels: photos/a.png and noise of deviation 30, seed 5
  max.pixels, max.losses            the pixels after ten iterations; content, style, variation and total loss of the
                                    start and after each
  average.pixels, average.losses    the same with average pooling
"""
import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

import tiny_vgg

ITERATIONS, RATE = 10, 2.0  # grey levels


def picture(file):
    return torch.from_numpy(np.array(Image.open(file), np.float32)).permute(2, 0, 1)[None]


torch.manual_seed(5)
photo, style = picture("photos/a.png"), picture("style.png")
start = photo + 30 * torch.randn_like(photo)
arrays = {"start": start.numpy().copy()}
for name, pool in (("max", F.max_pool2d), ("average", F.avg_pool2d)):
    eye = tiny_vgg.Eye(tiny_vgg.read("tiny_vgg.safetensors"), pool)
    pixels = start.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([pixels], lr=RATE)
    history = []
    for iteration in range(ITERATIONS + 1):
        optimizer.zero_grad()
        losses = eye.losses(pixels, photo, style)
        history.append([loss.item() for loss in losses])
        if iteration < ITERATIONS:
            # Adam knows no scale of the loss but for its epsilon: out of reach, as in Gatys
            (losses[3] * pixels.numel()).backward()
            optimizer.step()
    arrays[f"{name}.pixels"] = pixels.detach().numpy()
    arrays[f"{name}.losses"] = np.array(history, np.float32)
    print(name, history[0], history[-1])
np.savez_compressed("gatys.npz", **arrays)
