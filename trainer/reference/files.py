"""Pictures, safetensors and checkpoints on disk."""

import hashlib
import json
import os
import struct
from pathlib import Path

import cv2
import numpy
import torch

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
TYPES = {"F32": numpy.float32, "F16": numpy.float16}


def read_safetensors(path):
    """Tensors as float32, and the file's metadata."""
    data = Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        values = numpy.frombuffer(data[8 + length + first:8 + length + last], TYPES[entry["dtype"]])
        tensors[name] = torch.from_numpy(values.astype(numpy.float32).reshape(entry["shape"]))
    return tensors, metadata


def write_safetensors(path, tensors, metadata):
    """Under another name first, so that a crash leaves the old file or the new one."""
    header, blocks, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        block = tensor.detach().float().cpu().contiguous().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(block)]}
        blocks.append(block)
        offset += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    part = Path(str(path) + ".part")
    with part.open("wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def read_picture(path):
    """RGB bytes {H, W, 3}; transparency on white; None if the file cannot be decoded."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return None if picture is None else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def scaled(picture, factor):
    if factor == 1:
        return picture
    size = [max(1, round(n * factor)) for n in picture.shape[1::-1]]
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)


def read_style(path, short_side):
    """RGB 0..255 {1, 3, H, W}, its own aspect."""
    picture = read_picture(path)
    if picture is None:
        raise SystemExit(f"the style picture {path} cannot be decoded; give a JPEG or PNG file")
    picture = scaled(picture, short_side / min(picture.shape[:2]))
    return torch.from_numpy(picture.transpose(2, 0, 1).copy()).float()[None]


class Photos(torch.utils.data.Dataset):
    """Random square crops; what the n-th picture of a run is depends on the seed and on n alone.

    `size_of` gives the side of the n-th in pixels.
    """

    def __init__(self, folder, size_of, seed, count):
        self.paths = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in ENDINGS)
        if not self.paths:
            raise SystemExit(f"the folder {folder} holds no photographs")
        self.size_of, self.seed, self.count = size_of, seed, count

    def __len__(self):
        return self.count

    def __getitem__(self, number):
        random = numpy.random.default_rng([self.seed, number])
        epoch, index = divmod(number, len(self.paths))
        order = numpy.random.default_rng([self.seed, epoch, 1]).permutation(len(self.paths))
        for tried in range(len(self.paths)):
            picture = read_picture(self.paths[order[(index + tried) % len(self.paths)]])
            if picture is not None:
                return self.crop(picture, self.size_of(number), random)
        raise SystemExit("none of the photographs can be decoded")

    @staticmethod
    def crop(picture, size, random):
        short = min(picture.shape[:2])
        largest = max(size, min(short, 1.5 * size))
        picture = scaled(picture, (size + random.random() * (largest - size)) / short)
        top = random.integers(max(0, picture.shape[0] - size) + 1)
        left = random.integers(max(0, picture.shape[1] - size) + 1)
        crop = picture[top:top + size, left:left + size]
        if random.random() < 0.5:
            crop = crop[:, ::-1]
        return torch.from_numpy(crop.transpose(2, 0, 1).copy()).float()
