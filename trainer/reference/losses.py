"""What a painting is judged by: VGG's features, Gram matrices, and how steady it is when the photo moves.

Every perceptual term is relative: 0 for a perfect match, around 1 for an empty picture.
"""

import math

import torch
import torch.nn.functional as F

MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
PLANS = {19: (2, 2, 4, 4, 4), 16: (2, 2, 3, 3, 3)}  # convolutions in each block


class Vgg:
    """Activations of VGG-16 or VGG-19 by layer name, `relu3_3` being the third convolution of the third block."""

    def __init__(self, tensors, dtype=torch.float32):
        convolutions = sum(name.startswith("features.") and name.endswith(".weight") for name in tensors)
        self.net = {16: 19, 13: 16}[convolutions]
        self.dtype = dtype
        self.layers = []
        index = 0
        for block, count in enumerate(PLANS[self.net], 1):
            for place in range(1, count + 1):
                weight = tensors[f"features.{index}.weight"].to(dtype, memory_format=torch.channels_last)
                bias = tensors[f"features.{index}.bias"].to(dtype)
                self.layers.append((f"relu{block}_{place}", weight, bias, block > 1 and place == 1))
                index += 2
            index += 1
        device = self.layers[0][1].device
        self.scale = torch.tensor([1 / (255 * d) for d in DEVIATION], device=device)[:, None, None]
        self.shift = torch.tensor([-m / d for m, d in zip(MEAN, DEVIATION)], device=device)[:, None, None]

    def __call__(self, pictures, names):
        x = (pictures * self.scale + self.shift).to(self.dtype, memory_format=torch.channels_last)
        found = {}
        for name, weight, bias, pooled in self.layers:
            x = F.relu(F.conv2d(F.max_pool2d(x, 2) if pooled else x, weight, bias, padding=1))
            if name in names:
                found[name] = x.float()
            if len(found) == len(set(names)):
                return found
        raise KeyError(f"no layer among {names}")


def gram(features):
    """G = F F^T / (C H W), {N, C, C} (Johnson et al. 2016, section 3.2)."""
    n, c, h, w = features.shape
    flat = features.reshape(n, c, h * w)
    return flat @ flat.transpose(1, 2) / (c * h * w)


def square(x):
    """Mean of the squares of each picture's values, {N, ...} to {N}."""
    return x.square().flatten(1).mean(1)


class Perceptual:
    """Judges batches in which every picture has a style of its own."""

    def __init__(self, vgg, recipe, grams):
        """`grams`: for each style a dictionary of {1, C, C} by layer; None for `none`."""
        self.vgg = vgg
        self.recipe = recipe
        self.grams = grams
        self.layers = sorted({*recipe["style_layers"], *recipe["content_layers"]})

    def content(self, photos):
        with torch.no_grad():
            return self.vgg(photos, self.recipe["content_layers"])

    def style(self, seen, styles):
        """Distance of each picture to its style, {N}; 0 for `none`."""
        distances = []
        for i, style in enumerate(styles):
            if self.grams[style] is None:
                distances.append(seen[self.layers[0]].new_zeros(()))
                continue
            terms = []
            for layer in self.recipe["style_layers"]:
                target = self.grams[style][layer]
                terms.append((gram(seen[layer][i:i + 1]) - target).square().mean() / target.square().mean())
            distances.append(sum(terms) / len(terms))
        return torch.stack(distances)

    def terms(self, painted, photos, content, styles):
        """Means over the batch of content, style, variation and reproduction, and their weighted sum."""
        recipe = self.recipe
        seen = self.vgg(painted, self.layers)
        contents = sum(square(seen[layer] - f) / square(f) for layer, f in content.items()) / len(content)
        distances = self.style(seen, styles)
        across = (painted[..., :, 1:] - painted[..., :, :-1]).abs().flatten(1).mean(1)
        down = (painted[..., 1:, :] - painted[..., :-1, :]).abs().flatten(1).mean(1)
        is_none = painted.new_tensor([self.grams[s] is None for s in styles], dtype=torch.float32)
        variations = (across + down) / 255 * (1 - is_none)
        reproductions = (painted - photos).abs().flatten(1).mean(1) / 255 * is_none
        weights = painted.new_tensor([recipe["style_weights"][s] for s in styles])
        total = (recipe["content"] * contents + weights * distances + recipe["variation"] * variations
                 + recipe["reproduction"] * reproductions).mean()
        return {"content": contents.mean(), "style": distances.mean(), "variation": variations.mean(),
                "reproduction": reproductions.mean(), "total": total}


def random_motion(count, size, generator, device="cpu"):
    """Small affine motions as affine_grid takes them, {N, 2, 3}: shift up to 8 px, zoom 5 %, rotation 3 degrees."""
    shift = (torch.rand(count, 2, generator=generator) * 2 - 1) * 8 * 2 / size
    zoom = 1 + (torch.rand(count, generator=generator) * 2 - 1) * 0.05
    angle = (torch.rand(count, generator=generator) * 2 - 1) * 3 * math.pi / 180
    cos, sin = zoom * angle.cos(), zoom * angle.sin()
    rows = torch.stack([torch.stack([cos, -sin, shift[:, 0]], 1), torch.stack([sin, cos, shift[:, 1]], 1)], 1)
    return rows.to(device)


def move(pictures, motion):
    """The pictures moved, bilinear, edges mirrored."""
    grid = F.affine_grid(motion, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)


def instability(still, moving, motion):
    """Mean square of f(T x + noise) - T f(x), over the pixels that T takes from inside the picture; 1 is white to black."""
    grid = F.affine_grid(motion, list(still.shape), align_corners=False)
    valid = (grid.abs() <= 1).all(-1, keepdim=True).permute(0, 3, 1, 2).to(still.dtype)
    moved = F.grid_sample(still, grid, padding_mode="reflection", align_corners=False)
    return ((moving - moved).square() * valid).sum() / (3 * valid.sum()) / 255 ** 2
