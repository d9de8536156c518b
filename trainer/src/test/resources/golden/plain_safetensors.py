"""The .safetensors format in a few lines of numpy, as huggingface.co/docs/safetensors describes it. Made with numpy 1.24.2.

python3 plain_safetensors.py        writes plain.safetensors
python3 plain_safetensors.py FILE   prints what a file holds as JSON
"""
import json
import struct
import sys

import numpy as np


def read(file):
    data = open(file, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header, start = json.loads(data[8 : 8 + length]), 8 + length
    assert start % 8 == 0, "the data should begin at a multiple of 8"
    metadata, tensors, last = header.pop("__metadata__", {}), {}, 0
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        assert entry["dtype"] == "F32" and begin == last, "float32, one behind the other"
        tensors[name] = np.frombuffer(data[start + begin : start + end], "<f4").reshape(entry["shape"])
        last = end
    assert start + last == len(data), "nothing behind the last"
    return tensors, metadata


def write(file, tensors, metadata):
    """tensors: name, type and array, in the order of the file; the header names the last one first."""
    header, data = {}, b""
    for name, kind, array in tensors:
        raw = array.tobytes()
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps({**dict(reversed(header.items())), "__metadata__": metadata}).encode()
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


if len(sys.argv) == 1:
    brain = np.array([1, -3.140625, 2.0**-126, 3e38], "<f4").view("<u4") >> 16  # the upper half of the bits
    write(
        "plain.safetensors",
        [
            ("single", "F32", np.array([[0, 1, -2], [0.1, 3e38, 1e-45]], "<f4")),
            ("half", "F16", np.array([1, -2.5, 65504, 2.0**-24], "<f2")),
            ("brain", "BF16", brain.astype("<u2").reshape(2, 2)),
            ("number", "F32", np.array(7, "<f4")),
        ],
        {"step": "12", "title": "Hokusai: 神奈川沖浪裏, \"The Great Wave\""},
    )
else:
    tensors, metadata = read(sys.argv[1])
    held = {name: [list(array.shape), array.ravel().tolist()] for name, array in tensors.items()}
    print(json.dumps([held, metadata], ensure_ascii=False))
