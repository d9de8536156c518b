"""Makes motion.npz: pictures moved by torch's affine_grid and grid_sample, and how far paintings are from moving with them.
Made with torch 1.13.0, numpy 1.24.2, seed 5.

Run here: python3 motion.py. Three pictures of 24 x 24 pixels move by the motions below, in the order of KnownMotion: shift to
the right and down in pixels, zoom, degrees. The difference is the mean square over pixels that come from inside the picture,
divided by 255 squared; gradients are with respect to both paintings.
"""
import math

import numpy as np
import torch
from torch.nn import functional as F

torch.manual_seed(5)
SIDE = 24
MOTIONS = [(3.25, -1.5, 1.04, 2.5), (-6.0, 7.75, 0.96, -3.0), (0.0, 0.0, 1.0, 0.0)]

rows = []
for right, down, zoom, degrees in MOTIONS:
    turn = torch.tensor(math.radians(degrees), dtype=torch.float64)
    rotation = zoom * torch.tensor([[turn.cos(), -turn.sin()], [turn.sin(), turn.cos()]])
    rows.append(torch.cat([rotation, torch.tensor([[2 * right / SIDE], [2 * down / SIDE]])], 1))
affine = torch.stack(rows).float()

pictures = 255 * torch.rand(3, 3, SIDE, SIDE)
grid = F.affine_grid(affine, [3, 3, SIDE, SIDE], align_corners=False)
moved = F.grid_sample(pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=False)

painted = (255 * torch.rand(3, 3, SIDE, SIDE)).requires_grad_(True)
moving = (255 * torch.rand(3, 3, SIDE, SIDE)).requires_grad_(True)
inside = ((grid[..., 0].abs() <= 1) & (grid[..., 1].abs() <= 1))[:, None].expand(3, 3, SIDE, SIDE)
follows = F.grid_sample(painted, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
difference = ((moving - follows)[inside] / 255).square().mean()
difference.backward()

np.savez_compressed(
    "motion.npz",
    motions=np.array(MOTIONS, np.float32),
    pictures=pictures.numpy(),
    moved=moved.numpy(),
    painted=painted.detach().numpy(),
    moving=moving.detach().numpy(),
    difference=np.array([difference.item()], np.float32),
    painted_gradient=painted.grad.numpy(),
    moving_gradient=moving.grad.numpy(),
)
print(difference.item(), inside.float().mean().item(), painted.grad.abs().mean().item())
