"""Makes transformer_net.npz: weights, a photo, and how PyTorch paints it. Made with torch 1.13.0, numpy 1.24.2, seed 7.

Run beside johnson.py: python3 transformer_net.py
"""
import numpy as np
import torch

from johnson import Johnson

torch.manual_seed(7)
net = Johnson(1 / 16)
with torch.no_grad():
    for name, tensor in net.tensors().items():
        if name.endswith("norm.weight"):
            tensor.uniform_(0.5, 1.5)  # by default all 1 and 0: an export that forgot them would pass
        elif name.endswith("bias"):
            tensor.uniform_(-0.5, 0.5)
photo = torch.randint(0, 256, (1, 3, 37, 45)).float()  # no multiples of four
painted = net(photo).detach()
np.savez_compressed(
    "transformer_net.npz",
    **{name: tensor.detach().numpy() for name, tensor in net.tensors().items()},
    photo=photo.numpy(),
    painted=painted.numpy(),
)
print(painted.shape, painted.min().item(), painted.max().item(), painted.std().item())
