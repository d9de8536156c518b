"""Makes looks.npz: a classifier of looks on the small VGG, in plain torch. Made with torch 1.13.0, numpy 1.24.2.

Run beside tiny_vgg.py and tiny_vgg.safetensors: python3 looks.py. The deepest activations, averaged over the picture, go
through dense layers of 512, 256 and 3 units with ReLU between them and no dropout. The i-th value of the dense arrays, counted
from 1 through all of them, is sin(0.37 i) / 10, so that they need not be stored. It writes
  pictures               RGB, 0..255, {5, 3, 32, 32}; labels, their places among three looks; weights, of the looks
  scores, loss           what comes out; cross entropy of each picture times the weight of its look, mean over the pictures
  gradient.NAME          of the loss, by the smaller of the head's arrays and the first and last convolution's
"""
import numpy as np
import torch
from torch.nn import functional as F

import tiny_vgg

torch.manual_seed(11)
stored = {name: tensor.float().requires_grad_(True) for name, tensor in tiny_vgg.read("tiny_vgg.safetensors").items()}
last = list(tiny_vgg.places())[-1]
pictures = 255 * torch.rand(5, 3, 32, 32)
labels, weights = torch.tensor([0, 2, 1, 1, 0]), torch.tensor([0.5, 1.0, 2.0])
sizes, head = [last[2], 512, 256, 3], {}
for layer in (1, 2, 3):
    inputs, outputs = sizes[layer - 1], sizes[layer]
    for name, shape in (("weight", (outputs, inputs)), ("bias", (outputs,))):
        values = np.sin(0.37 * (np.arange(np.prod(shape)) + 1 + sum(t.numel() for t in head.values()))) / 10
        head[f"head.{layer}.{name}"] = torch.from_numpy(values.astype(np.float32).reshape(shape)).requires_grad_(True)

x = tiny_vgg.Eye(stored).see(pictures)[last[0]].mean((2, 3))
for layer in (1, 2, 3):
    x = F.linear(x, head[f"head.{layer}.weight"], head[f"head.{layer}.bias"])
    x = F.relu(x) if layer < 3 else x
each = -F.log_softmax(x, 1)[torch.arange(5), labels]
loss = (each * weights[labels]).mean()
loss.backward()

names = ["features.0.weight", "features.0.bias", f"features.{last[1]}.weight", f"features.{last[1]}.bias"]
gradients = {f"gradient.{name}": tensor.grad.numpy() for name, tensor in {**head, **{n: stored[n] for n in names}}.items()
             if name != "head.2.weight"}
np.savez_compressed(
    "looks.npz",
    pictures=pictures.numpy(),
    labels=labels.numpy().astype(np.float32),
    weights=weights.numpy(),
    scores=x.detach().numpy(),
    loss=np.array([loss.item()], np.float32),
    **gradients,
)
print(x, loss.item(), {n: float(np.abs(g).max()) for n, g in gradients.items()})
