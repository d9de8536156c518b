"""Makes phash.csv: the perceptual hash of every picture here that is plain 8-bit RGB. Made with OpenCV 4.6.0 (Debian 12).

Run: python3 phash.py
"""
import glob

import cv2

pictures = ["style.png"] + sorted(glob.glob("photos/*.png"))
with open("phash.csv", "w") as out:
    for file in pictures:
        picture = cv2.imread(file, cv2.IMREAD_UNCHANGED)
        assert picture.dtype == "uint8" and picture.shape[2:] == (3,), file
        out.write(f"{file},{bytes(cv2.img_hash.pHash(picture)[0]).hex()}\n")
