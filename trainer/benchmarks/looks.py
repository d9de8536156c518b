#!/usr/bin/env python3
"""Whether paintings have a film's looks, judged by who did not paint them; looks.sh is the whole experiment.

    looks.py styles FRAMES SPLIT            a line NAME=PICTURE,... for each look: a frame of every scene that was learned from
    looks.py plain FRAMES SPLIT PLAIN       of each scene that was held out, a frame of the same film without looks
    looks.py judge SPLIT --vgg vgg19.safetensors --judge NAME=weights.safetensors,head.safetensors ... \
        --painted NAME=FOLDER ... [--plain FOLDER] [--size 320]

FRAMES and PLAIN are folders as the frames command writes them, SPLIT is finetune's split.csv, a judge what `finetune` wrote: the
convolutions, and the head from the folder beside them. A folder of paintings holds one folder for each look, named after it. Printed
for each NAME, for the looks' own held-out frames and for the plain pictures:

  style    distance to the mean Gram matrices of the look's held-out frames by the weights of --vgg, relu1_2 to relu4_3, mean over
           the looks
  right    share of the pictures that each judge takes for the look that they should have

Needs PyTorch and OpenCV, and trainer/reference, which reads the weights.
"""

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

import cv2
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
import files  # noqa: E402
import losses  # noqa: E402

STYLE_LAYERS = ["relu1_2", "relu2_2", "relu3_3", "relu4_3"]


class Judge:
    """The classifier of looks: VGG's deepest activations, averaged over the picture, and three dense layers."""

    def __init__(self, weights, head):
        self.vgg = losses.Vgg(files.read_safetensors(weights)[0])
        tensors, metadata = files.read_safetensors(head)
        self.dense = [(tensors[f"head.{n}.weight"], tensors[f"head.{n}.bias"]) for n in (1, 2, 3)]
        self.looks = metadata["classes"].split(", ")

    def __call__(self, picture):
        deepest = self.vgg.layers[-1][0]
        x = self.vgg(picture, [deepest])[deepest].mean((2, 3))
        for n, (weight, bias) in enumerate(self.dense):
            x = F.linear(F.relu(x) if n else x, weight, bias)
        return self.looks[int(x.argmax())]


def read(path, size):
    """RGB, 0..255, {1, 3, H, W}, the shorter side `size` pixels."""
    picture = files.read_picture(path)
    factor = size / min(picture.shape[:2])
    if factor != 1:
        kind = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=kind)
    return torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float()


def grams(vgg, picture):
    return {layer: losses.gram(seen) for layer, seen in vgg(picture, STYLE_LAYERS).items()}


def distance(own, target):
    terms = [(own[layer] - target[layer]).square().mean() / target[layer].square().mean() for layer in STYLE_LAYERS]
    return float(sum(terms) / len(terms))


def named(texts):
    return dict(text.split("=", 1) for text in texts)


def split_of(path):
    """The frames that were learned from, and those that were held out."""
    with open(path) as lines:
        rows = [line.rstrip("\n").split(",", 1) for line in list(lines)[1:]]
    return ({Path(file) for held, file in rows if held == "false"}, {Path(file) for held, file in rows if held == "true"})


def manifest(folder):
    with open(Path(folder) / "frames.csv", newline="") as lines:
        return [(Path(folder) / row["file"], row["label"], row["scene"]) for row in csv.DictReader(lines)]


def first_of_scenes(frames):
    first = {}
    for file, label, scene in frames:
        first.setdefault((label, scene), file)
    return first


def print_styles(options):
    learned, _ = split_of(options.split)
    by_look = defaultdict(list)
    for (look, _), file in first_of_scenes(f for f in manifest(options.frames) if f[0] in learned).items():
        by_look[look].append(str(file))
    for look, pictures in by_look.items():
        print(f"{look}={','.join(pictures)}")


def print_plain(options):
    _, held_out = split_of(options.split)
    scenes = {scene for file, _, scene in manifest(options.frames) if file in held_out}
    for (_, scene), file in first_of_scenes(manifest(options.plain)).items():
        if scene in scenes:
            print(file)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    styles = commands.add_parser("styles")
    styles.add_argument("frames")
    styles.add_argument("split")
    styles.set_defaults(run=print_styles)
    plain = commands.add_parser("plain")
    plain.add_argument("frames")
    plain.add_argument("split")
    plain.add_argument("plain")
    plain.set_defaults(run=print_plain)
    judged = commands.add_parser("judge")
    judged.add_argument("split")
    judged.add_argument("--vgg", required=True)
    judged.add_argument("--judge", action="append", required=True)
    judged.add_argument("--painted", action="append", default=[])
    judged.add_argument("--plain")
    judged.add_argument("--size", type=int, default=320)
    judged.set_defaults(run=judge_all)
    return parser.parse_args()


def judge_all(options):
    vgg = losses.Vgg(files.read_safetensors(options.vgg)[0])
    judges = {name: Judge(*paths.split(",")) for name, paths in named(options.judge).items()}
    held_out = defaultdict(list)
    for file in sorted(split_of(options.split)[1]):
        held_out[file.parent.name].append(file)
    with torch.no_grad():
        targets = {}
        for look, paths in held_out.items():
            all_of = [grams(vgg, read(path, options.size)) for path in paths]
            targets[look] = {layer: torch.stack([one[layer] for one in all_of]).mean(0) for layer in STYLE_LAYERS}
        rows = {"the look's own frames": dict(held_out)}
        if options.plain:
            rows["plain"] = {look: sorted(Path(options.plain).iterdir()) for look in held_out}
        for name, folder in named(options.painted).items():
            rows[name] = {look: sorted((Path(folder) / look).glob("*.png")) for look in held_out}
        out = csv.writer(sys.stdout)
        out.writerow(["paintings", "pictures", "style", *(f"right by {name}" for name in judges), *sorted(held_out)])
        for name, by_look in rows.items():
            style, right, count, each = defaultdict(list), defaultdict(int), 0, {}
            for look, paths in by_look.items():
                for path in paths:
                    picture = read(path, options.size)
                    style[look].append(distance(grams(vgg, picture), targets[look]))
                    count += 1
                    for judge, judged in judges.items():
                        right[judge] += judged(picture) == look
                each[look] = sum(style[look]) / len(style[look])
            out.writerow([name, count, f"{sum(each.values()) / len(each):.4f}",
                          *(f"{right[judge] / count:.2f}" for judge in judges),
                          *(f"{each[look]:.4f}" for look in sorted(each))])
            sys.stdout.flush()


if __name__ == "__main__":
    options = arguments()
    options.run(options)
