#!/usr/bin/env python3
"""Writes the fixtures of local thresholds, corners, edges, blobs and denoising: what scikit-image answers.

    /tmp/fixtures/bin/python tests/data/make_features.py

The versions, the inputs and the format are those of `make_fixtures.py`; several outputs of a filter follow each other.
"""

import itertools

import numpy as np
import scipy.ndimage as ndi
from make_fixtures import BOUNDARIES, Cases, image, tuple_text
from skimage import feature, filters, restoration
from skimage.feature import blob
from skimage.feature._hessian_det_appx import _hessian_matrix_det
from skimage.transform import integral_image

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
    """Differences without the two outermost pixels, where `numpy.gradient` takes one-sided ones."""
    cases = Cases("hessian_matrix.txt")
    for number, source, boundary, cval in settings(12_000, [(5, 5), (8, 9), (5, 6, 7)]):
        sigma = [0.6, 1.2][number % 2]
        inner = tuple(slice(2, -2) for _ in source.shape)
        elements = feature.hessian_matrix(source, sigma, boundary, cval, "rc", use_gaussian_derivatives=False)
        cases.add("matrix", source, [e[inner] for e in elements], boundary, cval, sigma=sigma)
        if source.ndim == 2 and cval == 0:
            smooth = feature.hessian_matrix(source, sigma, boundary, cval, "rc", use_gaussian_derivatives=True)
            cases.add("smooth", source, smooth, boundary, 0, sigma=sigma)
        if number % 2 == 0:
            eigenvalues = feature.hessian_matrix_eigvals(elements)
            cases.add("eigenvalues", source, [e[inner] for e in eigenvalues], boundary, cval, sigma=sigma)
    cases.write()


def corners():
    cases = Cases("corners.txt")
    for number, shape in enumerate(PLANES + [(9, 10)]):
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


# NumPy's names.
PADS = {"reflect": "symmetric", "mirror": "reflect", "nearest": "edge", "wrap": "wrap", "constant": "constant"}


def padded(source, reach, boundary, cval=0):
    return np.pad(source, reach, PADS[boundary], **({"constant_values": cval} if boundary == "constant" else {}))


def window(image, reach, shape):
    """The image shifted by every offset of a box, with the offset."""
    for offset in itertools.product(range(-reach, reach + 1), repeat=len(shape)):
        yield offset, image[tuple(slice(reach + o, reach + o + n) for o, n in zip(offset, shape))]


def bilaterals():
    """By its definition. scikit-image takes both weights from tables: that of the differences agrees as far as it is fine, but
    that of the distances is, for odd windows, one column wider than it is read as (0.26.0), so weights are not where they
    belong. `theirs` shows that this is all the difference."""
    cases = Cases("bilateral.txt")
    for number, source, boundary, cval in settings(14_000, [(1, 1), (3, 2), (6, 7)]):
        color, spatial, size = [(20, 0.7, None), (35, 1.5, 5), (300, 1.0, 9)][number % 3]
        size = size or max(5, 2 * int(np.ceil(3 * spatial)) + 1)
        reach, squared = size // 2, lambda rows, columns: rows**2 + columns**2
        grid = np.arange(-reach, reach + 1)
        misread = np.arange(-size // 2, size // 2 + 1)
        right = squared(grid[:, None], grid).ravel()
        theirs = squared(misread[:, None], misread).ravel()[: size**2]

        def mean(table):
            total, weights = np.zeros(source.shape), np.zeros(source.shape)
            for near, (_, there) in zip(table, window(padded(source, reach, boundary, cval), reach, source.shape)):
                weight = np.exp(-0.5 * near / spatial**2 - 0.5 * ((there - source) / color) ** 2)
                total, weights = total + weight * there, weights + weight
            return total / weights

        if source.min() < source.max():
            found = restoration.denoise_bilateral(source, size, color, spatial, 10**6, PADS[boundary], cval)
            assert np.allclose(found, mean(theirs), atol=1e-2)
        cases.add("bilateral", source, mean(right), boundary, cval, color=color, spatial=spatial, size=size)
    cases.write()


def non_local_means():
    """By its definition, where the search stays in the image; scikit-image has an approximate `exp`."""
    cases = Cases("non_local_means.txt")
    for number, shape in enumerate([(9, 8), (11, 7), (5, 9), (7, 6, 5)] * 4):
        source = image(shape, 15_000 + number)
        patch, reach, h, sigma = [(3, 2, 30.0, 0.0), (5, 1, 50.0, 3.0), (1, 2, 20.0, 2.0), (3, 1, 60.0, 9.0)][number // 4]
        half, inner = patch // 2, tuple(slice(reach, -reach) for _ in shape)
        far = padded(source, half + reach, "mirror")
        grid = np.array(list(itertools.product(range(-half, half + 1), repeat=len(shape))))
        spread = np.exp(-0.5 * (grid**2).sum(1) / ((patch - 1) / 4) ** 2) if patch > 1 else np.ones(1)
        spread /= spread.sum() * h * h
        crop = lambda offset: far[tuple(slice(half + reach + o, half + reach + o + n) for o, n in zip(offset, shape))]
        sum_, weights = np.zeros(shape), np.zeros(shape)
        for offset in itertools.product(range(-reach, reach + 1), repeat=len(shape)):
            differs, before = np.zeros(shape), np.zeros(shape)
            for at, weight in zip(grid, spread):
                if (at[1:] == -half).all():
                    before = np.maximum(before, differs)
                differs = differs + weight * ((crop(at) - crop(at + offset)) ** 2 - 2 * sigma**2)
            weight = np.where(before > 5, 0, np.exp(-np.maximum(differs, 0)))
            sum_, weights = sum_ + weight * crop(offset), weights + weight
        expected = sum_ / weights
        theirs = restoration.denoise_nl_means(source, patch, reach, h, False, sigma, preserve_range=True) if patch > 1 else expected
        assert np.allclose(theirs[inner], expected[inner], atol=1)
        cases.add("non_local_means", source, expected[inner], "mirror", 0, patch=patch, distance=reach, h=h, sigma=sigma)
    cases.write()


def edges():
    cases = Cases("canny.txt")
    for number, source, boundary, cval in settings(16_000, [(1, 1), (2, 5), (3, 3), (9, 11), (14, 17)]):
        for sigma, low, high in [(0.6, 40, 120), (1.3, 0, 60)]:
            expected = feature.canny(source, sigma, low, high, mode=boundary, cval=cval)
            cases.add("canny", source, expected, boundary, cval, sigma=sigma, low=low, high=high)
    for number, shape in enumerate([(1,), (40,), (1, 7), (9, 12), (5, 6, 7), (2, 1, 9)]):
        source = image(shape, 16_500 + number)
        for low, high in [(60, 110), (30.5, 126), (90, 90)]:
            for connectivity in range(1, len(shape) + 1):
                labels, count = ndi.label(source > low, ndi.generate_binary_structure(len(shape), connectivity))
                expected = np.isin(labels, np.unique(labels[source > high])) & (labels > 0)
                if connectivity == 1:
                    assert (expected == filters.apply_hysteresis_threshold(source, low, high)).all()
                cases.add(
                    "hysteresis", source, expected, "reflect", 0, low=low, high=high, connectivity=connectivity
                )
    cases.write()


def listed(points):
    """How many, then one after the other."""
    return [len(points), *np.asarray(points, float).ravel()]


def peaks():
    cases = Cases("peaks.txt")
    for number, shape in enumerate([(1,), (30,), (1, 9), (9, 12), (14, 15), (5, 6, 7)]):
        coarse = image(shape, 17_000 + number) // (1 + 15 * (number % 2))
        for distance, border, absolute, relative, most in [
            (1, 1, None, None, 1000),
            (1, 0, 20, None, 1000),
            (2, 0, None, 0.5, 1000),
            (3, 2, None, None, 4),
            (0, 0, 100 // (1 + 15 * (number % 2)), None, 1000),
        ]:
            found = feature.peak_local_max(coarse, distance, absolute, relative, border, most)
            keys = {"absolute": absolute, "relative": relative}
            cases.add(
                "peaks", coarse, listed(found), "nearest", 0, distance=distance, border=border, most=most,
                **{key: value for key, value in keys.items() if value is not None},
            )
    cases.write()


def spots(shape, count, seed):
    """Bright discs and balls of several sizes, in whole numbers."""
    rng = np.random.default_rng(seed)
    grid = np.stack(np.meshgrid(*(np.arange(n) for n in shape), indexing="ij"), -1)
    total = rng.random(shape) * 4
    for _ in range(count):
        middle, sigma = rng.random(len(shape)) * shape, rng.uniform(1, 4)
        total += 90 * np.exp(-((grid - middle) ** 2).sum(-1) / (2 * sigma**2))
    return np.minimum(np.round(total), 127)


def prune(candidates, overlap):
    """scikit-image's rule for each pair, in the order of the list."""
    blobs, ndim = candidates.copy(), candidates.shape[1] - 1
    distance = 2 * blobs[:, -1].max() * np.sqrt(ndim)
    for one, other in itertools.combinations(range(len(blobs)), 2):
        a, b = blobs[one], blobs[other]
        if np.linalg.norm(a[:ndim] - b[:ndim]) <= distance and blob._blob_overlap(a, b) > overlap:
            (b if a[-1] > b[-1] else a)[-1] = 0
    return blobs[blobs[:, -1] > 0]


def unpruned(find):
    """What a detector finds before it looks at overlaps."""
    keep, blob._prune_blobs = blob._prune_blobs, lambda found, *_, **__: found
    try:
        return find()
    finally:
        blob._prune_blobs = keep


def determinant(source, sigma):
    """The determinant of the Hessian by boxes; scikit-image's, one pixel further along both axes, but for its edges."""
    size = int(3 * sigma)
    third, half = size // 3, (size - 1) // 2
    sums = np.pad(source, 40).cumsum(0).cumsum(1)
    rows, columns = (np.arange(n) + 40 for n in source.shape)

    def box(row, column, height, width):
        r, c = (rows + row)[:, None], columns + column
        return sums[r - 1 + height, c - 1 + width] + sums[r - 1, c - 1] - sums[r - 1 + height, c - 1] - sums[r - 1, c - 1 + width]

    corner = lambda row, column: box(row, column, third, third)
    xy = corner(1, -third) + corner(-third, 1) - corner(-third, -third) - corner(1, 1)
    flat, thin = 2 * third - 1, 1 - third
    xx = box(thin, -half, flat, size) - 3 * box(thin, -(third // 2), flat, third)
    yy = box(-half, thin, size, flat) - 3 * box(-(third // 2), thin, third, flat)
    found = (xx * yy - 0.81 * xy**2) / size**4
    theirs = _hessian_matrix_det(integral_image(source), sigma)
    inner, moved = slice(size + 2, -size - 2), slice(size + 1, -size - 3)
    assert np.allclose(found[inner, inner], np.asarray(theirs)[moved, moved], rtol=1e-6, atol=1e-8)
    return found


def blobs():
    cases = Cases("blobs.txt")
    for number, shape in enumerate([(60,), (30, 35), (28, 40), (12, 13, 10)]):
        source = spots(shape, 2 + 3 * number, 18_000 + number)
        for low, high, count, threshold, overlap in [(1, 4, 4, 12, 0.5), (1.5, 3, 3, 20, 0.1), (2, 5, 2, 8, 0.9)]:
            keys = {"low": low, "high": high, "threshold": threshold, "overlap": overlap}
            found = unpruned(lambda: feature.blob_log(source, low, high, count, threshold, 1))
            if len(found):
                cases.add("log", source, listed(prune(found, overlap)), "reflect", 0, count=count, **keys)
            found = unpruned(lambda: feature.blob_dog(source, low, high, 1.6, threshold / 2, 1))
            if len(found):
                cases.add("dog", source, listed(prune(found, overlap)), "reflect", 0, ratio=1.6, **keys)
            if len(shape) == 2:
                sigmas = np.linspace(low, high, count)
                cube = np.stack([determinant(source, sigma) for sigma in sigmas], -1)
                found = feature.peak_local_max(
                    cube, threshold_abs=threshold, footprint=np.ones((3, 3, 3)), exclude_border=False
                ).astype(float)
                found[:, -1] = sigmas[found[:, -1].astype(int)]
                cases.add("doh", source, listed(prune(found, overlap)), "constant", 0, count=count, **keys)
    cases.write()


def main():
    for make in [local_thresholds, structure_tensors, hessian_matrices, corners, bilaterals, non_local_means, edges, peaks, blobs]:
        make()


if __name__ == "__main__":
    main()
