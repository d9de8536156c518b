"""Makes odd pictures that must come out as RGB. Made with PIL 9.4.0, numpy 1.24.2. Run: python3 pictures.py

Each holds four patches of 16x16 pixels in a 32x32 square: red and green above, blue and grey (128) below; only
"rotated.jpg" is 48x32 before the camera's rotation is applied: red on the left, green on the right.
"""
import struct
import zlib

import numpy as np
from PIL import Image

RED, GREEN, BLUE, GREY = (255, 0, 0), (0, 255, 0), (0, 0, 255), (128, 128, 128)
patches = np.zeros((32, 32, 3), np.uint8)
patches[:16, :16], patches[:16, 16:], patches[16:, :16], patches[16:, 16:] = RED, GREEN, BLUE, GREY

# CMYK: full magenta and yellow make red, and so on
cmyk = np.zeros((32, 32, 4), np.uint8)
cmyk[:16, :16], cmyk[:16, 16:] = (0, 255, 255, 0), (255, 0, 255, 0)
cmyk[16:, :16], cmyk[16:, 16:] = (255, 255, 0, 0), (0, 0, 0, 127)
Image.fromarray(cmyk, "CMYK").save("cmyk.jpg", quality=95, subsampling=0)

alpha = np.dstack([patches, np.full((32, 32), 200, np.uint8)])
alpha[16:, 16:, 3] = 0  # fully transparent
Image.fromarray(alpha, "RGBA").save("alpha.png")

grey = np.tile(np.arange(32, dtype=np.uint8) * 8, (32, 1))  # 0, 8, 16 ... from left to right
Image.fromarray(grey, "L").save("grey.png")


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# PIL cannot write 16-bit RGB: by hand. The low byte is noise that must be dropped.
noise = np.random.RandomState(3).randint(0, 256, patches.shape)
deep = (patches.astype(np.uint16) << 8) + noise.astype(np.uint16)
rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in deep)


def write_deep(name, rows, colour_type):
    with open(name, "wb") as file:
        file.write(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 16, colour_type, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9))
            + chunk(b"IEND", b"")
        )


write_deep("deep.png", rows, 2)

# 16 bits with alpha: opaque, but for the grey patch, which is wholly transparent
opaque = np.full((32, 32, 1), 65535, np.uint16)
opaque[16:, 16:] = 0
deep_alpha = np.concatenate([patches.astype(np.uint16) * 257, opaque], 2)
write_deep("deep-alpha.png", b"".join(b"\0" + row.astype(">u2").tobytes() for row in deep_alpha), 6)

sideways = np.zeros((32, 48, 3), np.uint8)
sideways[:, :24], sideways[:, 24:] = RED, GREEN
exif = Image.Exif()
exif[0x0112] = 6  # shown upright after a quarter turn clockwise: red above, green below
Image.fromarray(sideways).save("rotated.jpg", quality=95, subsampling=0, exif=exif)
