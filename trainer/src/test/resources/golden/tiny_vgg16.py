"""Makes the golden files of VGG-16. Made with torch 1.13.0, numpy 1.24.2, PIL 9.4.0, seed 16.

Run beside tiny_vgg.py, after perceptual.py: python3 tiny_vgg16.py. It writes
  tiny_vgg16.safetensors   a VGG-16 of few channels and random weights
  tiny_vgg16.npz           what each of its layers sees in photos/a.png
"""
import numpy as np
import torch
from PIL import Image

import tiny_vgg

tiny_vgg.PLAN = [6, 6, "M", 8, 8, "M", 8, 8, 8, "M", 8, 8, 8, "M", 8, 8, 8]
torch.manual_seed(16)

stored = tiny_vgg.make()
tiny_vgg.write(stored, "tiny_vgg16.safetensors")
photo = torch.from_numpy(np.array(Image.open("photos/a.png"))).permute(2, 0, 1)[None].float()
seen = tiny_vgg.Eye(stored).see(photo)
seen.pop("pool")
np.savez_compressed("tiny_vgg16.npz", **{name: features.numpy() for name, features in seen.items()})
print({name: (tuple(features.shape), features.max().item()) for name, features in seen.items()})
