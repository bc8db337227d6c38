#!/usr/bin/env python3
"""Writes the fixtures in this folder: what SciPy and scikit-image answer, for the tests to compare with.

    python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-image==0.26.0
    /tmp/fixtures/bin/python tests/data/make_fixtures.py

Every input holds whole numbers from 0 to 127, so one case serves all numeric element types: results are computed
in float64 and written unrounded, and the test rounds and saturates them for the type at hand. (SciPy itself truncates
between the passes of a separable filter and wraps on overflow; this library does neither, on purpose.)

One case is three lines: `filter key=value ...`, the input, the expected output, both in C order.
"""

import itertools
import pathlib
import sys

import numpy as np
import scipy
import scipy.ndimage as ndi
import skimage
from skimage import morphology

PINNED = {"numpy": "2.4.6", "scipy": "1.17.1", "scikit-image": "0.26.0"}
HERE = pathlib.Path(__file__).parent
BOUNDARIES = ["reflect", "mirror", "nearest", "wrap", "constant"]
SHAPES = [(1,), (2,), (3,), (7,), (33,), (1, 1), (1, 9), (3, 2), (5, 7), (2, 3, 4), (3, 1, 2)]


def image(shape, seed):
    return np.random.default_rng(seed).integers(0, 128, shape).astype(np.float64)


def numbers(values):
    """Shortest text that reads back as the same float64."""
    return " ".join(repr(float(v)).removesuffix(".0") for v in np.asarray(values, dtype=np.float64).ravel())


def tuple_text(values, sep):
    return sep.join(str(v) for v in values)


class Cases:
    def __init__(self, name):
        self.path = HERE / name
        self.lines = [f"# made by make_fixtures.py with numpy {np.__version__}, scipy {scipy.__version__}, "
                      f"scikit-image {skimage.__version__}"]

    def add(self, name, source, expected, boundary, cval, **keys):
        head = [name, f"shape={tuple_text(source.shape, 'x')}", f"boundary={boundary}", f"cval={cval}"]
        head += [f"{key}={value}" for key, value in keys.items()]
        self.lines += [" ".join(head), numbers(source), numbers(expected)]

    def write(self):
        self.path.write_text("\n".join(self.lines) + "\n")
        print(f"{self.path.name}: {(len(self.lines) - 1) // 3} cases, {self.path.stat().st_size} bytes")


def settings():
    """Every shape with every boundary; a seed and a constant that differ from case to case."""
    for number, (shape, boundary) in enumerate(itertools.product(SHAPES, BOUNDARIES)):
        yield number, shape, boundary, (number * 37) % 101 if boundary == "constant" else 0


def gaussian():
    cases = Cases("gaussian.txt")
    for number, shape, boundary, cval in settings():
        source = image(shape, number)
        for sigma in [0.3, 0.7, 1.0, 2.5] if len(shape) == 1 else [0.7, 1.6]:
            expected = ndi.gaussian_filter(source, sigma, mode=boundary, cval=cval)
            cases.add("gaussian", source, expected, boundary, cval, sigma=sigma, truncate=4)
        if len(shape) > 1:
            sigma = [0.5, 1.3, 0.8][: len(shape)]
            expected = ndi.gaussian_filter(source, sigma, mode=boundary, cval=cval, truncate=3)
            cases.add("gaussian", source, expected, boundary, cval, sigma=tuple_text(sigma, ","), truncate=3)
    cases.write()


def padded(run, source, boundary, cval):
    """`run` on the image with one ghost cell of the constant on every side, cropped again.

    SciPy applies the constant anew between the two passes of a Sobel derivative, as if the derivative outside were
    `cval`; what is wanted is the derivative of the image that goes on as `cval`.
    """
    if boundary != "constant":
        return run(source, mode=boundary)
    inner = tuple(slice(1, -1) for _ in source.shape)
    return run(np.pad(source, 1, constant_values=cval), mode="nearest")[inner]


def sobel():
    cases = Cases("sobel.txt")
    for number, shape, boundary, cval in settings():
        source = image(shape, 1000 + number)
        for axis in range(len(shape)):
            expected = padded(lambda x, mode: ndi.sobel(x, axis, mode=mode), source, boundary, cval)
            cases.add("derivative", source, expected, boundary, cval, axis=axis)
        expected = padded(lambda x, mode: ndi.generic_gradient_magnitude(x, ndi.sobel, mode=mode), source, boundary, cval)
        cases.add("magnitude", source, expected, boundary, cval)
    cases.write()


def median():
    cases = Cases("median.txt")
    sizes = {1: [(1,), (3,), (5,), (7,)], 2: [(3, 3), (5, 5), (1, 5), (7, 3)], 3: [(3, 3, 3), (1, 3, 5)]}
    for number, shape, boundary, cval in settings():
        source = image(shape, 2000 + number)
        for size in sizes[len(shape)]:
            # On one axis SciPy 1.17.1 takes another path, which reads uninitialised memory for a mirrored row of one pixel.
            expected = ndi.median_filter(source[None], size=(1, *size), mode=boundary, cval=cval)[0]
            cases.add("median", source, expected, boundary, cval, size=tuple_text(size, "x"))
    cases.write()


def box(*size):
    return f"box:{tuple_text(size, 'x')}", np.ones(size, bool)


def array(cells):
    cells = np.asarray(cells, bool)
    return f"array:{tuple_text(cells.shape, 'x')}:{''.join('01'[int(c)] for c in cells.ravel())}", cells


FOOTPRINTS = {
    1: [box(1), box(2), box(3), box(4), box(9), array([1, 0, 0, 1, 0]), array([1, 0])],
    2: [box(3, 3), box(2, 5), box(4, 1), ("disk:2", morphology.disk(2).astype(bool)),
        ("diamond:1", morphology.diamond(1).astype(bool)), array([[0, 1, 1], [0, 0, 0], [1, 0, 0]]),
        array([[1, 0, 0, 1], [0, 0, 1, 0]])],
    3: [box(3, 3, 3), box(2, 1, 3), ("ball:1", morphology.ball(1).astype(bool)), array([[[1, 0], [0, 1]], [[0, 0], [1, 0]]])],
}
GREY = {"erode": ndi.grey_erosion, "dilate": ndi.grey_dilation, "open": ndi.grey_opening, "close": ndi.grey_closing}
# scikit-image does not reflect the footprint of a dilation, SciPy does.
IGNORING = {
    "erode": lambda x, cells: morphology.erosion(x, cells, mode="ignore"),
    "dilate": lambda x, cells: morphology.dilation(x, morphology.mirror_footprint(cells), mode="ignore"),
}


def morphological():
    cases = Cases("morphology.txt")
    for number, shape, boundary, cval in settings():
        source = image(shape, 3000 + number)
        for at, (name, cells) in enumerate(FOOTPRINTS[len(shape)]):
            # Opening and closing with every other footprint: the file stays small, and each footprint has its turn.
            for operation in ["erode", "dilate"] + (["open", "close"] if (number + at) % 2 == 0 else []):
                expected = GREY[operation](source, footprint=cells, mode=boundary, cval=cval)
                cases.add(operation, source, expected, boundary, cval, footprint=name)
    for number, shape in enumerate(SHAPES):
        source = image(shape, 4000 + number)
        for name, cells in FOOTPRINTS[len(shape)]:
            if all(n % 2 == 1 for n in cells.shape):
                for operation, run in IGNORING.items():
                    cases.add(operation, source, run(source, cells.astype(np.uint8)), "ignore", 0, footprint=name)
    cases.write()


def shapes():
    """The footprints themselves, as scikit-image draws them."""
    cases = Cases("footprints.txt")
    for radius in range(6):
        for name in ["disk", "diamond", "ball", "octahedron"]:
            cells = getattr(morphology, name)(radius).astype(np.float64)
            cases.add("footprint", np.zeros(1), cells, "reflect", 0, footprint=f"{name}:{radius}", cells=tuple_text(cells.shape, "x"))
    cases.write()


def main():
    found = {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-image": skimage.__version__}
    if found != PINNED:
        sys.exit(f"the fixtures are made with {PINNED}, found {found}")
    for make in [gaussian, sobel, median, morphological, shapes]:
        make()


if __name__ == "__main__":
    main()
