#!/usr/bin/env python3
"""Writes the fixtures of local thresholds, corners, edges, blobs and denoising: what scikit-image answers.

    /tmp/fixtures/bin/python tests/data/make_features.py

The versions, the inputs and the format are those of `make_fixtures.py`; several outputs of a filter follow each other.
"""

import itertools

import numpy as np
from make_fixtures import BOUNDARIES, Cases, image, tuple_text
from skimage import feature, filters

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


# scikit-image drops axes of length one.
PLANES = [(2, 2), (2, 6), (3, 2), (8, 7)]
VOLUMES = [(2, 3, 4), (5, 2, 3)]


def structure_tensors():
    cases = Cases("structure_tensor.txt")
    for number, source, boundary, _ in settings(11_000, PLANES + VOLUMES):
        sigma = [0.5, 1.0][number % 2]
        elements = feature.structure_tensor(source, sigma, mode=boundary, order="rc")
        cases.add("tensor", source, elements, boundary, 0, sigma=sigma)
        if number % 2 == 1:
            eigenvalues = feature.structure_tensor_eigenvalues(elements)
            cases.add("eigenvalues", source, eigenvalues, boundary, 0, sigma=sigma)
    cases.write()


def hessian_matrices():
    """Without the two outermost pixels, where `numpy.gradient` takes one-sided differences: `frame=2`."""
    cases = Cases("hessian_matrix.txt")
    for number, source, boundary, cval in settings(12_000, [(5, 5), (8, 9), (5, 6, 7)]):
        sigma = [0.6, 1.2][number % 2]
        inner = tuple(slice(2, -2) for _ in source.shape)
        elements = feature.hessian_matrix(source, sigma, boundary, cval, "rc", use_gaussian_derivatives=False)
        cases.add("matrix", source, [e[inner] for e in elements], boundary, cval, sigma=sigma)
        if number % 2 == 0:
            eigenvalues = feature.hessian_matrix_eigvals(elements)
            cases.add("eigenvalues", source, [e[inner] for e in eigenvalues], boundary, cval, sigma=sigma)
    cases.write()


def corners():
    cases = Cases("corners.txt")
    for number, shape in enumerate(PLANES + [(11, 13)]):
        source = image(shape, 13_000 + number)
        for sigma in [0.7, 1.5]:
            add = lambda name, expected, **keys: cases.add(name, source, expected, "constant", 0, sigma=sigma, **keys)
            add("harris", feature.corner_harris(source, sigma=sigma, k=0.07), k=0.07)
            add("noble", feature.corner_harris(source, "eps", eps=0.5, sigma=sigma), eps=0.5)
            add("shi_tomasi", feature.corner_shi_tomasi(source, sigma))
            add("foerstner", feature.corner_foerstner(source, sigma))
        for boundary in BOUNDARIES:
            cases.add("kitchen_rosenfeld", source, feature.corner_kitchen_rosenfeld(source, boundary), boundary, 0)
    # Those with a frame of zeros, without it.
    for size in [1, 2]:
        source = image((9 + size, 12), 13_100 + size)
        inner = slice(2 * size, -2 * size)
        cases.add("moravec", source, feature.corner_moravec(source, size)[inner, inner], "valid", 0, size=size)
    for n in [9, 12, 1, 16]:
        source = np.kron(image((3, 4), 13_200 + n), np.ones((5, 6)))
        source[7, 9] += 60
        inner = slice(3, -3)
        cases.add("fast", source, feature.corner_fast(source, n, 20.5)[inner, inner], "valid", 0, n=n, threshold=20.5)
    cases.write()


def main():
    for make in [local_thresholds, structure_tensors, hessian_matrices, corners]:
        make()


if __name__ == "__main__":
    main()
