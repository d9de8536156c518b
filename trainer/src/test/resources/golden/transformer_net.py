"""Makes transformer_net.npz: weights, a photo, and how PyTorch paints it; and transformer_styles.npz: the same for nets of
three styles with each stem and norm, two photos in mixed styles, and some gradients. Made with torch 1.13.0, numpy 1.24.2, seed 7.

Run beside johnson.py: python3 transformer_net.py
"""
import numpy as np
import torch

from johnson import NORMS, STEMS, Johnson

torch.manual_seed(7)


def randomise(net):
    with torch.no_grad():
        for name, tensor in net.tensors().items():
            if name.endswith("norm.weight"):
                tensor.uniform_(0.5, 1.5)  # by default all 1 and 0: an export that forgot them would pass
            elif name.endswith("bias") or name == "shortcut":
                tensor.uniform_(-0.5, 0.5)


net = Johnson(1 / 16)
randomise(net)
photo = torch.randint(0, 256, (1, 3, 36, 44)).float()
painted = net(photo).detach()
np.savez_compressed(
    "transformer_net.npz",
    **{name: tensor.detach().numpy() for name, tensor in net.tensors().items()},
    photo=photo.numpy(),
    painted=painted.numpy(),
)
print(painted.shape, painted.min().item(), painted.max().item(), painted.std().item())

# --- three styles: the first photo in a mix of them, the second in two, the third style left out
photos = torch.randint(0, 256, (2, 3, 24, 32)).float()
style_weights = torch.tensor([[0.2, 0.5, 0.3], [0.75, 0.25, 0]])
arrays = {"photos": photos, "style_weights": style_weights}
for stem in STEMS:
    for norm in NORMS:
        net = Johnson(1 / 16, stem, 3, norm)
        randomise(net)
        if norm == "static":
            with torch.no_grad():
                for name, tensor in net.tensors().items():
                    if name.endswith("weight") and tensor.dim() == 4:
                        tensor.mul_(2)  # nothing else would keep the photo from fading away layer by layer
        painted = net(photos, style_weights)
        (painted / 255).square().mean().backward()
        prefix = f"{stem}.{norm}."
        arrays[prefix + "painted"] = painted
        for name, tensor in net.tensors().items():
            arrays[prefix + name] = tensor
            # The shift of a .b moves nothing: later norms undo it.
            if name.startswith(("stem", "residual3.a", "up", "head.weight", "shortcut")):
                arrays[prefix + "gradient." + name] = tensor.grad
        print(stem, norm, painted.min().item(), painted.max().item(), painted.std().item())
np.savez_compressed("transformer_styles.npz", **{name: array.detach().numpy() for name, array in arrays.items()})
