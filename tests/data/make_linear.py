#!/usr/bin/env python3
"""Writes linear.txt: what SciPy and scikit-image answer to weighted sums, derivatives and edges.

As make_fixtures.py, with one more key: `scale`, the largest value of the image (or beyond its edge) times the sum of the sizes of
all weights. A floating-point sum cannot be expected to be closer than a few units in the last place of that.
"""

import math

import numpy as np
import scipy.ndimage as ndi
from scipy.ndimage._filters import _gaussian_kernel1d
from skimage import filters
from skimage.filters.edges import ROBERTS_ND_WEIGHTS, ROBERTS_PD_WEIGHTS

from make_fixtures import Cases, image, padded, settings, tuple_text

OPERATORS = {
    # name: smoothing row, difference row, function of scikit-image
    "sobel": ([1, 2, 1], [-1, 0, 1], filters.sobel),
    "prewitt": ([1, 1, 1], [-1, 0, 1], filters.prewitt),
    "scharr": ([3, 10, 3], [-1, 0, 1], filters.scharr),
    "farid": (filters.edges.farid_smooth.ravel().tolist(), (-filters.edges.farid_edge.ravel()).tolist(), filters.farid),
}


class Linear(Cases):
    """Cases with a scale."""

    def put(self, name, source, expected, setting, weight, **keys):
        boundary, cval = setting
        scale = max(np.abs(source).max(), abs(cval)) * weight
        self.add(name, source, expected, boundary, cval, scale=repr(float(scale)), **keys)


def derivative(source, axis, smooth, edge, mode):
    out = ndi.correlate1d(source, edge, axis, mode=mode)
    for other in range(source.ndim):
        if other != axis:
            out = ndi.correlate1d(out, smooth, other, mode=mode)
    return out


def edges(cases, number, source, setting):
    for kind, (name, (smooth, edge, normalized)) in enumerate(OPERATORS.items()):
        ndim = source.ndim
        axis, length = number % ndim, (number + kind) % 2 == 0
        size = np.abs(edge).sum() * np.abs(smooth).sum() ** (ndim - 1)
        if (number // 2 + kind) % 2 == 0 or name == "sobel":
            size /= np.sum(smooth) ** (ndim - 1)
            key = "normalized"
            run = lambda x, mode: normalized(x, axis=None if length else axis, mode=mode)
            expected = padded(run, source, *setting)
            expected = np.abs(expected) if length else expected
        else:
            key = "raw"
            parts = [lambda x, mode, a=a: derivative(x, a, smooth, edge, mode) for a in range(ndim)]
            if length:
                expected = np.sqrt(sum(padded(part, source, *setting) ** 2 for part in parts))
            else:
                expected = padded(parts[axis], source, *setting)
        what = "length" if length else f"axis{axis}"
        cases.put(name, source, expected, setting, size * math.sqrt(ndim), weights=key, what=what)
    expected = padded(lambda x, mode: ndi.laplace(x, mode=mode), source, *setting)
    cases.put("laplace", source, expected, setting, 4 * source.ndim)
    if source.ndim == 2:
        roberts(cases, source, setting)


def roberts(cases, source, setting):
    boundary, cval = setting
    for what, weights in [("falling", ROBERTS_PD_WEIGHTS), ("rising", ROBERTS_ND_WEIGHTS)]:
        cases.put("roberts", source, ndi.convolve(source, weights, mode=boundary, cval=cval), setting, 2, what=what)
    if boundary == "reflect":
        cases.put("roberts", source, filters.roberts(source), setting, 2, what="normalized")
    parts = [ndi.convolve(source, weights, mode=boundary, cval=cval) for weights in [ROBERTS_PD_WEIGHTS, ROBERTS_ND_WEIGHTS]]
    cases.put("roberts", source, np.hypot(*parts), setting, 3, what="length")


ROWS = [(n, origin) for n in range(1, 7) for origin in range(-(n // 2), (n - 1) // 2 + 1)]


def correlate_1d(cases, number, source, setting):
    boundary, cval = setting
    axis = number % source.ndim
    for kind in range(3):
        (n, origin), random = ROWS[(3 * number + kind) % len(ROWS)], np.random.default_rng(5000 + 3 * number + kind)
        weights = random.integers(-3, 5, n)
        name, run = [("correlate1d", ndi.correlate1d), ("convolve1d", ndi.convolve1d)][(number + kind) % 2]
        expected = run(source, weights, axis, mode=boundary, cval=cval, origin=origin)
        size = max(np.abs(weights).sum(), 1)
        cases.put(name, source, expected, setting, size, weights=tuple_text(weights, ","), origin=origin, axis=axis)


SIZES = {1: [(3,), (4,)], 2: [(3, 3), (2, 4), (1, 3), (5, 2)], 3: [(3, 3, 3), (2, 1, 4), (1, 2, 3)]}


def correlate_nd(cases, number, source, setting):
    boundary, cval = setting
    for kind, (name, run) in enumerate([("correlate", ndi.correlate), ("convolve", ndi.convolve)]):
        sizes, random = SIZES[source.ndim], np.random.default_rng(6000 + 2 * number + kind)
        shape = sizes[(number + kind) % len(sizes)]
        if (number + kind) % 3 == 0:  # a product of rows
            weights = np.ones(())
            for n in shape:
                weights = np.multiply.outer(weights, random.integers(-2, 4, n))
        else:
            weights = random.integers(-2, 4, shape)
        origin = [int(random.integers(-(n // 2), (n - 1) // 2 + 1)) for n in shape]
        expected = run(source, weights, mode=boundary, cval=cval, origin=origin)
        keys = {"size": tuple_text(shape, "x"), "weights": tuple_text([int(w) for w in weights.ravel()], ","), "origin": tuple_text(origin, ",")}
        cases.put(name, source, expected, setting, max(np.abs(weights).sum(), 1), **keys)


def size_of(sigma, order, truncate, radius):
    lengths = [int(truncate * s + 0.5) for s in sigma] if radius is None else radius
    return np.prod([np.abs(_gaussian_kernel1d(s, o, r)).sum() for s, o, r in zip(sigma, order, lengths)])


def gaussians(cases, number, source, setting):
    ndim, random = source.ndim, np.random.default_rng(7000 + number)
    sigma = [round(s, 2) for s in random.uniform(0.5, 1.8, ndim)]
    for kind in range(2):
        order = [int(o) for o in random.integers(0, 4, ndim)]
        extent = {"truncate": 3} if kind == 0 else {"radius": [int(r) for r in random.integers(1, 4, ndim)]}
        expected = padded(lambda x, mode: ndi.gaussian_filter(x, sigma, order, mode=mode, **extent), source, *setting)
        text = {"extent": "truncate", "cut": 3} if kind == 0 else {"extent": "radius", "cut": tuple_text(extent["radius"], ",")}
        size = size_of(sigma, order, extent.get("truncate"), extent.get("radius"))
        cases.put("gaussian", source, expected, setting, size, sigma=tuple_text(sigma, ","), order=tuple_text(order, ","), **text)
    for name, run, order in [("gaussian_laplace", ndi.gaussian_laplace, 2), ("gaussian_gradient_magnitude", ndi.gaussian_gradient_magnitude, 1)]:
        expected = padded(lambda x, mode: run(x, sigma, mode=mode), source, *setting)
        each = [size_of(sigma, [order if a == axis else 0 for a in range(ndim)], 4, None) for axis in range(ndim)]
        cases.put(name, source, expected, setting, sum(each), sigma=tuple_text(sigma, ","))
    expected = padded(lambda x, mode: filters.difference_of_gaussians(x, sigma, mode=mode), source, *setting)
    cases.put("difference_of_gaussians", source, expected, setting, 2, sigma=tuple_text(sigma, ","))
    amount = [0.5, 1, 2.5][number % 3]
    if setting[0] == "reflect":
        expected = filters.unsharp_mask(source, sigma[0], amount, preserve_range=True)
    else:
        expected = source + (source - ndi.gaussian_filter(source, sigma[0], mode=setting[0], cval=setting[1])) * amount
    cases.put("unsharp_mask", source, expected, setting, 1 + 2 * amount, sigma=sigma[0], amount=amount)


def gabor(cases, number, source, setting):
    theta = [0, 0.6, math.pi / 2, 2.2][number % 4]
    keys = {"frequency": 0.3, "theta": repr(theta), "bandwidth": [1, 1.5][number % 2], "offset": [0, 0.4][number % 2]}
    arguments = {key: float(value) for key, value in keys.items()}
    size = np.abs(filters.gabor_kernel(**arguments)).sum()
    real, imaginary = filters.gabor(source, mode=setting[0], cval=setting[1], **arguments)
    cases.put("gabor", source, real, setting, size, part="real", **keys)
    cases.put("gabor", source, imaginary, setting, size, part="imaginary", **keys)


def main():
    cases = Linear("linear.txt")
    for number, shape, boundary, cval in settings():
        source, setting = image(shape, 8000 + number), (boundary, cval)
        for make in [edges, correlate_1d, correlate_nd, gaussians]:
            make(cases, number, source, setting)
        if len(shape) == 2:
            gabor(cases, number, source, setting)
    cases.write()


if __name__ == "__main__":
    main()
