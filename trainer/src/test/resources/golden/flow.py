"""Makes flow.npz: a pair of pictures, flows between them, what is visible in both, and the warping error.

Made with numpy 1.24.2, seed 5. Run: python3 flow.py. With the folder of a KITTI pair as an argument it also prints how far
OpenCV's flow is from the true one there, which OpticalFlowTest repeats; printed by OpenCV 4.6.0:

ultrafast           visible 0.37 of the valid, half within 1.82 px, 0.623 within 3 px; 0.826 of the masked are not; all: 9.80 px, 0.338
fast                visible 0.43 of the valid, half within 1.47 px, 0.658 within 3 px; 0.857 of the masked are not; all: 8.03 px, 0.362
medium              visible 0.50 of the valid, half within 0.74 px, 0.780 within 3 px; 0.863 of the masked are not; all: 5.17 px, 0.455
medium, full size   visible 0.51 of the valid, half within 0.53 px, 0.833 within 3 px; 0.890 of the masked are not; all: 4.17 px, 0.478
warping error over what is valid and visible, unmoved, by the true flow, by OpenCV's: 0.10478 0.00544 0.00419
over all that is valid, unmoved, by the true flow: 0.08159 0.02104

OpenCV's flow beats the true one where it is believed, since likeness is what it looks for.
"""
import sys

import numpy as np

H, W = 24, 33
random = np.random.RandomState(5)


def bilinear(picture, x, y):
    """picture: H x W x anything; x, y within it."""
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    x1, y1 = np.minimum(x0 + 1, picture.shape[1] - 1), np.minimum(y0 + 1, picture.shape[0] - 1)
    ax, ay = (x - x0)[..., None], (y - y0)[..., None]
    above = (1 - ax) * picture[y0, x0] + ax * picture[y0, x1]
    below = (1 - ax) * picture[y1, x0] + ax * picture[y1, x1]
    return (1 - ay) * above + ay * below


def places(flow):
    y, x = np.mgrid[: flow.shape[0], : flow.shape[1]]
    return x + flow[..., 0].astype(float), y + flow[..., 1].astype(float)


def inside(flow):
    x, y = places(flow)
    return (x >= 0) & (x <= flow.shape[1] - 1) & (y >= 0) & (y <= flow.shape[0] - 1)


def visible(forward, backward, clear=False):
    """Sundaram et al. 2010, as evaluate_WarpError of Lai et al. 2018 uses it, less what leaves the picture."""
    found = inside(forward)
    x, y = places(forward)
    back = bilinear(backward.astype(float), np.clip(x, 0, forward.shape[1] - 1), np.clip(y, 0, forward.shape[0] - 1))
    squares = lambda v: (v.astype(float) ** 2).sum(-1)
    missed = squares(forward + back) - (0.01 * (squares(forward) + squares(back)) + 0.5)
    change = np.zeros(forward.shape[:2])
    change[:, :-1] += squares(forward[:, 1:] - forward[:, :-1])
    change[:-1] += squares(forward[1:] - forward[:-1])
    edge = change - (0.01 * squares(forward) + 0.002)
    if clear:  # no pixel so close to a threshold that 32 bits might see it on the other side
        assert min(np.abs(missed[found]).min(), np.abs(edge[found]).min()) > 1e-6
    return found & (missed <= 0) & (edge <= 0)


def warping_error(earlier, later, flow, mask):
    x, y = places(flow)
    warped = bilinear(later / 255.0, np.clip(x, 0, flow.shape[1] - 1), np.clip(y, 0, flow.shape[0] - 1))
    squares = (earlier / 255.0 - warped) ** 2
    return squares[mask].mean()


def synthetic():
    y, x = np.mgrid[:H, :W]
    forward = np.stack([1.3 + 0.02 * x - 0.015 * y, -0.7 + 0.012 * x + 0.02 * y], -1)
    forward[8:16, 10:20] += [2.5, 1.5]  # something moves in front
    backward = -forward + 0.3 * random.randn(H, W, 2)
    backward[4:9, 22:28] += 3  # and something is found wrong
    forward, backward = forward.astype(np.float32), backward.astype(np.float32)
    earlier, later = random.randint(0, 256, (2, H, W, 3)).astype(np.uint8)
    mask = visible(forward, backward, clear=True)
    error = warping_error(earlier, later, forward, mask)
    print("visible", mask.mean(), "inside", inside(forward).mean(), "error", error)
    np.savez_compressed(
        "flow.npz",
        earlier=earlier.astype(np.float32),
        later=later.astype(np.float32),
        forward=forward,
        backward=backward,
        visible=mask.astype(np.float32),
        error=np.array([error], np.float32),
    )


def kitti(folder):
    import cv2

    one, two = (cv2.imread(f"{folder}/kitti_frame{i}.png") for i in (1, 2))
    stored = cv2.imread(f"{folder}/kitti_flow_gt.png", cv2.IMREAD_UNCHANGED).astype(float)  # valid, v, u
    true, valid = (stored[..., [2, 1]] - 32768) / 64, stored[..., 0] > 0
    grey = [cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in (one, two)]
    presets = {"ultrafast": 0, "fast": 1, "medium": 2, "medium, full size": 2}
    for name, preset in presets.items():
        search = cv2.DISOpticalFlow_create(preset)
        if "full" in name:
            search.setFinestScale(0)
        forward, backward = search.calc(grey[0], grey[1], None), search.calc(grey[1], grey[0], None)
        off = np.sqrt(((forward - true) ** 2).sum(-1))
        seen = visible(forward, backward)
        print(
            f"{name:19} visible {seen[valid].mean():.2f} of the valid, half within {np.median(off[valid & seen]):.2f} px,"
            f" {(off[valid & seen] <= 3).mean():.3f} within 3 px; {(off[valid & ~seen] > 3).mean():.3f} of the masked"
            f" are not; all: {np.median(off[valid]):.2f} px, {(off[valid] <= 3).mean():.3f}"
        )
    both = valid & inside(true) & seen
    still = np.zeros_like(true)
    errors = [warping_error(one, two, flow, both) for flow in (still, true, forward)]
    print("warping error over what is valid and visible, unmoved, by the true flow, by OpenCV's: %.5f %.5f %.5f" % tuple(errors))
    both = valid & inside(true)
    print("over all that is valid, unmoved, by the true flow: %.5f %.5f" % (
        warping_error(one, two, still, both), warping_error(one, two, true, both)))


synthetic()
if len(sys.argv) > 1:
    kitti(sys.argv[1])
