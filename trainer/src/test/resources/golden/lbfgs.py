"""Makes lbfgs.npz: where torch.optim.LBFGS goes. Made with torch 1.13.0, numpy 1.24.2, PIL 9.4.0, seed 5.

Run beside perceptual.py, after it: python3 lbfgs.py. For Rosenbrock's valley in 2 and 10 dimensions it writes the value,
the largest distance of a coordinate from its goal and the number of evaluations after each iteration; for paintings a
start, and the total losses after each iteration from there and from starts that are 1, 2, ... thousandths of a grey level
lighter. The formulas of the loss are those of PerceptualLoss.Terms.
"""
import json
import struct

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

torch.manual_seed(5)
torch.set_num_threads(1)
HISTORY = 20
CONTENT, STYLE, VARIATION = 1.0, 4.0, 0.1
CONTENT_LAYERS = ["relu3_3"]
STYLE_LAYERS = ["relu1_2", "relu2_2", "relu3_3", "relu4_3"]


def minimise(function, x, iterations, goal=None):
    """Rows of value, distance and evaluations; the first row is the start."""
    x.requires_grad_(True)
    optimizer = torch.optim.LBFGS(
        [x], lr=1, max_iter=1, max_eval=1000, history_size=HISTORY, line_search_fn="strong_wolfe",
        tolerance_grad=0, tolerance_change=0,
    )
    state = optimizer.state[x]

    def closure():
        optimizer.zero_grad()
        value = function(x)
        value.backward()
        return value

    rows = []
    for iteration in range(iterations + 1):
        with torch.no_grad():
            distance = 0 if goal is None else (x - goal).abs().max().item()
        # each call of step() evaluates once more where the one before it ended
        rows.append([function(x).item(), distance, state.get("func_evals", 1) - max(0, iteration - 1)])
        if goal is not None and distance < 1e-9:
            break
        optimizer.step(closure)
    return np.array(rows)


# --- Rosenbrock's valley: More, Garbow and Hillstrom 1981, numbers 1 and 21
def rosenbrock(x):
    odd, even = x[0::2], x[1::2]
    return (100 * (even - odd ** 2) ** 2 + (1 - odd) ** 2).sum()


def chained_rosenbrock(x):
    """Each coordinate in two valleys."""
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def start(n):
    return torch.tensor([-1.2, 1.0] * (n // 2), dtype=torch.float64)


valleys = {
    "rosenbrock2": minimise(rosenbrock, start(2), 100, goal=1),
    "rosenbrock10": minimise(rosenbrock, start(10), 100, goal=1),
    "chained10": minimise(chained_rosenbrock, start(10), 200, goal=1),
}

# --- a painting
with open("tiny_vgg.safetensors", "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()


def tensor(name):
    entry = header[name]
    kind = {"F16": np.float16, "F32": np.float32}[entry["dtype"]]
    begin, end = entry["data_offsets"]
    return torch.tensor(np.frombuffer(data[begin:end], kind).reshape(entry["shape"]).astype(np.float32))


def vgg(pictures):
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    x, seen, index = (pictures / 255 - mean) / deviation, {}, 0
    for block, convolutions in enumerate([2, 2, 4, 4], 1):
        for place in range(1, convolutions + 1):
            x = F.relu(F.conv2d(x, tensor(f"features.{index}.weight"), tensor(f"features.{index}.bias"), padding=1))
            seen[f"relu{block}_{place}"] = x
            index += 2
        x, index = F.max_pool2d(x, 2), index + 1
    return seen


def gram(features):
    n, c, h, w = features.shape
    return torch.einsum("nahw,nbhw->nab", features, features) / (c * h * w)


def read(file):
    return torch.tensor(np.array(Image.open(file))).permute(2, 0, 1)[None].float()


with torch.no_grad():
    photo, style = vgg(read("photos/a.png")), vgg(read("style.png"))


def total(painted):
    seen = vgg(painted)
    relative = lambda found, wanted: (found - wanted).pow(2).sum() / wanted.pow(2).sum()
    content = sum(relative(seen[l], photo[l]) for l in CONTENT_LAYERS) / len(CONTENT_LAYERS)
    texture = sum(relative(gram(seen[l]), gram(style[l])) for l in STYLE_LAYERS) / len(STYLE_LAYERS)
    across = (painted[..., :, 1:] - painted[..., :, :-1]).abs().mean()
    down = (painted[..., 1:, :] - painted[..., :-1, :]).abs().mean()
    return CONTENT * content + STYLE * texture + VARIATION * (across + down) / 255


PAINTINGS = 12  # rounding alone, blown up by 30 iterations, spreads their totals by 3 %
noise = torch.randint(0, 256, (1, 3, 32, 32)).float()
paintings = np.array([minimise(total, noise + i / 1000, 30)[:, 0] for i in range(PAINTINGS)])

np.savez_compressed("lbfgs.npz", **valleys, painting_start=noise.numpy(), paintings=paintings)
for name, rows in valleys.items():
    print(name, len(rows) - 1, "iterations")
    for row in rows[[0, 1, 2, 3, 4, 5, 10, -1]]:
        print("  %.17g %.3g %d" % tuple(row))
for iteration in (0, 10, 20, 30):
    print("paintings", iteration, paintings[:, iteration].mean(), "+-", paintings[:, iteration].std())
