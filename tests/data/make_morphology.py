#!/usr/bin/env python3
"""Writes the fixtures of morphology beyond erosion and dilation: run as `make_fixtures.py` says, which this continues.

Every case has a footprint (or a structure with heights), an origin and iterations. SciPy iterates binary filters only: for
the others it is called so many times. Results of whole numbers are whole numbers, so they are compared exactly.
"""

import numpy as np
import scipy.ndimage as ndi
from make_fixtures import Cases, array, box, image, settings, tuple_text
from skimage import morphology


def drawn(name, cells):
    return name, np.asarray(cells).astype(bool)


NEIGHBOURHOODS = {
    1: [(box(2), (0,)), (box(3), (1,)), (box(4), (-2,)), (box(4), (1,)), (array([1, 0, 0, 1, 0]), (1,))],
    2: [(box(3, 3), (0, 0)), (box(2, 5), (0, -2)), (box(4, 1), (1, 0)), (drawn("disk:2", morphology.disk(2)), (0, 0)),
        (drawn("octagon:1x1", morphology.octagon(1, 1)), (-1, 1)), (drawn("ellipse:2x1", morphology.ellipse(2, 1)), (0, 0)),
        (array([[0, 1, 1], [0, 0, 0], [1, 0, 0]]), (1, -1)), (array([[1, 0, 0, 1], [0, 0, 1, 0]]), (-1, 1))],
    3: [(box(3, 3, 3), (0, 0, 0)), (box(2, 1, 3), (-1, 0, 1)), (drawn("ball:1", morphology.ball(1)), (0, 0, 0)),
        (array([[[1, 0], [0, 1]], [[0, 0], [1, 0]]]), (0, -1, -1))],
}


def again(one, times):
    def run(source, **options):
        for _ in range(times):
            source = one(source, **options)
        return source

    return run


def operations(times):
    erode, dilate = again(ndi.grey_erosion, times), again(ndi.grey_dilation, times)
    return {
        "erode": erode,
        "dilate": dilate,
        "open": lambda x, **o: dilate(erode(x, **o), **o),
        "close": lambda x, **o: erode(dilate(x, **o), **o),
        "white_tophat": lambda x, **o: x - dilate(erode(x, **o), **o),
        "black_tophat": lambda x, **o: erode(dilate(x, **o), **o) - x,
        "morphological_gradient": lambda x, **o: dilate(x, **o) - erode(x, **o),
        "morphological_laplace": lambda x, **o: dilate(x, **o) + erode(x, **o) - 2 * x,
    }


# Those that SciPy has itself: what is written is its own answer, not a sum of ours.
SCIPYS = {name: getattr(ndi, name) for name in ["white_tophat", "black_tophat", "morphological_gradient", "morphological_laplace"]}
# What scikit-image calls them, with the mode that leaves out what lies beyond the edge.
IGNORING = {"open": morphology.opening, "close": morphology.closing, "white_tophat": morphology.white_tophat,
            "black_tophat": morphology.black_tophat}


def grey(cases):
    for number, shape, boundary, cval in settings():
        source = image(shape, 5000 + number)
        for at, ((name, cells), origin) in enumerate(NEIGHBOURHOODS[len(shape)]):
            times = 1 + (number + at) % 3
            for turn in range(2):
                operation, run = list(operations(times).items())[(number + at + 3 * turn) % 8]
                if times == 1:
                    run = SCIPYS.get(operation, run)
                expected = run(source, footprint=cells, mode=boundary, cval=cval, origin=origin)
                cases.add(operation, source, expected, boundary, cval, footprint=name, origin=tuple_text(origin, ","),
                          iterations=times)


def ignoring(cases):
    for number, shape in enumerate([(1,), (7,), (1, 1), (5, 7), (3, 2), (2, 3, 4)]):
        source = image(shape, 6000 + number)
        for (name, cells), _ in NEIGHBOURHOODS[len(shape)]:
            if all(n % 2 == 1 for n in cells.shape):
                for operation, run in IGNORING.items():
                    expected = run(source, cells.astype(np.uint8), mode="ignore")
                    if not np.isfinite(expected).all():
                        continue  # a window without pixels: how far the next filter takes that depends on the type
                    cases.add(operation, source, expected, "ignore", 0, footprint=name,
                              origin=tuple_text([0] * len(shape), ","), iterations=1)


def binary(cases):
    scipys = {"erode": ndi.binary_erosion, "dilate": ndi.binary_dilation, "open": ndi.binary_opening,
              "close": ndi.binary_closing}
    for number, shape in enumerate([(1,), (2,), (33,), (1, 1), (3, 2), (5, 7), (6, 8), (2, 3, 4)]):
        source = image(shape, 7000 + number) > 45
        for at, ((name, cells), origin) in enumerate(NEIGHBOURHOODS[len(shape)]):
            keys = {"footprint": name, "origin": tuple_text(origin, ",")}
            for operation, run in scipys.items():
                times, border = 1 + (number + at) % 4, (number + at) % 2
                expected = run(source, cells, iterations=times, border_value=border, origin=origin)
                cases.add(f"binary_{operation}", source, expected, "constant", border, iterations=times, **keys)
            for operation in ["white_tophat", "black_tophat"]:
                expected = SCIPYS[operation](source, footprint=cells, mode="mirror", origin=origin)
                cases.add(f"binary_{operation}", source, expected, "mirror", 0, iterations=1, **keys)
            expected = ndi.binary_hit_or_miss(source, cells, origin1=origin)
            cases.add("hit_or_miss", source, expected, "constant", 0, miss="complement", **keys)
            miss_name, miss = array(np.roll(cells, 1, axis=-1) & ~cells)
            expected = ndi.binary_hit_or_miss(source, cells, miss, origin1=origin, origin2=origin)
            cases.add("hit_or_miss", source, expected, "constant", 0, miss=miss_name, **keys)


HEIGHTS = {1: [([0, 2, 0], (0,)), ([1, -3, 0, 5], (-1,))],
           2: [([[0, 1, 0], [1, 3, 1], [0, 1, 0]], (0, 0)), ([[0.25, -1.5], [2, 7]], (-1, 0))],
           3: [(np.arange(12).reshape(2, 3, 2) / 2, (0, 1, 0))]}


def structures(cases):
    """With heights: of the same operations. `-inf` marks what is no cell, which SciPy says by a footprint."""
    for number, shape, boundary, cval in settings():
        source = image(shape, 8000 + number)
        for at, (heights, origin) in enumerate(HEIGHTS[len(shape)]):
            heights = np.array(heights, np.float64)
            cells = np.ones(heights.shape, bool)
            cells.ravel()[-1] = number % 2 == 0
            for turn in range(2):
                times = 1 + (number + at) % 2
                operation, run = list(operations(times).items())[(number + at + 3 * turn) % 8]
                expected = run(source, footprint=cells, structure=heights, mode=boundary, cval=cval, origin=origin)
                written = np.where(cells, heights, -np.inf)
                cases.add(f"raised_{operation}", source, expected, boundary, cval, origin=tuple_text(origin, ","),
                          iterations=times, size=tuple_text(heights.shape, "x"), heights=tuple_text(written.ravel(), ","))


def footprints(cases):
    """The footprints themselves, as scikit-image draws them."""
    def add(text, cells):
        cases.add("drawn", np.zeros(1), cells.astype(np.float64), "reflect", 0, footprint=text,
                  cells=tuple_text(cells.shape, "x"))

    for width in range(5):
        for height in range(4):
            add(f"ellipse:{width}x{height}", morphology.ellipse(width, height))
    for side in range(5):
        for cut in range(4):
            if side + cut > 0:
                add(f"octagon:{side}x{cut}", morphology.octagon(side, cut))
    for a in range(6):
        add(f"star:{a}", morphology.star(a))
    for size in [(1, 1), (2, 3), (4, 1), (2, 2, 3)]:
        add(f"box:{tuple_text(size, 'x')}", morphology.footprint_rectangle(size))


def main():
    for name, makers in {"composed.txt": [grey, ignoring], "binary.txt": [binary], "structures.txt": [structures],
                         "drawn.txt": [footprints]}.items():
        cases = Cases(f"morphology_{name}")
        for make in makers:
            make(cases)
        cases.write()


if __name__ == "__main__":
    main()
