#!/usr/bin/env python3
"""Writes rank.txt: what SciPy and scikit-image answer for the rank filters. See make_fixtures.py."""

import numpy as np
import scipy.ndimage as ndi
from make_fixtures import SHAPES, Cases, array, box, image, settings, tuple_text
from skimage import filters, morphology

WINDOWS = {
    1: [box(1), box(2), box(3), box(6), box(7), array([1, 0, 0, 1, 0]), array([1, 0])],
    2: [box(3, 3), box(2, 5), box(4, 4), box(5, 5), box(1, 6), ("disk:2", morphology.disk(2).astype(bool)),
        array([[0, 1, 1], [0, 0, 0], [1, 0, 0]]), array([[1, 0, 0, 1], [0, 0, 1, 0]])],
    3: [box(3, 3, 3), box(2, 1, 4), ("ball:1", morphology.ball(1).astype(bool)),
        array([[[1, 0], [0, 1]], [[0, 0], [1, 0]]])],
}


def origin_of(cells, random):
    """An origin that keeps the centre within reach of the cells."""
    offsets = np.argwhere(cells) - np.array(cells.shape) // 2
    low, high = np.minimum(offsets.min(0), 0), np.maximum(offsets.max(0), 0)
    return [int(random.integers(a, b + 1)) for a, b in zip(low, high)]


def questions(count, random):
    """A minimum or a maximum; a median; a rank or a percentile."""
    rank = int(random.integers(-count, count))
    percent = float(random.choice([0, 10, 25, 37.5, 50, 90, 100, -20, -75]))
    return [("minimum", None) if random.integers(2) else ("maximum", None), ("median", None),
            ("rank", rank) if random.integers(2) else ("percentile", percent)]


def answer(name, value, source, cells, boundary, cval, origin):
    # On one axis SciPy 1.17.1 takes another path, which reads uninitialised memory for a mirrored row of one pixel.
    keys = {"footprint": cells[None], "mode": boundary, "cval": cval, "origin": [0, *origin]}
    if name == "rank":
        return ndi.rank_filter(source[None], value, **keys)[0]
    if name == "percentile":
        return ndi.percentile_filter(source[None], value, **keys)[0]
    return getattr(ndi, f"{name}_filter")(source[None], **keys)[0]


def scipys(cases):
    for number, shape, boundary, cval in settings():
        source = image(shape, 5000 + number)
        for at, (footprint, cells) in enumerate(WINDOWS[len(shape)]):
            random = np.random.default_rng(100 * number + at)
            for name, value in questions(int(cells.sum()), random):
                origin = origin_of(cells, random) if random.integers(2) else [0] * len(shape)
                expected = answer(name, value, source, cells, boundary, cval, origin)
                keys = {} if value is None else {"value": value}
                cases.add(name, source, expected, boundary, cval, footprint=footprint, origin=tuple_text(origin, ","), **keys)


def skimages(cases):
    """Pixels beyond the edge left out."""
    for number, shape in enumerate(shape for shape in SHAPES if len(shape) == 2):
        source = image(shape, 6000 + number).astype(np.uint8)
        for footprint, cells in [box(3, 3), box(5, 5), box(3, 7), ("disk:2", morphology.disk(2).astype(bool))]:
            for name in ["minimum", "maximum", "median"]:
                expected = getattr(filters.rank, name)(source, cells.astype(np.uint8))
                cases.add(name, source, expected, "ignore", 0, footprint=footprint, origin="0,0")
            expected = filters.rank.percentile(source, cells.astype(np.uint8), p0=0.25)
            cases.add("percentile", source, expected, "ignore", 0, footprint=footprint, origin="0,0", value=25.0)


if __name__ == "__main__":
    made = Cases("rank.txt")
    scipys(made)
    skimages(made)
    made.write()
