"""Trains a transformer net on several styles: the Java trainer's recipe, in PyTorch, on a processor or on a card."""

import argparse
import json
import math
import platform
import signal
import statistics
import time
from pathlib import Path

import torch

import files
import losses
from nets import BLOCKS, NORMS, TransformerNet

STYLE_BASE = 4  # what a style's term comes to at strength 1 for photographs that nobody has painted
JUDGED_PHOTOS, JUDGED_SIZE = 64, 256  # crops, pixels a side
WARM_UP, LAST_RATE = 0.05, 0.02  # fraction of the steps; fraction of the learning rate
CHECKPOINT_SECONDS = 60
SHOWN = 50  # steps from one line of progress to the next


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--style", action="append", required=True, metavar="[NAME=]PICTURE[,PICTURE...]",
        help="one style of the net, the mean of its pictures; repeatable")
    add("--content", required=True, metavar="FOLDER", help="of photographs")
    add("--vgg", required=True, metavar="FILE", help="VGG-16 or VGG-19, safetensors with torchvision's names")
    add("--output", required=True, metavar="FOLDER", help="for checkpoint.safetensors and recipe.json")
    add("--resume", action="store_true", help="go on with the checkpoint in that folder")
    add("--strength", type=float, default=1)
    add("--style-weight", type=float, help="instead of --strength")
    add("--style-size", type=int, default=384, help="shorter side of the style pictures, pixels")
    add("--no-none", action="store_true", help="several styles without the one that gives the photo back")
    add("--stability", type=float, default=25)
    add("--stability-pictures", type=int, default=1, help="how many of a batch are moved")
    add("--width", type=float, default=0.5)
    add("--stem", choices=list(BLOCKS), default="full")
    add("--norm", choices=NORMS, default="instance")
    add("--photos", type=int, default=10000, help="how many to learn from, counting repetitions")
    add("--photo-size", type=int, default=192, help="side of the crops; two thirds of it for the first half of the run")
    add("--context", type=int, help="pixels that the net sees more of a photo than are judged, across and down; default: 96 for"
        " static norm, whose zero padding should matter at the edges of a picture only, else 0")
    add("--least-contrast", type=float, metavar="FACTOR", help="half of the photos are seen with contrast down to this part of what they"
        " have, and are to be painted as if they had it all, which instance norm does by itself; 1: none are; default: 0.25 for static norm, else 1")
    add("--average", type=float, metavar="DECAY", help="in the end keep the running mean of the weights, of which each step leaves"
        " this part; default: 0.995 for static norm, else 0 for none")
    add("--begin-with", metavar="FOLDER", help="the weights of another run of the same shape")
    add("--batch", type=int, default=2)
    add("--learning-rate", type=float, help="default: 0.003 for one style, 0.001 for several")
    add("--seed", type=int, default=1)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--dtype", choices=["float32", "bfloat16"], default="float32")
    add("--workers", type=int, default=1, help="processes that load photos")
    options = parser.parse_args()
    if options.context is not None and (options.context < 0 or options.context % 4):
        parser.error(f"--context is a multiple of 4 pixels, not {options.context}")
    if options.least_contrast is not None and not 0 < options.least_contrast <= 1:
        parser.error(f"--least-contrast is above 0 and at most 1, not {options.least_contrast}")
    if options.average is not None and not 0 <= options.average < 1:
        parser.error(f"--average is from 0 to less than 1, not {options.average}")
    return options


def named_styles(options):
    styles = {}
    for text in options.style:
        name, _, pictures = text.rpartition("=")
        paths = pictures.split(",")
        styles[name or Path(paths[0]).stem] = paths
    if len(styles) > 1 and not options.no_none:
        styles = {"none": [], **styles}
    return styles


def grams(vgg, styles, layers, size, device):
    result = []
    for paths in styles.values():
        each = [vgg(files.read_style(p, size).to(device), layers) for p in paths]
        result.append({layer: sum(losses.gram(e[layer]) for e in each) / len(each) for layer in layers} if each else None)
    return result


def style_weights(perceptual, options, device):
    """What makes a style's term start at strength x STYLE_BASE for the geometric mean of some photos."""
    if options.style_weight is not None:
        return [0.0 if g is None else options.style_weight for g in perceptual.grams]
    photos = files.Photos(options.content, lambda number: JUDGED_SIZE, options.seed, JUDGED_PHOTOS)
    distances = [[] for _ in perceptual.grams]
    for n in range(JUDGED_PHOTOS):
        seen = perceptual.vgg(photos[n][None].to(device), perceptual.layers)
        for style, found in enumerate(distances):
            found.append(float(perceptual.style(seen, [style])[0]))
    return [0.0 if g is None else options.strength * STYLE_BASE / statistics.geometric_mean(d for d in found if d != 0)
            for g, found in zip(perceptual.grams, distances)]


def learning_rate(step, steps, rate):
    """Linear warm-up, then half a cosine."""
    warm_up = max(1, round(WARM_UP * steps))
    if step <= warm_up:
        return rate * step / warm_up
    done = (step - warm_up) / max(1, steps - warm_up)
    return rate * (LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * done)) / 2)


def first_size(photo_size):
    """Two thirds, a multiple of four, at least what VGG's deep layers see something in."""
    return max(32, photo_size * 2 // 3 // 4 * 4)


def size_at(step, recipe):
    """Small crops first: they are quick, and colours and coarse texture can be learned from them."""
    return recipe["first_photo_size"] if 2 * step <= recipe["steps"] else recipe["photo_size"]


def stability_at(step, recipe):
    """Nothing in the first half: a net that has not learned to paint yet is steadiest when it paints nothing."""
    return 0 if 2 * step <= recipe["steps"] else recipe["stability"]


def style_of(number, styles, seed):
    """Every style once in each round, in an order of the round's own."""
    generator = torch.Generator().manual_seed(seed * 1_000_003 + number // styles)
    return int(torch.randperm(styles, generator=generator)[number % styles])


def adam(net):
    """Plain Adam, in two groups: a style's own rows see one picture in S, and learn root S times as fast."""
    rows = [p for name, p in net.named_parameters() if name == "shortcut" or ".norm." in name]
    others = [p for name, p in net.named_parameters() if all(p is not row for row in rows)]
    return torch.optim.Adam([{"params": others, "factor": 1}, {"params": rows, "factor": math.sqrt(len(rows[0]))}])


def set_learning_rate(optimizer, step, recipe):
    for group in optimizer.param_groups:
        group["lr"] = group["factor"] * learning_rate(step, recipe["steps"], recipe["learning_rate"])


def limit_gradients(parameters, optimizer, step):
    """Scales a gradient down that is over twice as long as usual, and drops one that overflowed."""
    moments = [optimizer.state[p]["exp_avg_sq"] for p in parameters if p in optimizer.state]
    if step < 20 or not moments:
        return
    length = math.sqrt(sum(float(p.grad.square().sum()) for p in parameters))
    usual = math.sqrt(sum(float(m.sum()) for m in moments) / (1 - 0.999 ** step))
    if not math.isfinite(length):
        for p in parameters:
            p.grad.zero_()
    elif length > 2 * usual:
        for p in parameters:
            p.grad.mul_(2 * usual / length)


def losses_of(net, perceptual, photos, styles, motion, noise, stability, judged=(..., slice(None), slice(None)), faded=None):
    """All terms of one batch; `motion` and `noise` are of its first pictures, as many as they have, `judged` is a part of all.

    `faded` is contrast and grey of what the net sees of them: paintings are judged by the photos as they were.
    """
    seen = photos if faded is None else fade(photos, *faded)
    mix = torch.nn.functional.one_hot(torch.tensor(styles), len(perceptual.grams)).float().to(photos.device)
    content = perceptual.content(photos[judged])
    painted = net(seen, mix)
    terms = perceptual.terms(painted[judged], photos[judged], content, styles)
    terms["stability"] = painted.new_zeros(())
    if stability > 0:
        count = len(motion)
        moving = net(losses.move(seen[:count], motion) + noise, mix[:count])
        terms["stability"] = losses.instability(painted[:count], moving, motion)
        terms["total"] = terms["total"] + stability * terms["stability"]
    return terms, painted


def judged_part(size, context, random):
    """A square somewhere in a larger one: some near the edges, where the net pads, and some far away. Multiples of 4 pixels."""
    top, left = (int(n) * 4 for n in torch.randint(0, context // 4 + 1, (2,), generator=random))
    return ..., slice(top, top + size), slice(left, left + size)


def fades(styles, least, random):
    """Contrast and grey of each photo, {N, 1, 1, 1}: half of them as through haze or in a dim room, but none that is to be given back."""
    count = len(styles)
    contrast = least ** torch.rand(count, 1, 1, 1, generator=random)
    grey = 255 * torch.rand(count, 1, 1, 1, generator=random)
    kept = torch.rand(count, generator=random) < 0.5
    contrast[kept | torch.tensor([style is None for style in styles])] = 1
    return contrast, grey


def fade(photos, contrast, grey):
    """Nearer to one grey."""
    return photos * contrast + grey * (1 - contrast)


class Average:
    """The running mean of a net's weights, which is steadier than they are after any one step."""

    def __init__(self, net, decay, stored):
        self.decay, self.net = decay, net
        self.means = {name: stored.get("average." + name, p).detach().clone().to(p.device) for name, p in net.named_parameters()}

    def update(self, step):
        part = 1 - min(self.decay, step / (step + 20))  # the first steps are no better than what they began with
        for name, p in self.net.named_parameters():
            self.means[name].lerp_(p.detach(), part)

    def keep(self):
        with torch.no_grad():
            for name, p in self.net.named_parameters():
                p.copy_(self.means[name])


def save(folder, net, optimizer, step, history, average=None):
    tensors = dict(net.named_parameters())
    state = {}
    for name, parameter in tensors.items():
        state["adam.mean." + name] = optimizer.state[parameter]["exp_avg"]
        state["adam.variance." + name] = optimizer.state[parameter]["exp_avg_sq"]
    if average:
        state.update(("average." + name, mean) for name, mean in average.means.items())
    files.write_safetensors(folder / "checkpoint.safetensors", {**tensors, **state},
                            {"step": str(step), "history": json.dumps(history)})


def load(folder, net, optimizer):
    tensors, metadata = files.read_safetensors(folder / "checkpoint.safetensors")
    step = int(metadata["step"])
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            parameter.copy_(tensors[name])
            optimizer.state[parameter] = {
                "step": torch.tensor(float(step)),
                "exp_avg": tensors["adam.mean." + name].to(parameter.device),
                "exp_avg_sq": tensors["adam.variance." + name].to(parameter.device)}
    return step, json.loads(metadata.get("history", "[]")), tensors


def begin_with(folder, net):
    checkpoint = Path(folder) / "checkpoint.safetensors"
    if not checkpoint.exists():
        raise SystemExit(f"there is no run in {folder} to begin with: it has no {checkpoint.name}")
    tensors, _ = files.read_safetensors(checkpoint)
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if name not in tensors or tensors[name].shape != parameter.shape:
                raise SystemExit(f"the net in {folder} has another shape ({name}); give this run its --width, --stem, --norm and number of styles")
            parameter.copy_(tensors[name])


def hardware(device):
    if device.startswith("cuda"):
        return torch.cuda.get_device_name()
    described = Path("/proc/cpuinfo")  # Linux only
    model = [line for line in described.open() if line.startswith("model name")] if described.exists() else []
    return f"{model[0].split(':')[1].strip() if model else platform.machine()}, {torch.get_num_threads()} threads"


def main():
    options = arguments()
    device = options.device
    torch.manual_seed(options.seed)
    dtype = getattr(torch, options.dtype)
    folder = Path(options.output)
    folder.mkdir(parents=True, exist_ok=True)
    steps = -(-options.photos // options.batch)
    styles = named_styles(options)
    rate = options.learning_rate or (3e-3 if len(styles) == 1 and options.norm == "instance" else 1e-3)
    vgg = losses.Vgg({n: t.to(device) for n, t in files.read_safetensors(options.vgg)[0].items()}, dtype)
    recipe = {
        "format": 1, "width": options.width, "stem": options.stem, "norm": options.norm, "styles": list(styles), "style_weights": [],
        "photo_size": options.photo_size, "first_photo_size": first_size(options.photo_size),
        "batch": options.batch, "learning_rate": rate,
        "steps": steps, "seed": options.seed, "content": 1, "variation": 0.1, "reproduction": 10,
        "stability": options.stability, "stability_pictures": options.stability_pictures, "content_layers": ["relu3_3"],
        "style_layers": ["relu1_2", "relu2_2", "relu3_3", "relu4_3"], "style_size": options.style_size,
        "vgg": f"vgg{vgg.net}", "vgg_sha256": files.sha256(options.vgg)}
    static = options.norm == "static"
    context = options.context if options.context is not None else 96 if static else 0
    least_contrast = options.least_contrast or (0.25 if static else 1)
    decay = options.average if options.average is not None else 0.995 if static else 0
    began_with = options.begin_with
    if options.resume:
        began_with = json.loads((folder / "recipe.json").read_text()).get("began_with")
    recipe.update({**({"context": context} if context else {}), **({"least_contrast": least_contrast} if least_contrast < 1 else {}),
                   **({"average": decay} if decay else {}), **({"began_with": began_with} if began_with else {})})
    photos = files.Photos(options.content, lambda number: size_at(number // options.batch + 1, recipe) + context,
                          options.seed, steps * options.batch)
    with torch.no_grad():
        targets = grams(vgg, styles, recipe["style_layers"], options.style_size, device)
        perceptual = losses.Perceptual(vgg, recipe, targets)
        recipe["style_weights"] = style_weights(perceptual, options, device)
    (folder / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n")
    print("style weights", {n: round(w, 3) for n, w in zip(styles, recipe["style_weights"])}, flush=True)

    net = TransformerNet(options.width, options.stem, len(styles), dtype, options.norm).to(device)
    if "none" in styles:
        with torch.no_grad():
            net.shortcut[list(styles).index("none")] = 1
    if options.begin_with and not options.resume:
        begin_with(options.begin_with, net)
    parameters = list(net.parameters())
    optimizer = adam(net)
    done, history, stored = load(folder, net, optimizer) if options.resume else (0, [], {})
    average = Average(net, decay, stored) if decay else None
    stop = []
    signal.signal(signal.SIGINT, lambda *_: stop.append(True))
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    part = {"program": "pytorch " + torch.__version__, "from_step": done, "hardware": hardware(device)}
    loader = torch.utils.data.DataLoader(
        torch.utils.data.Subset(photos, range(done * options.batch, len(photos))), options.batch,
        num_workers=options.workers)
    start = saved = time.time()
    shown = {}
    step = done

    def keep():
        part.update(to_step=step, minutes=round((time.time() - start) / 60, 2))
        save(folder, net, optimizer, step, [*history, part], average)

    for batch in loader:
        if stop:
            break
        step += 1
        chosen = [style_of((step - 1) * options.batch + i, len(styles), options.seed) for i in range(len(batch))]
        random = torch.Generator().manual_seed(options.seed * 7_368_787 + step)
        batch = batch.to(device)
        faded = None
        if least_contrast < 1:
            faded = [part.to(device) for part in fades([perceptual.grams[style] for style in chosen], least_contrast, random)]
        moving = min(options.stability_pictures, len(batch))
        motion = losses.random_motion(moving, batch.shape[-1], random, device)
        noise = torch.randn(batch[:moving].shape, generator=random) * torch.rand(moving, 1, 1, 1, generator=random) * 12
        terms, _ = losses_of(net, perceptual, batch, chosen, motion, noise.to(device),
                              stability_at(step, recipe), judged_part(size_at(step, recipe), context, random), faded)
        optimizer.zero_grad(set_to_none=False)
        terms["total"].backward()
        limit_gradients(parameters, optimizer, step)
        set_learning_rate(optimizer, step, recipe)
        optimizer.step()
        if average:
            average.update(step)
        for name, term in terms.items():
            shown[name] = shown.get(name, 0) + term.item()
        if step % SHOWN == 0:
            rate = (step - done) * options.batch / (time.time() - start)
            means = "  ".join(f"{name} {value / SHOWN:.4f}" for name, value in shown.items())
            print(f"step {step}/{steps}  {rate:.2f} images/s  {means}", flush=True)
            shown = {}
        if time.time() - saved > CHECKPOINT_SECONDS:
            keep()
            saved = time.time()
    if average and step == steps:
        average.keep()
    keep()


if __name__ == "__main__":
    main()
