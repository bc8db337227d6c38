"""The arrays that all libraries work on."""

import numpy as np

from ours import ROOT


def photograph(side):
    """A square 8-bit image: a photograph, mirrored until it is large enough, with a little noise so that it never repeats."""
    import cv2

    camera = cv2.imread(str(ROOT / "docs" / "images" / "camera.png"), cv2.IMREAD_GRAYSCALE)
    tile = np.block([[camera, camera[:, ::-1]], [camera[::-1], camera[::-1, ::-1]]])
    times = -(-side // len(tile))
    noise = np.random.default_rng(1).integers(-4, 5, (side, side), dtype=np.int16)
    return np.clip(np.tile(tile, (times, times))[:side, :side] + noise, 0, 255).astype(np.uint8)


def cube(floats):
    """About as many of the pixels, in three dimensions of one length."""
    length = int(floats.size ** (1 / 3) + 1e-9)
    return floats.reshape(-1)[: length**3].reshape(length, length, length)


def images(side):
    """The photograph in every kind that rows start from; 16-bit and float pixels have fractions of a grey level."""
    grey = photograph(side)
    fine = grey * np.uint16(256) + np.random.default_rng(2).integers(0, 256, grey.shape, dtype=np.uint16)
    floats = fine / np.float32(65536)
    return {"uint8": grey, "uint16": fine, "float32": floats, "volume": cube(floats)}


def blank(row, image):
    """An array for the results of a row."""
    shape = image.shape if row.outputs == 1 else (row.outputs, *image.shape)
    # Filled, so that no page is touched first while the clock runs, and with what is no result.
    return np.full(shape, 77, row.output)
