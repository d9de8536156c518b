"""One step of training from given weights on a given batch, written down whole, to be compared with another trainer's.

Takes a folder with recipe.json, checkpoint.safetensors (weights, Adam's moments, step) and batch.safetensors:
`photos` {N, 3, H, W}, `motion` {N, 2, 3}, `noise` {N, 3, H, W}, `styles` {N}, top and left of what is judged `judged` {2}, contrast and grey `faded` {2, N}
and for every style but `none` its picture `style.NAME` {1, 3, H, W}. Writes parity.safetensors: `painted`, every loss term as `loss.NAME`, `gradient.NAME`, and the
weights and moments after one step under their own names.
"""

import json
import sys
from pathlib import Path

import torch

import files
import losses
import train
from nets import TransformerNet


def judged(recipe, batch):
    """The part of the photos that the other trainer judges."""
    if "judged" not in batch:
        return ..., slice(None), slice(None)
    top, left = (int(n) for n in batch["judged"])
    return ..., slice(top, top + recipe["photo_size"]), slice(left, left + recipe["photo_size"])


def main(folder, vgg_file):
    recipe = json.loads((folder / "recipe.json").read_text())
    batch, _ = files.read_safetensors(folder / "batch.safetensors")
    vgg = losses.Vgg(files.read_safetensors(vgg_file)[0])
    grams = []
    with torch.no_grad():
        for name in recipe["styles"]:
            seen = vgg(batch["style." + name], recipe["style_layers"]) if name != "none" else None
            grams.append(seen and {layer: losses.gram(features) for layer, features in seen.items()})
    net = TransformerNet(recipe["width"], recipe["stem"], len(recipe["styles"]), norm=recipe.get("norm", "instance"))
    optimizer = train.adam(net)
    step, _, _ = train.load(folder, net, optimizer)
    perceptual = losses.Perceptual(vgg, recipe, grams)
    styles = [int(s) for s in batch["styles"]]
    terms, painted = train.losses_of(
        net, perceptual, batch["photos"], styles, batch["motion"], batch["noise"], recipe["stability"], judged(recipe, batch),
        [part.reshape(-1, 1, 1, 1) for part in batch["faded"]] if "faded" in batch else None)
    terms["total"].backward()
    result = {"painted": painted, **{"loss." + name: term.reshape(1) for name, term in terms.items()}}
    for name, parameter in net.named_parameters():
        result["gradient." + name] = parameter.grad.clone()
    train.limit_gradients(list(net.parameters()), optimizer, step + 1)
    train.set_learning_rate(optimizer, step + 1, recipe)
    optimizer.step()
    for name, parameter in net.named_parameters():
        result[name] = parameter
        result["adam.mean." + name] = optimizer.state[parameter]["exp_avg"]
        result["adam.variance." + name] = optimizer.state[parameter]["exp_avg_sq"]
    files.write_safetensors(folder / "parity.safetensors", result, {})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
