#!/usr/bin/env python3
"""Writes the fixtures of local thresholds, corners, edges, blobs and denoising: what scikit-image answers.

    /tmp/fixtures/bin/python tests/data/make_features.py

The versions, the inputs and the format are those of `make_fixtures.py`; several outputs of a filter follow each other.
"""

import itertools

import numpy as np
from make_fixtures import BOUNDARIES, Cases, image, tuple_text
from skimage import filters

SHAPES = [(1,), (7,), (33,), (3, 2), (5, 7), (2, 3, 4)]


def settings(seed, shapes=SHAPES):
    """Every shape with every boundary; an image and a constant that differ from case to case."""
    for number, (shape, boundary) in enumerate(itertools.product(shapes, BOUNDARIES)):
        yield number, image(shape, seed + number), boundary, (number * 37) % 101 if boundary == "constant" else 0


def local_thresholds():
    cases = Cases("local_threshold.txt")
    windows = {1: [(3,), (15,)], 2: [(3, 3), (5, 11)], 3: [(3, 3, 3), (1, 5, 3)]}
    for number, source, boundary, cval in settings(10_000):
        for window in windows[source.ndim]:
            for method in ["gaussian", "mean", "median"]:
                # One pixel on one axis: see `median` in make_fixtures.py.
                if method == "median" and source.ndim == 1:
                    continue
                offset = number % 7 - 2.5
                expected = filters.threshold_local(source, window, method, offset, boundary, cval=cval)
                cases.add(method, source, expected, boundary, cval, window=tuple_text(window, "x"), offset=offset)
        if boundary == "mirror":
            for window, k in itertools.product(windows[source.ndim], [0.2, -0.5]):
                text = tuple_text(window, "x")
                expected = filters.threshold_niblack(source, window, k)
                cases.add("niblack", source, expected, boundary, 0, window=text, k=k)
                expected = filters.threshold_sauvola(source, window, k, r=50)
                cases.add("sauvola", source, expected, boundary, 0, window=text, k=k, r=50)
    cases.write()


def main():
    for make in [local_thresholds]:
        make()


if __name__ == "__main__":
    main()
